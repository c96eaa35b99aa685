import { valueAt } from '../../plain.ts';
import { sendOrMakePatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, type ParsedArgs, staysHere, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import { RECORD } from './record.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { visitTargets } from './targets.ts';

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
  RECORD,
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
  return edit;
}

/** What is added and taken away at once: `label` looks for it as it reads its words, `annotate` when all else is right. */
function refuseBoth({ set, remove }: Edit, type: 'label' | 'annotation'): void {
  const both = remove.filter((key) => set.has(key));
  if (both.length === 0) return;
  throw KubectlError.plain(
    type === 'label'
      ? 'can not both modify and remove a label in the same command'
      : `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
  );
}

const patchOf = (field: 'labels' | 'annotations', { set, remove }: Edit, resourceVersion: string | undefined) => ({
  metadata: {
    ...(resourceVersion ? { resourceVersion } : {}),
    [field]: { ...Object.fromEntries(set), ...Object.fromEntries(remove.map((key) => [key, null])) },
  },
});

/** What labels and annotations do differently. */
interface Kind {
  type: 'label' | 'annotation';
  field: 'labels' | 'annotations';
  /** What is said of values that are there already, without --overwrite. */
  refusal: (taken: readonly string[]) => KubectlError;
  /** What is said of a key to remove that is not there. */
  missing: (key: string) => string | undefined;
  done: (before: Record<string, string>, edit: Edit) => string;
  /** What files are called where --local has none, or words beside them. */
  example: string;
  /** The key that needs no --overwrite. */
  always?: string;
}

const LABEL: Kind = {
  type: 'label',
  field: 'labels',
  example: '-f pod.yaml or --filename=pod.json',
  refusal: (taken) =>
    new KubectlError(taken.map((one) => ({ kind: 'plain', message: `${one}, and --overwrite is false` }))),
  missing: (key) => `label "${key}" not found.`,
  // kubectl: label.go, updateDataChangeMsg
  done(before, { set, remove }) {
    const added = [...set].some(([key, value]) => before[key] !== value);
    const removed = remove.some((key) => before[key] !== undefined);
    if (added && removed) return 'modified';
    return added ? 'labeled' : removed ? 'unlabeled' : 'not labeled';
  },
};

const ANNOTATION: Kind = {
  type: 'annotation',
  field: 'annotations',
  example: '-f rsrc.yaml or --filename=rsrc.json',
  refusal: (taken) =>
    KubectlError.plain(`--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`),
  missing: () => undefined,
  done: () => 'annotated',
  always: 'kubernetes.io/change-cause',
};

/** Whether the words are about one object by its name (cli-runtime: resource.Result, singleItemImplied). */
function namesOne([type = '', ...names]: readonly string[]): boolean {
  return type.includes('/') ? names.length === 0 : names.length === 1 && !type.includes(',');
}

/** `kubectl label` */
export const label = (session: Session, args: ParsedArgs): void => change(session, args, LABEL);

/** `kubectl annotate` */
export const annotate = (session: Session, args: ParsedArgs): void => change(session, args, ANNOTATION);

function refuseResources(resources: readonly string[], args: ParsedArgs, { example }: Kind): void {
  if (resources.length > 0) throw KubectlError.plain(`can only use local files by ${example} when --local=true is set`);
  if (!args.flags.has(flag.filename.name))
    throw KubectlError.plain(`one or more files must be specified as ${example}`);
}

function change(session: Session, args: ParsedArgs, kind: Kind): void {
  const { type, field, refusal, missing, done, always } = kind;
  const { resources, pairs } = split(args.words, type);
  const edit = editOf(pairs, type);
  const list = isSet(args, { name: 'list' });
  if (type === 'label') refuseBoth(edit, type);
  if (type === 'label' && list && valueOf(args, flag.output))
    throw KubectlError.plain('--list and --output may not be specified together');
  for (const { name } of isSet(args, flag.all) ? [flag.selector, flag.fieldSelector] : [])
    if (args.flags.has(name)) throw KubectlError.plain(`cannot set --all and --${name} at the same time`);
  if (isSet(args, flag.local)) refuseResources(resources, args, kind);
  if (resources.length === 0 && !args.flags.has(flag.filename.name))
    throw KubectlError.plain('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  const one = args.flags.get(flag.filename.name)?.length === 1 || namesOne(resources);
  if (pairs.length === 0 && !list) throw KubectlError.plain(`at least one ${type} update is required`);
  if (type === 'annotation') refuseBoth(edit, type);
  const overwrite = isSet(args, flag.overwrite);
  const dryRun = dryRunOf(args);
  // `annotate` looks for its printer first, `label` when it has one to print
  const early = type === 'annotation' ? printerOf(session, args) : undefined;
  const resourceVersion = valueOf(args, flag.resourceVersion);
  if (resourceVersion && !one) throw KubectlError.plain('--resource-version may only be used with a single resource');
  visitTargets(session, args, resources, (target) => {
    const before = target.object.metadata[field] ?? {};
    if (!list && !staysHere(dryRun))
      for (const key of edit.remove) {
        const complaint = valueAt(before, key) === undefined ? missing(key) : undefined;
        if (complaint !== undefined) session.print(complaint);
      }
    const taken = [...edit.set].flatMap(([key, value]) =>
      key === always || [undefined, value].includes(valueAt(before, key))
        ? []
        : [`'${key}' already has a value (${before[key]})`],
    );
    if (!overwrite && taken.length > 0) throw refusal(taken);
    // what it would be is listed, and not sent; Go lists it in no order
    if (list) {
      const { kind: of, group } = target.info;
      if (!one) session.print(`Listing ${field} for ${of}.${group}/${target.name}:`);
      session.stdout += Object.entries({ ...before, ...Object.fromEntries(edit.set) })
        .filter(([key]) => !edit.remove.includes(key))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${one ? '' : ' '}${key}=${value}\n`)
        .join('');
      return;
    }
    const patch = patchOf(field, edit, resourceVersion);
    const after = sendOrMakePatch(session, target, 'merge', patch, dryRun);
    const printer = early ?? printerOf(session, args);
    if (printer) session.stdout += printer(after, [{ info: target.info, object: after }]);
    else session.print(`${objectName(target.info, target.name)} ${done(before, edit)}${dryRunSuffix(dryRun)}`);
  });
}
