import { currentContext, type Kubeconfig, type KubeContext } from '../../cluster/Kubeconfig.ts';
import { toYaml } from '../goYaml.ts';
import { alignColumns } from '../table.ts';
import { SERVER } from './clusterInfo.ts';
import { type Flag, flag, isSet, parseArgs, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
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
  const [, name = '', field = ''] = /^contexts\.(.*)\.(cluster|user|namespace)$/.exec(property) ?? [];
  if (property === 'current-context') cluster.kubeconfig = { ...kubeconfig, current: '' };
  else if (kubeconfig.contexts.some((one) => one.name === name))
    cluster.kubeconfig = withContext(kubeconfig, name, { [field]: '' });
  else throw KubectlError.plain(`kubehop does not simulate "kubectl config unset ${property}"`);
  print(`Property "${property}" unset.`);
}

function getContexts({ cluster, print }: Told, args: ParsedArgs): void {
  const { current, contexts } = cluster.kubeconfig;
  const [wanted] = args.words;
  const found = contexts.filter(({ name }) => wanted === undefined || name === wanted).toSorted(byName);
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
  if (wanted !== undefined && found.length === 0) throw KubectlError.plain(`context ${wanted} not found`);
}

const byName = (a: KubeContext, b: KubeContext): number => (a.name < b.name ? -1 : 1);

/** `view`: what is secret is hidden. */
function view({ cluster, write }: Told, args: ParsedArgs): void {
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
  const printer = printerOf(args);
  write(printer ? printer(data, []) : toYaml(data));
}

/** What a subcommand may do: read and write the file, and say something. */
interface Told {
  cluster: Session['cluster'];
  print(line: string): void;
  complain(line: string): void;
  write(text: string): void;
}

/** The most words that a subcommand takes, its flags, and what it does. */
const SUBCOMMANDS: Record<string, [words: number, flags: Flag[], action: (told: Told, args: ParsedArgs) => void]> = {
  'current-context': [
    0,
    [],
    ({ cluster, print }) => {
      if (cluster.kubeconfig.current === '') throw KubectlError.plain('current-context is not set');
      print(cluster.kubeconfig.current);
    },
  ],
  'delete-context': [1, [], deleteContext],
  'get-clusters': [0, [], ({ print }) => print('NAME\nkubernetes')],
  'get-contexts': [1, [flag.output, { name: 'no-headers', type: 'bool' }], getContexts],
  'get-users': [0, [], ({ print }) => print('NAME\nkubernetes-admin')],
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

/** Those of kubectl that are not here. */
const OTHERS = ['delete-cluster', 'delete-user', 'set', 'set-cluster', 'set-credentials'];

/** `kubectl config` */
export function config(session: Session, argv: readonly string[]): void {
  const [name = '', ...rest] = argv;
  const alias = name === 'use' ? 'use-context' : name === 'rename' ? 'rename-context' : name;
  const sub = Object.hasOwn(SUBCOMMANDS, alias) ? SUBCOMMANDS[alias] : undefined;
  if (OTHERS.includes(name)) throw KubectlError.plain(`kubehop does not simulate "kubectl config ${name}"`);
  if (!sub) throw KubectlError.unknownCommand('config', argv);
  const [most, flags, action] = sub;
  const args = parseArgs(`kubectl config ${alias}`, rest, flags);
  if (args.words.length > most)
    throw KubectlError.plain(
      `Unexpected args: [${args.words.join(' ')}]\nSee 'kubectl config ${alias} -h' for help and examples`,
    );
  action(
    {
      cluster: session.cluster,
      print: (line) => session.print(line),
      complain: (line) => session.complain(line),
      write: (text) => {
        session.stdout += text;
      },
    },
    args,
  );
}
