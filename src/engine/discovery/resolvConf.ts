import type { Pod } from '../../model/Pod.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { nth } from '../cluster/nodeRanges.ts';

/** What /etc/resolv.conf says. */
export interface ResolvConf {
  searches: string[];
  nameservers: string[];
  options: string[];
}

/** The resolver of the Nodes and that of the client, each its router; no name exists there. */
const OF_NODES: ResolvConf = { searches: [], nameservers: ['192.168.251.1'], options: [] };
const OF_CLIENT: ResolvConf = { searches: [], nameservers: ['198.51.100.1'], options: [] };

/** Whether a name server is one of those outside the cluster. */
export const isOutside = (nameserver: string): boolean =>
  [OF_NODES, OF_CLIENT].some(({ nameservers }) => nameservers.includes(nameserver));

const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_CHARACTERS = 2048;

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** The resolver configuration of a place. */
export function resolvConfOf(cluster: Cluster, place: Place): ResolvConf {
  if (place.kind === 'client') return OF_CLIENT;
  const pod = place.kind === 'pod' ? cluster.store.get<Pod>('Pod', place.namespace, place.name) : undefined;
  return pod ? podResolvConf(cluster, pod) : OF_NODES;
}

/** kubelet: pkg/kubelet/network/dns, GetPodDNS. */
export function podResolvConf(cluster: Cluster, pod: Pod): ResolvConf {
  const { dnsPolicy = 'ClusterFirst', hostNetwork, dnsConfig } = pod.spec;
  const clusterFirst = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
  const base = clusterFirst
    ? clusterConf(cluster, pod)
    : dnsPolicy === 'None'
      ? { searches: [], nameservers: [], options: [] }
      : OF_NODES;
  const options = new Map(base.options.map((o) => [o.split(':')[0] ?? '', o]));
  for (const { name, value } of dnsConfig?.options ?? []) options.set(name, value ? `${name}:${value}` : name);
  return {
    searches: fit(unique([...base.searches, ...(dnsConfig?.searches ?? [])])),
    nameservers: unique([...base.nameservers, ...(dnsConfig?.nameservers ?? [])]).slice(0, MAX_NAMESERVERS),
    options: [...options.values()].sort(),
  };
}

function clusterConf(cluster: Cluster, pod: Pod): ResolvConf {
  const { dnsDomain, serviceSubnets } = cluster.settings;
  return {
    searches: unique([
      `${pod.metadata.namespace}.svc.${dnsDomain}`,
      `svc.${dnsDomain}`,
      dnsDomain,
      ...OF_NODES.searches,
    ]),
    nameservers: [nth(serviceSubnets[0] ?? '', 10)],
    options: ['ndots:5'],
  };
}

/** As many search domains as a resolver takes. */
function fit(searches: readonly string[]): string[] {
  const kept: string[] = [];
  for (const domain of searches.slice(0, MAX_SEARCHES)) {
    if ([...kept, domain].join(' ').length > MAX_SEARCH_CHARACTERS) break;
    kept.push(domain);
  }
  return kept;
}

/** The file, as containerd writes it. */
export const resolvConfText = ({ searches, nameservers, options }: ResolvConf): string =>
  [
    ...(searches.length > 0 ? [`search ${searches.join(' ')}\n`] : []),
    ...nameservers.map((ip) => `nameserver ${ip}\n`),
    ...(options.length > 0 ? [`options ${options.join(' ')}\n`] : []),
  ].join('');
