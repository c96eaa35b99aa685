import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Fields } from '../../admit/Fields.ts';
import { isSame, sendOrMakePatch } from './changes.ts';
import { type DryRun, dryRunOf, dryRunSuffix, type ParsedArgs, staysHere } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { typedPrinterOf } from './print.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { type Target, visitTyped } from './targets.ts';

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

/** The object as the patch leaves it. What the server refuses is told as kubectl's own failure; `told` begins it. */
export function patchTemplate(
  session: Session,
  target: Target,
  patch: unknown,
  dryRun: DryRun,
  told: string,
): KubeObject {
  try {
    return sendOrMakePatch(session, target, 'strategic', patch, dryRun);
  } catch (error) {
    const [problem] = error instanceof KubectlError ? error.problems : [];
    if (problem?.kind !== 'status' || staysHere(dryRun)) throw error;
    throw KubectlError.plain(`failed to patch ${told} ${problem.status.message}`);
  }
}

/** Changes containers of Pods and templates by a strategic patch: what `kubectl set image|env|resources` do. */
export function updateContainers(
  session: Session,
  args: ParsedArgs,
  words: readonly string[],
  what: string,
  told: string,
  change: (containers: Fields[], target: Target) => Fields[],
): void {
  const dryRun = dryRunOf(args);
  const printer = typedPrinterOf(session, args);
  visitTyped(session, args, words, (target) => {
    const { spec, wrap } = podSpecOf(target);
    const lists = ['containers', 'initContainers'];
    const all = lists.flatMap((list) => (spec[list] ?? []) as Fields[]);
    const changed = new Map(change(all, target).map((container) => [container['name'], container]));
    if (changed.size === 0) return;
    const given = lists.map((list) => [
      list,
      ((spec[list] ?? []) as Fields[]).flatMap(({ name }) => changed.get(name) ?? []),
    ]);
    const patch = wrap(Object.fromEntries(given.filter(([, list]) => list?.length)));
    const after = patchTemplate(session, target, patch, dryRun, told);
    // What changes nothing is not told of, and not sent.
    if (isSame(target.object, after)) return;
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} ${what} updated${dryRunSuffix(dryRun)}`);
  });
}

/** kubectl: set/helper.go, selectString: `*` stands for any letters, of which it finds too many. */
export function matchesName(pattern: string, name: string): boolean {
  if (pattern === '*') return true;
  if (!pattern.includes('*')) return pattern === name;
  const parts = pattern.split('*');
  let at = 0;
  for (const [i, part] of parts.entries()) {
    if (part === '') continue;
    const next = name.slice(at).indexOf(part);
    if (next < at || (i === 0 && at !== 0) || (i === parts.length - 1 && name.length !== part.length + next))
      return false;
    at = next;
  }
  return true;
}
