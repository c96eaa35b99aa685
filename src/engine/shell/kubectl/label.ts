import { valueAt } from '../../plain.ts';
import { sendPatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import { objectName, type Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

export const labelFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.selector,
  flag.fieldSelector,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.allNamespaces,
  flag.all,
  flag.overwrite,
  flag.local,
  flag.resourceVersion,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'list', type: 'bool' },
];

interface Edit {
  set: Map<string, string>;
  remove: string[];
}

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
  "end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** The resources before the first `key=value` or `key-`, and the pairs (cmdutil.GetResourcesAndPairs). */
function split(words: readonly string[], type: string): { resources: string[]; pairs: string[] } {
  const isPair = (word: string) => word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-');
  const first = words.findIndex(isPair);
  const resources = first < 0 ? [...words] : words.slice(0, first);
  const pairs = first < 0 ? [] : words.slice(first);
  const stray = pairs.find((word) => !isPair(word));
  if (stray !== undefined) throw KubectlError.plain(`all resources must be specified before ${type} changes: ${stray}`);
  return { resources, pairs };
}

function editOf(pairs: readonly string[], type: 'label' | 'annotation'): Edit {
  const edit: Edit = { set: new Map(), remove: [] };
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 0) {
      edit.remove.push(pair.slice(0, -1));
      continue;
    }
    const [key, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
    if (key === '' || (type === 'label' && value.includes('=')))
      throw KubectlError.plain(`invalid ${type} spec: ${pair}`);
    if (type === 'label') {
      const rules = [
        ...(value.length > 63 ? ['must be no more than 63 bytes'] : []),
        ...(LABEL_VALUE.test(value) ? [] : [VALUE_RULE]),
      ];
      if (rules.length > 0) throw KubectlError.plain(`invalid label value: "${pair}": ${rules.join(';')}`);
    }
    edit.set.set(key, value);
  }
  const both = edit.remove.find((key) => edit.set.has(key));
  if (both !== undefined)
    throw KubectlError.plain(
      type === 'label'
        ? 'can not both modify and remove a label in the same command'
        : 'can not both modify and remove an annotation in the same command',
    );
  return edit;
}

const patchOf = (field: 'labels' | 'annotations', { set, remove }: Edit, resourceVersion: string | undefined) => ({
  metadata: {
    ...(resourceVersion ? { resourceVersion } : {}),
    [field]: { ...Object.fromEntries(set), ...Object.fromEntries(remove.map((key) => [key, null])) },
  },
});

/** `kubectl label` */
export function label(session: Session, args: ParsedArgs): void {
  const { resources, pairs } = split(args.words, 'label');
  if (resources.length === 0 && !args.flags.has(flag.filename.name))
    throw KubectlError.plain('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const edit = editOf(pairs, 'label');
  const list = isSet(args, { name: 'list' });
  if (pairs.length === 0 && !list) throw KubectlError.plain('at least one label update is required');
  const overwrite = isSet(args, flag.overwrite);
  const dryRun = dryRunOf(args);
  const printer = printerOf(args);
  visitTargets(session, args, resources, (target) => {
    const labels = target.object.metadata.labels ?? {};
    if (list) {
      const all = Object.entries(labels);
      session.stdout += all.map(([key, value]) => `${key}=${value}\n`).join('');
      return;
    }
    if (!overwrite)
      for (const [key, value] of edit.set)
        if (![undefined, value].includes(valueAt(labels, key)))
          throw KubectlError.plain(`'${key}' already has a value (${labels[key]}), and --overwrite is false`);
    for (const key of edit.remove) if (valueAt(labels, key) === undefined) session.print(`label "${key}" not found.`);
    const after = sendPatch(
      session,
      target,
      'merge',
      patchOf('labels', edit, valueOf(args, flag.resourceVersion)),
      dryRun,
    );
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} ${done(target, edit)}${dryRunSuffix(dryRun)}`);
  });
}

/** kubectl: label.go, updateDataChangeMsg. */
function done(target: Target, { set, remove }: Edit): string {
  const before = target.object.metadata.labels ?? {};
  const added = [...set].some(([key, value]) => before[key] !== value);
  const removed = remove.some((key) => before[key] !== undefined);
  if (added && removed) return 'modified';
  return added ? 'labeled' : removed ? 'unlabeled' : 'not labeled';
}

/** `kubectl annotate` */
export function annotate(session: Session, args: ParsedArgs): void {
  const { resources, pairs } = split(args.words, 'annotation');
  if (resources.length === 0 && !args.flags.has(flag.filename.name))
    throw KubectlError.plain('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const edit = editOf(pairs, 'annotation');
  const list = isSet(args, { name: 'list' });
  if (pairs.length === 0 && !list) throw KubectlError.plain('at least one annotation update is required');
  const overwrite = isSet(args, flag.overwrite);
  const dryRun = dryRunOf(args);
  const printer = printerOf(args);
  visitTargets(session, args, resources, (target) => {
    const annotations = target.object.metadata.annotations ?? {};
    if (list) {
      session.stdout += Object.entries(annotations)
        .map(([key, value]) => `${key}=${value}\n`)
        .join('');
      return;
    }
    const taken = [...edit.set].filter(([key, value]) => annotations[key] !== undefined && annotations[key] !== value);
    if (!overwrite && taken.length > 0)
      throw KubectlError.plain(
        '--overwrite is false but found the following declared annotation(s): ' +
          taken.map(([key]) => `'${key}' already has a value (${annotations[key]})`).join('; '),
      );
    const after = sendPatch(
      session,
      target,
      'merge',
      patchOf('annotations', edit, valueOf(args, flag.resourceVersion)),
      dryRun,
    );
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} annotated${dryRunSuffix(dryRun)}`);
  });
}
