import { currentContext, type Kubeconfig, type KubeContext } from '../../cluster/Kubeconfig.ts';
import { toYaml } from '../goYaml.ts';
import { alignColumns } from '../table.ts';
import { SERVER } from './clusterInfo.ts';
import { type Flag, flag, isSet, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { helpOf } from './help.ts';
import { KubectlError } from './KubectlError.ts';
import { unknownCommand } from './unknownCommand.ts';
import { printerOf } from './print.ts';
import type { Session } from './Session.ts';

// cmd/config: what kubectl does with its own file. Clusters and users stay those of kubeadm's admin.conf.

const FILE = '/root/.kube/config';

/** With these fields changed, or made anew. */
function withContext({ current, contexts }: Kubeconfig, name: string, change: Partial<KubeContext>): Kubeconfig {
  const before = contexts.find((one) => one.name === name) ?? { name, cluster: '', user: '', namespace: '' };
  const others = contexts.filter((one) => one.name !== name);
  return { current, contexts: [...others, { ...before, ...change }] };
}

/** `set-context` */
function setContext({ cluster, print }: Told, args: ParsedArgs): void {
  const { kubeconfig } = cluster;
  const [given = ''] = args.words;
  const isCurrent = isSet(args, { name: 'current' });
  if (given === '' && !isCurrent) throw KubectlError.plain('you must specify a non-empty context name or --current');
  if (given !== '' && isCurrent) throw KubectlError.plain('you cannot specify both a context name and --current');
  if (isCurrent && kubeconfig.current === '') throw KubectlError.plain('no current context is set');
  const name = given || kubeconfig.current;
  const change = Object.fromEntries(
    ['cluster', 'user', 'namespace'].flatMap((field) => {
      const value = valueOf(args, { name: field });
      return value === undefined ? [] : [[field, value]];
    }),
  );
  const exists = kubeconfig.contexts.some((one) => one.name === name);
  cluster.kubeconfig = withContext(kubeconfig, name, change);
  print(`Context "${name}" ${exists ? 'modified' : 'created'}.`);
}

function useContext({ cluster, print }: Told, { words: [name = ''] }: ParsedArgs): void {
  const { kubeconfig } = cluster;
  if (!kubeconfig.contexts.some((one) => one.name === name))
    throw KubectlError.plain(`no context exists with the name: "${name}"`);
  cluster.kubeconfig = { ...kubeconfig, current: name };
  print(`Switched to context "${name}".`);
}

function deleteContext({ cluster, print, complain }: Told, { words: [name = ''] }: ParsedArgs): void {
  const { current, contexts } = cluster.kubeconfig;
  if (!contexts.some((one) => one.name === name))
    throw KubectlError.plain(`cannot delete context ${name}, not in ${FILE}`);
  if (current === name)
    complain('warning: this removed your active context, use "kubectl config use-context" to select a different one');
  cluster.kubeconfig = { current, contexts: contexts.filter((one) => one.name !== name) };
  print(`deleted context ${name} from ${FILE}`);
}

function renameContext({ cluster, print }: Told, { words: [from = '', to = ''] }: ParsedArgs): void {
  const { current, contexts } = cluster.kubeconfig;
  const before = contexts.find((one) => one.name === from);
  if (!before) throw KubectlError.plain(`cannot rename the context "${from}", it's not in ${FILE}`);
  if (contexts.some((one) => one.name === to))
    throw KubectlError.plain(`cannot rename the context "${from}", the context "${to}" already exists in ${FILE}`);
  const others = contexts.filter((one) => one !== before);
  cluster.kubeconfig = { current: current === from ? to : current, contexts: [...others, { ...before, name: to }] };
  print(`Context "${from}" renamed to "${to}".`);
}

/** `unset PROPERTY`: of contexts, and which of them is the current one. */
function unset({ cluster, print }: Told, { words: [property = ''] }: ParsedArgs): void {
  const { kubeconfig } = cluster;
  const [, name, field] = /^contexts\.(.*?)(?:\.(cluster|user|namespace))?$/.exec(property) ?? [];
  const others = kubeconfig.contexts.filter((one) => one.name !== name);
  if (property === 'current-context') cluster.kubeconfig = { ...kubeconfig, current: '' };
  // what is not there is unset already
  else if (name !== undefined && field === undefined) cluster.kubeconfig = { ...kubeconfig, contexts: others };
  else if (name !== undefined && field !== undefined && others.length < kubeconfig.contexts.length)
    cluster.kubeconfig = withContext(kubeconfig, name, { [field]: '' });
  else if (name === undefined) throw KubectlError.plain(`kubehop does not simulate "kubectl config unset ${property}"`);
  print(`Property "${property}" unset.`);
}

function getContexts({ cluster, print }: Told, args: ParsedArgs): void {
  const { current, contexts } = cluster.kubeconfig;
  const { words: wanted } = args;
  const found = contexts.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).toSorted(byName);
  const rows = found.map(({ name, cluster: of, user, namespace }) => [
    name === current ? '*' : '',
    name,
    of,
    user,
    namespace,
  ]);
  if (valueOf(args, flag.output) === 'name') return found.forEach(({ name }) => print(name));
  const header = isSet(args, { name: 'no-headers' }) ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']];
  print(alignColumns([...header, ...rows], 3, 6).replace(/\n$/, ''));
  const missing = wanted.filter((name) => !found.some((one) => one.name === name));
  if (missing.length > 0)
    throw new KubectlError(missing.map((name) => ({ kind: 'plain', message: `context ${name} not found` })));
}

const byName = (a: KubeContext, b: KubeContext): number => (a.name < b.name ? -1 : 1);

/** `view`: what is secret is hidden. */
function view(told: Told, args: ParsedArgs): void {
  const { cluster, write } = told;
  const { current, contexts } = cluster.kubeconfig;
  const minified = isSet(args, { name: 'minify' });
  const used = currentContext(cluster.kubeconfig);
  if (minified && !used) throw KubectlError.plain('current-context must exist in order to minify');
  const data = {
    apiVersion: 'v1',
    clusters: [{ cluster: { 'certificate-authority-data': 'DATA+OMITTED', server: SERVER }, name: 'kubernetes' }],
    contexts: (minified && used ? [used] : contexts.toSorted(byName)).map(({ name, cluster: of, user, namespace }) => ({
      context: { cluster: of, ...(namespace === '' ? {} : { namespace }), user },
      name,
    })),
    'current-context': current,
    kind: 'Config',
    users: [
      {
        name: 'kubernetes-admin',
        user: { 'client-certificate-data': 'DATA+OMITTED', 'client-key-data': 'DATA+OMITTED' },
      },
    ],
  };
  const printer = printerOf(told, args);
  write(printer ? printer(data, []) : toYaml(data));
}

/** What a subcommand may do: read and write the file, and say something. */
interface Told extends Pick<Session, 'cluster' | 'context'> {
  print(line: string): void;
  complain(line: string): void;
  write(text: string): void;
}

/** How many words a subcommand takes at most, its flags, and what it does. */
const SUBCOMMANDS: Record<string, [words: number, flags: Flag[], action: (told: Told, args: ParsedArgs) => void]> = {
  'current-context': [
    Number.POSITIVE_INFINITY,
    [],
    ({ cluster, print }) => {
      if (cluster.kubeconfig.current === '') throw KubectlError.plain('current-context is not set');
      print(cluster.kubeconfig.current);
    },
  ],
  'delete-context': [1, [], deleteContext],
  'get-clusters': [Number.POSITIVE_INFINITY, [], ({ print }) => print('NAME\nkubernetes')],
  'get-contexts': [Number.POSITIVE_INFINITY, [flag.output, { name: 'no-headers', type: 'bool' }], getContexts],
  'get-users': [Number.POSITIVE_INFINITY, [], ({ print }) => print('NAME\nkubernetes-admin')],
  'rename-context': [2, [], renameContext],
  'set-context': [1, [{ name: 'current', type: 'bool' }], setContext],
  unset: [1, [], unset],
  'use-context': [1, [], useContext],
  view: [
    0,
    ['minify', 'raw', 'flatten', 'merge']
      .map((name): Flag => ({ name, type: 'bool' }))
      .concat(flag.output, flag.template),
    view,
  ],
};

/** Subcommands that want all their words, and print their help where they have others (cmd/config: helpErrorf). */
const EXACT: Readonly<Record<string, readonly number[]>> = {
  'delete-cluster': [1],
  'delete-context': [1],
  'rename-context': [2],
  set: [2],
  'set-cluster': [1],
  'set-context': [0, 1],
  'set-credentials': [1],
  unset: [1],
  'use-context': [1],
};

/** Those of kubectl that are not here. */
const OTHERS = ['delete-cluster', 'delete-user', 'set', 'set-cluster', 'set-credentials'];

/** What stands in the file for certain, whoever changes contexts. */
const KEPT: Readonly<Record<string, string>> = { 'delete-cluster': 'kubernetes', 'delete-user': 'kubernetes-admin' };

/** What a subcommand that is not here says before it would write. */
function refuse(name: string, { words: [given = ''] }: ParsedArgs): KubectlError {
  const kept = Object.hasOwn(KEPT, name) ? KEPT[name] : undefined;
  if (kept !== undefined && given !== kept)
    return KubectlError.plain(`cannot delete ${name.slice('delete-'.length)} ${given}, not in ${FILE}`);
  return KubectlError.plain(`kubehop does not simulate "kubectl config ${name}"`);
}

/** `kubectl config` */
export function config(session: Session, argv: readonly string[]): void {
  const [name = '', ...rest] = argv;
  const alias = name === 'use' ? 'use-context' : name;
  const sub = Object.hasOwn(SUBCOMMANDS, alias) ? SUBCOMMANDS[alias] : undefined;
  if (!sub && !OTHERS.includes(name)) throw unknownCommand('config', argv);
  const [most, flags, action] = sub ?? [2, [], undefined];
  const args = parseArgs(`kubectl config ${alias}`, rest, flags);
  if (Object.hasOwn(EXACT, alias) && !EXACT[alias]?.includes(args.words.length)) {
    session.stdout += helpOf(`config ${alias}`) ?? '';
    if (alias.startsWith('delete-')) return;
    const unexpected = alias === 'set-credentials' ? 'unexpected' : 'Unexpected';
    throw KubectlError.plain(`${unexpected} args: [${args.words.join(' ')}]`);
  }
  if (!action) throw refuse(name, args);
  if (args.words.length > most)
    throw KubectlError.plain(
      `unexpected arguments: [${args.words.join(' ')}]\nSee 'kubectl config ${alias} -h' for help and examples`,
    );
  action(
    {
      cluster: session.cluster,
      context: session.context,
      print: (line) => session.print(line),
      complain: (line) => session.complain(line),
      write: (text) => {
        session.stdout += text;
      },
    },
    args,
  );
}
