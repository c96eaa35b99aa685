import type { Fields } from '../../admit/Fields.ts';
import { isSame, sendPatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import { objectName, type Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

/** The Pod's own spec, or the template's, and where it is (polymorphichelpers: updatepodspec.go). */
export function podSpecOf({ info, name, object }: Target): { spec: Fields; wrap: (spec: object) => object } {
  const { spec, jobTemplate } = {
    spec: object['spec'] as Fields,
    jobTemplate: (object['spec'] as Fields)?.['jobTemplate'],
  };
  if (info.kind === 'Pod') return { spec, wrap: (inner) => ({ spec: inner }) };
  if (jobTemplate)
    return {
      spec: jobTemplate.spec.template.spec,
      wrap: (inner) => ({ spec: { jobTemplate: { spec: { template: { spec: inner } } } } }),
    };
  const inner = spec?.['template']?.spec;
  if (!inner)
    throw KubectlError.plain(
      `${info.plural}/${name} the object is not a pod or does not have a pod template: *v1.${info.kind}`,
    );
  return { spec: inner, wrap: (changed) => ({ spec: { template: { spec: changed } } }) };
}

/** Changes containers of Pods and templates by a strategic patch: what `kubectl set image|env|resources` do. */
export function updateContainers(
  session: Session,
  args: ParsedArgs,
  words: readonly string[],
  what: string,
  change: (containers: Fields[], target: Target) => Fields[],
): void {
  const dryRun = dryRunOf(args);
  const printer = printerOf(args);
  visitTargets(session, args, words, (target) => {
    const { spec, wrap } = podSpecOf(target);
    const containers = change(spec['containers'] ?? [], target);
    if (containers.length === 0) return;
    const after = sendPatch(session, target, 'strategic', wrap({ containers }), dryRun);
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else if (!isSame(target.object, after))
      session.print(`${objectName(target.info, target.name)} ${what} updated${dryRunSuffix(dryRun)}`);
  });
}
