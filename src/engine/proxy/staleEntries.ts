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

/** A flow of UDP to a Service, whose endpoint serves no longer while another does. */
export function isStale(cluster: Cluster, node: string, { original, reply }: ConntrackEntry): boolean {
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
      serving.byNodePort.set(port.nodePort, endpoints); // no flow goes to port 0
    }
    known.set(index, serving);
  }
  return serving;
}
