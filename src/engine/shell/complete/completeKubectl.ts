import { valueAt } from '../../plain.ts';
import { findResource, KINDS } from '../../admit/kinds.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { type Flag, GLOBAL } from '../kubectl/flags.ts';
import { verbFlags } from '../kubectl/kubectl.ts';

/** Verbs that are followed by a kind and names. */
const OF_OBJECTS = new Set(
  'annotate autoscale delete describe edit expose get label patch scale taint wait'.split(' '),
);
/** Verbs that are followed by the names of one kind. */
const OF_KIND: Record<string, string> = { cordon: 'Node', drain: 'Node', uncordon: 'Node', logs: 'Pod', exec: 'Pod' };
const WORDS: Record<string, string[]> = {
  rollout: ['history', 'pause', 'restart', 'resume', 'status', 'undo'],
  create: [
    'clusterrole configmap cronjob deployment ingress job namespace priorityclass quota role rolebinding secret',
    'service serviceaccount',
  ].flatMap((names) => names.split(' ')),
  set: ['env', 'image', 'resources', 'selector', 'serviceaccount'],
  config: ['current-context', 'get-contexts', 'view'],
  auth: ['can-i', 'whoami'],
  top: ['node', 'pod'],
  'cluster-info': [],
};
const FORMATS = ['wide', 'yaml', 'json', 'name', 'jsonpath=', 'custom-columns=', 'go-template='];

const namesOf = (cluster: Cluster, kind: string, namespace: string | undefined): string[] =>
  cluster.store
    .list(kind)
    .filter(({ metadata }) => metadata.namespace === undefined || metadata.namespace === namespace)
    .map(({ metadata }) => metadata.name);

/** The value of a flag that stands in the line already. */
const given = (args: readonly string[], names: readonly string[]): string | undefined => {
  const at = args.findIndex((arg) => names.includes(arg));
  return at < 0 ? args.find((arg) => arg.startsWith(`${names.at(-1)}=`))?.split('=')[1] : args[at + 1];
};

/** What `kubectl completion` offers: verbs, kinds, the names of objects, flags and some of their values. */
export function completeKubectl(
  cluster: Cluster,
  args: readonly string[],
  typed: string,
  files: readonly string[],
): string[] {
  const verbs = verbFlags();
  const namespace = given(args, ['-n', '--namespace']) ?? 'default';
  const last = args.at(-1) ?? '';
  if (last === '-n' || last === '--namespace') return namesOf(cluster, 'Namespace', undefined);
  if (last === '-o' || last === '--output') return FORMATS;
  if (last === '-f' || last === '--filename') return [...files];
  const flags = [...(verbs.get(args.find((arg) => verbs.has(arg)) ?? '') ?? []), ...GLOBAL];
  if (last === '-l' || last === '--selector') return labels(cluster);
  if (typed.startsWith('-')) return flags.flatMap(flagWords);
  const words = wordsOf(args, flags);
  const [verb, ...rest] = words;
  if (verb === undefined) return [...verbs.keys()];
  if (Object.hasOwn(OF_KIND, verb)) return rest.length === 0 ? namesOf(cluster, OF_KIND[verb] ?? '', namespace) : [];
  if (verb === 'rollout' && rest.length > 0) return objects(cluster, rest.slice(1), typed, namespace);
  if (verb === 'explain') return KINDS.map(({ plural }) => plural);
  if (OF_OBJECTS.has(verb)) return objects(cluster, rest, typed, namespace);
  return rest.length === 0 ? (valueAt(WORDS, verb) ?? []) : [];
}

/** Kinds first, then names; or both with a slash between. */
function objects(cluster: Cluster, words: readonly string[], typed: string, namespace: string): string[] {
  const slash = typed.indexOf('/');
  if (slash > 0) {
    const kind = findResource(typed.slice(0, slash))?.kind;
    return kind ? namesOf(cluster, kind, namespace).map((name) => `${typed.slice(0, slash)}/${name}`) : [];
  }
  const [first] = words;
  if (first === undefined) {
    const known = findResource(typed) ? [`${typed}/`] : [];
    return [
      ...KINDS.flatMap(({ plural, singular }) => (typed === '' ? [plural] : [plural, singular])),
      'all',
      ...known,
    ];
  }
  const kind = findResource(first)?.kind;
  return kind ? namesOf(cluster, kind, namespace).filter((name) => !words.includes(name)) : [];
}

const flagWords = ({ name, short, type }: Flag): string[] => [
  `--${name}${type === 'string' || type === 'list' ? '=' : ''}`,
  ...(short ? [`-${short}`] : []),
];

/** The words that are neither flags nor their values. */
function wordsOf(args: readonly string[], flags: readonly Flag[]): string[] {
  const takes = (arg: string): boolean =>
    !arg.includes('=') &&
    flags.some(
      ({ name, short, type }) =>
        (type === 'string' || type === 'list') && (arg === `--${name}` || (short && arg === `-${short}`)),
    );
  return args.filter((arg, i) => !arg.startsWith('-') && !takes(args[i - 1] ?? ''));
}

/** Labels of Pods, as a selector writes them. */
const labels = (cluster: Cluster): string[] =>
  cluster.store
    .list('Pod')
    .flatMap(({ metadata }) => Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`));
