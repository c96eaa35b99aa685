import type { Node, Taint } from '../../../model/Node.ts';
import { labelValue, qualifiedName } from '../../admit/validators.ts';
import { sendPatch } from './changes.ts';
import { dryRunOf, type Flag, flag, isSet, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import { resourceNamed } from './resources.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { visitTargets } from './targets.ts';

export const taintFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.validate,
  flag.selector,
  flag.overwrite,
  flag.all,
  flag.fieldManager,
  flag.showManagedFields,
];

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** A taint to take away may have no effect: then it means every taint of its key. */
interface Change {
  add: Taint[];
  remove: { key: string; effect: string }[];
}

/** kubectl: taint/utils.go, parseTaint: `KEY=VALUE:EFFECT`, `KEY:EFFECT` or `KEY`. */
function parseTaint(text: string): Taint {
  const wrong = (why = '') => invalidSpec(`invalid taint spec: ${text}${why}`);
  const [left = '', effect, ...more] = text.split(':');
  if (more.length > 0) throw wrong();
  if (effect !== undefined && !EFFECTS.includes(effect))
    throw invalidSpec(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = '', value = '', ...rest] = effect === undefined ? [left] : left.split('=');
  if (rest.length > 0) throw wrong();
  const messages = [...labelValue(value), ...qualifiedName(key)];
  if (messages.length > 0) throw wrong(`, ${messages.join('; ')}`);
  return { key, ...(value ? { value } : {}), effect: effect ?? '' } as Taint;
}

const invalidSpec = (message: string): KubectlError =>
  KubectlError.plain(`${message}\nSee 'kubectl taint -h' for help and examples`);

function parseChange(specs: readonly string[]): Change {
  const change: Change = { add: [], remove: [] };
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      change.remove.push(parseTaint(spec.slice(0, -1)));
      continue;
    }
    const taint = parseTaint(spec);
    if (!taint.effect) throw invalidSpec(`invalid taint spec: ${spec}`);
    if (change.add.some((other) => matches(other, taint)))
      throw invalidSpec(
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ''} ${taint.effect} <nil>}`,
      );
    change.add.push(taint);
  }
  return change;
}

const matches = (a: { key: string; effect: string }, b: Taint): boolean =>
  a.key === b.key && (a.effect === '' || a.effect === b.effect);

const isTaint = (word: string): boolean => word.includes('=') || word.includes(':') || word.endsWith('-');

/** `kubectl taint nodes n1 key=value:NoSchedule`, and `key-` to take it off again. */
export function taint(session: Session, args: ParsedArgs): void {
  const first = args.words.findIndex(isTaint);
  const resources = first < 0 ? args.words : args.words.slice(0, first);
  const specs = first < 0 ? [] : args.words.slice(first);
  const stray = specs.find((word) => !isTaint(word));
  if (stray !== undefined) throw KubectlError.plain(`all resources must be specified before taint changes: ${stray}`);
  const [type, ...names] = resources;
  if (type === undefined) throw KubectlError.plain('one or more resources must be specified as <resource> <name>');
  if (specs.length === 0) throw KubectlError.plain('at least one taint update is required');
  const change = parseChange(specs);
  if (resourceNamed(type).kind !== 'Node')
    throw KubectlError.plain(`invalid resource type ${type.toLowerCase()}, only node types are supported`);
  const both = change.remove.flatMap((gone) => change.add.filter((taint) => matches(gone, taint)).map(() => gone));
  if (both.length > 0) {
    const list = both.map(({ key, effect }) => `${key}=${effect}`).join(', ');
    throw KubectlError.plain(`can not both modify and remove the following taint(s) in the same command: ${list}`);
  }
  if (names.length === 0 && !isSet(args, flag.all) && !args.flags.has(flag.selector.name))
    throw KubectlError.plain("at least one resource name must be specified since 'all' parameter is not set");
  const overwrite = isSet(args, flag.overwrite);
  const dryRun = dryRunOf(args);
  const printer = printerOf(session, args);
  visitTargets(session, args, ['nodes', ...names], (target) => {
    const before = (target.object as Node).spec.taints ?? [];
    const { done, taints } = reorganized(target.name, before, change, overwrite);
    const after =
      dryRun === 'client' ? target.object : sendPatch(session, target, 'merge', { spec: { taints } }, dryRun);
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} ${done}`);
  });
}

/** kubectl: updateTaints and reorganizeTaints. New taints stand first. */
function reorganized(
  node: string,
  before: readonly Taint[],
  { add, remove }: Change,
  overwrite: boolean,
): { done: string; taints: Taint[] | null } {
  const existing = add.filter((taint) => before.some((old) => matches(taint, old))).map(({ key }) => key);
  if (!overwrite && existing.length > 0)
    throw KubectlError.plain(
      `node ${node} already has ${existing.join(',')} taint(s) with same effect(s) and --overwrite is false`,
    );
  const all = [...add, ...before.filter((old) => !add.some((taint) => matches(taint, old)))];
  const added = all.length !== before.length;
  let taints = all;
  let deleted = false;
  for (const gone of remove) {
    const left = taints.filter((taint) => !matches(gone, taint));
    deleted = left.length !== taints.length;
    if (!deleted) {
      const name = gone.effect ? `${gone.key}:${gone.effect}` : gone.key;
      throw KubectlError.plain(`taint "${name}" not found`);
    }
    taints = left;
  }
  const done = (added && deleted) || overwrite ? 'modified' : added ? 'tainted' : 'untainted';
  return { done, taints: taints.length > 0 ? taints : null };
}
