import type { AddressInfo, Network } from '../../model/Address.ts';
import type { NodeView, PodView, ServiceView } from '../../model/Simulation.ts';
import type { Reach } from '../../model/Trace.ts';
import type { Cluster, ClusterSettings } from '../cluster/Cluster.ts';
import { type Cidr, cidrContains, parseCidr } from '../net/cidr.ts';

/**
 * Tells which network an address is of, by the subnets of the cluster, the Nodes' own addresses, and the ranges that
 * they have for their Pods: those of a cluster that comes as a dump lie where they lie.
 */
export function networksOf(settings: ClusterSettings, nodes: readonly NodeView[]): (ip: string) => Network {
  const nodeIps = new Set(nodes.flatMap((n) => n.ips));
  const read = (subnets: readonly string[]): Cidr[] => subnets.flatMap((subnet) => parseCidr(subnet) ?? []);
  const service = read(settings.serviceSubnets);
  const pod = read([...settings.podSubnets, ...nodes.flatMap((n) => n.podCIDRs)]);
  return (ip) => {
    if (nodeIps.has(ip)) return 'node';
    if (service.some((cidr) => cidrContains(cidr, ip))) return 'cluster';
    return pod.some((cidr) => cidrContains(cidr, ip)) ? 'pod' : 'outside';
  };
}

interface Shown {
  nodes: readonly NodeView[];
  pods: readonly PodView[];
  services: readonly ServiceView[];
  clientIPs: readonly string[];
  reach: Reach | null;
}

/** The Pod that has an address now, or ''. */
function holderOf(cluster: Cluster, ip: string): string {
  for (const { metadata, spec } of cluster.control.pods.withIp(ip))
    if (!spec.hostNetwork) return `${metadata.namespace}/${metadata.name}`;
  return '';
}

/** In a larger cluster only the Pods that a connection meets are listed: nobody looks at all the others. */
const MOST_PODS = 2000;

/** Every address that occurs in what is shown, with its network and its owner. */
export function addressesOf(cluster: Cluster, shown: Shown): Record<string, AddressInfo> {
  const owners = new Map<string, string>();
  const own = (ip: string, owner: string): void => {
    if (!owners.has(ip)) owners.set(ip, owner);
  };
  for (const ip of shown.clientIPs) own(ip, 'external client');
  for (const n of shown.nodes) for (const ip of n.ips) own(ip, n.name);
  const few = shown.pods.length <= MOST_PODS;
  if (few) for (const p of shown.pods) if (!p.hostNetwork) for (const ip of p.ips) own(ip, `${p.namespace}/${p.name}`);
  for (const s of shown.services) {
    const name = `${s.namespace}/${s.name}`;
    for (const ip of s.clusterIPs) own(ip, name);
    for (const { ip } of s.loadBalancer) own(ip, name);
    for (const ip of s.externalIPs) own(ip, name);
    if (few) for (const e of s.endpoints) own(e.ip, e.pod);
  }
  for (const trace of shown.reach?.traces ?? [])
    for (const hop of trace.hops)
      for (const packet of [hop.before, hop.after]) {
        own(packet.src, holderOf(cluster, packet.src));
        own(packet.dst, holderOf(cluster, packet.dst));
      }
  const networkOf = networksOf(cluster.settings, shown.nodes);
  const addresses: Record<string, AddressInfo> = {};
  for (const [ip, owner] of owners) addresses[ip] = { ip, network: networkOf(ip), owner };
  return addresses;
}
