import { valueAt } from '../../plain.ts';
import type { LineCompletions } from '../../../model/Scenario.ts';
import type { Service } from '../../../model/Service.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { hostOf } from '../../net/ip.ts';
import { commandNames } from '../commands.ts';
import { placeOf } from '../placeOf.ts';
import { completeKubectl } from './completeKubectl.ts';

/** Programs that are given the name or address of somebody. */
const ASKING = new Set(['curl', 'dig', 'getent', 'host', 'nc', 'nslookup', 'ping', 'wget']);
const WORDS: Record<string, string[]> = {
  'iptables-save': ['-t', '-c', 'nat', 'filter', 'mangle'],
  'ip6tables-save': ['-t', '-c', 'nat', 'filter', 'mangle'],
  iptables: ['-t', '-L', '-n', '-v', '-S', 'nat', 'filter', 'mangle'],
  nft: ['list', 'ruleset', 'table', 'tables', 'chain', 'chains', 'map', 'maps', 'set', 'sets', 'kube-proxy'],
  conntrack: ['-L', '-D', '-E', '-p', 'tcp', 'udp'],
  ip: ['addr', 'route', 'link', 'neigh', '-br'],
  ipvsadm: ['-L', '-n', '-S'],
  ipset: ['list'],
  systemctl: ['start', 'stop', 'status', 'kubelet'],
  ss: ['-lntu', '-tan'],
};

/** Programs that are given a file. */
const READING = new Set(['cat', 'head', 'sort', 'tail', 'uniq', 'wc']);

/** What a shell's completion offers at the end of a line: programs, and what they can be given. `files` is what there are. */
export function completeLine(
  cluster: Cluster,
  on: string,
  line: string,
  files: readonly string[] = ['scenario.yaml'],
): LineCompletions {
  const found = on === 'admin' ? 'admin' : placeOf(cluster, on);
  if (typeof found === 'string' && on !== 'admin') return { start: line.length, options: [] };
  const place = typeof found === 'string' ? 'admin' : found;
  // only the command that is typed last: behind a pipe, `;`, `&&`, or in `$(…)`
  const begin = Math.max(...['|', ';', '&', '(', '`'].map((mark) => line.lastIndexOf(mark) + 1));
  const words = line
    .slice(begin)
    .split(/\s+/)
    .filter((word, i, all) => word !== '' || i === all.length - 1);
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word) => !/^(do|then|while|until|!|time)$/.test(word));
  const [program, ...args] = before;
  const options =
    program === undefined
      ? commandNames(place)
      : program === 'kubectl' || program === 'k'
        ? completeKubectl(cluster, args, typed, files)
        : program === 'watch'
          ? [...commandNames(place), ...(args.length > 0 ? completeKubectl(cluster, args.slice(1), typed, files) : [])]
          : ASKING.has(program)
            ? hosts(cluster, program, typed)
            : READING.has(program) && place === 'admin'
              ? [...files]
              : (valueAt(WORDS, program) ?? []);
  return {
    start: line.length - typed.length,
    options: [...new Set(options)].filter((option) => option.startsWith(typed) && option !== typed),
  };
}

/** The names and addresses at which Services answer, as the program wants them. */
function hosts(cluster: Cluster, program: string, typed: string): string[] {
  const services = cluster.store.list<Service>('Service');
  return services.flatMap(({ metadata, spec, status }) => {
    const { name, namespace = 'default' } = metadata;
    const ips = [spec.clusterIP ?? '', ...(status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip ?? '')];
    const names = [
      namespace === 'default' ? name : `${name}.${namespace}`,
      ...ips.filter((ip) => ip !== '' && ip !== 'None').map(hostOf),
    ];
    if (program !== 'curl' && program !== 'wget') return names;
    const port = spec.ports?.[0]?.port ?? 80;
    return names.map((host) => `${typed.startsWith('http') ? 'http://' : ''}${host}${port === 80 ? '' : `:${port}`}/`);
  });
}
