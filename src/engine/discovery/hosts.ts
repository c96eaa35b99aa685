import type { Pod } from '../../model/Pod.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machineNamed } from '../cluster/machines.ts';
import { nodeIPs } from '../proxy/nodeNetwork.ts';

interface HostAlias {
  ip: string;
  hostnames?: string[];
}

/** What a Pod calls itself: its hostname, or its name cut to what a hostname may have. */
export const hostName = (pod: Pod): string => pod.spec.hostname || pod.metadata.name.slice(0, 63).replace(/[-.]+$/, '');

/** /etc/hosts of a Pod (kubelet: pkg/kubelet/kubelet_pods.go, managedHostsFileContent). */
export function hostsText(cluster: Cluster, pod: Pod): string {
  const { hostNetwork, subdomain, nodeName = '' } = pod.spec;
  let text: string;
  if (hostNetwork) {
    text = `# Kubernetes-managed hosts file (host network).\n127.0.0.1 localhost\n::1 localhost\n${pod.status.hostIP ?? ''} ${nodeName}\n`;
  } else {
    text =
      '# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\n' +
      'fe00::\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n';
    const name = hostName(pod);
    const full = subdomain ? `${name}.${subdomain}.${pod.metadata.namespace}.svc.${cluster.settings.dnsDomain}\t` : '';
    for (const { ip } of pod.status.podIPs ?? []) text += `${ip}\t${full}${name}\n`;
  }
  const aliases = (pod.spec['hostAliases'] ?? []) as HostAlias[];
  if (aliases.length === 0) return text;
  const lines = aliases.map((a) => [a.ip, ...(a.hostnames ?? [])].join('\t'));
  return `${text}\n# Entries added by HostAliases.\n${lines.join('\n')}\n`;
}

const LOCALHOST = '127.0.0.1 localhost\n::1 localhost\n';

/** /etc/hosts of a place: that of the kubelet in a Pod; a Node's and the client's have names of their own machine alone. */
export function hostsOf(cluster: Cluster, place: Place): string {
  if (place.kind === 'pod') {
    const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
    return pod ? hostsText(cluster, pod) : LOCALHOST;
  }
  if (place.kind === 'client') return LOCALHOST;
  const node = machineNamed(cluster, place.name);
  const [address] = node ? nodeIPs(node) : [];
  return address === undefined ? LOCALHOST : `${LOCALHOST}${address} ${place.name}\n`;
}

/** A line of a hosts file: the first name is the canonical one, the others are its aliases (hosts(5)). */
export interface HostsEntry {
  ip: string;
  names: string[];
}

/** The lines of a hosts file. */
export const hostsEntries = (text: string): HostsEntry[] =>
  text.split('\n').flatMap((line) => {
    const [ip = '', ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    return names.length > 0 ? [{ ip, names }] : [];
  });

/** The lines of a hosts file that have a name. */
export function entriesNaming(text: string, name: string): HostsEntry[] {
  const wanted = name.replace(/\.$/, '').toLowerCase();
  return hostsEntries(text).filter(({ names }) => names.some((one) => one.toLowerCase() === wanted));
}
