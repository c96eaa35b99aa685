import { sendPatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import { RECORD } from './record.ts';
import { objectName } from './Printout.ts';
import { requireScalable } from './scaleSubresource.ts';
import type { Session } from './Session.ts';
import { NOTHING_GIVEN, visitTargets } from './targets.ts';

export const scaleFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.selector,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.all,
  flag.resourceVersion,
  flag.timeout,
  flag.showManagedFields,
  { name: 'replicas', type: 'string' },
  { name: 'current-replicas', type: 'string' },
  RECORD,
];

/** `kubectl scale` */
export function scale(session: Session, args: ParsedArgs): void {
  const text = valueOf(args, { name: 'replicas' });
  if (text === undefined) throw KubectlError.plain('required flag(s) "replicas" not set');
  if (!/^[+-]?\d+$/.test(text))
    throw KubectlError.plain(
      `invalid argument "${text}" for "--replicas" flag: strconv.ParseInt: parsing "${text}": invalid syntax\n` +
        "See 'kubectl scale --help' for usage.",
    );
  const replicas = Number(text);
  if (replicas < 0)
    throw KubectlError.plain('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
  const current = Number(valueOf(args, { name: 'current-replicas' }) ?? -1);
  const version = valueOf(args, flag.resourceVersion);
  if (args.words.length === 0 && !args.flags.has(flag.filename.name)) throw KubectlError.plain(NOTHING_GIVEN);
  const dryRun = dryRunOf(args);
  const printer = printerOf(session, args);
  const count = visitTargets(session, args, args.words, (target) => {
    requireScalable(target.info);
    const now = Number((target.object['spec'] as { replicas?: number }).replicas ?? 1);
    if (current >= 0 && current !== now) throw KubectlError.plain(`Expected replicas to be ${current}, was ${now}`);
    const { resourceVersion } = target.object.metadata;
    if (version && version !== resourceVersion)
      throw KubectlError.plain(`Expected resource version to be ${version}, was ${resourceVersion}`);
    if (dryRun !== 'client') sendPatch(session, target, 'merge', { spec: { replicas } }, dryRun, 'scale');
    // What it prints is the object from before with the new number in it (cmd/scale, updateReplicas).
    const { spec } = target.object as { spec?: object };
    const shown = { ...target.object, spec: { ...spec, replicas } };
    if (printer) session.stdout += printer(shown, [{ info: target.info, object: shown }]);
    else session.print(`${objectName(target.info, target.name)} scaled${dryRunSuffix(dryRun)}`);
  });
  if (count === 0) throw KubectlError.plain('no objects passed to scale');
}
