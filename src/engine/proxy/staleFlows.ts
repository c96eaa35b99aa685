import type { IpFamily } from '../../model/Address.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { ConntrackEntry } from '../kernel/KernelState.ts';
import { familyOf, withPort } from '../net/ip.ts';
import { indexOnNode } from './NodeProxy.ts';
import { endpointsOfPort, type ServiceIndex } from './serviceIndex.ts';

/** The serving endpoints (`ip:port`) of UDP ports that have any, by `ip:port` of the Service and by node port. */
interface Serving {
  byAddress: Map<string, Set<string>>;
  byNodePort: Map<number, Set<string>>;
}

const known = new WeakMap<ServiceIndex, Serving>();

/**
 * What kube-proxy does after a sync: it deletes the flows of UDP that went to a Service and whose endpoint serves
 * no longer (pkg/proxy/conntrack/cleanup.go, CleanStaleEntries). A Service without any serving endpoint is left
 * alone, and so are TCP and SCTP. Each Node's kube-proxy does so on its own Node; without a Node, all do.
 */
export function cleanStaleFlows(cluster: Cluster, node?: string): void {
  for (const [name, { conntrack }] of cluster.kernels) {
    if (node !== undefined && name !== node) continue;
    for (const entry of conntrack)
      if (!entry.ended && isStale(cluster, name, entry)) entry.ended = { at: cluster.now, by: 'kube-proxy' };
  }
}

function isStale(cluster: Cluster, node: string, { protocol, original, reply }: ConntrackEntry): boolean {
  if (protocol !== 'udp') return false;
  const { byAddress, byNodePort } = servingOf(cluster, node, familyOf(original.dst));
  const endpoint = withPort(reply.src, reply.sport);
  return [byAddress.get(withPort(original.dst, original.dport)), byNodePort.get(original.dport)].some(
    (endpoints) => endpoints !== undefined && !endpoints.has(endpoint),
  );
}

function servingOf(cluster: Cluster, node: string, family: IpFamily): Serving {
  const index = indexOnNode(cluster, node, family);
  let serving = known.get(index);
  if (!serving) {
    serving = { byAddress: new Map(), byNodePort: new Map() };
    for (const indexed of index.ports) {
      const { port } = indexed;
      if (port.protocol !== 'udp') continue;
      const endpoints = new Set(endpointsOfPort(indexed).flatMap((e) => (e.serving ? [withPort(e.ip, e.port)] : [])));
      if (endpoints.size === 0) continue;
      const ips = [port.clusterIP, ...[...port.loadBalancerVIPs, ...port.externalIPs].map(({ ip }) => ip)];
      for (const ip of ips) serving.byAddress.set(withPort(ip, port.port), endpoints);
      if (port.nodePort !== 0) serving.byNodePort.set(port.nodePort, endpoints);
    }
    known.set(index, serving);
  }
  return serving;
}
