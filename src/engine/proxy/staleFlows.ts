import type { IpFamily } from '../../model/Address.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { ConntrackEntry } from '../kernel/KernelState.ts';
import { familyOf } from '../net/ip.ts';
import { endpointsOfPort, type ServiceIndex, serviceIndexOf } from './serviceIndex.ts';

/** Serving endpoints (`ip:port`) by what a UDP flow asked for: `ip:port` of a Service, or `:port` of a node port. */
type Serving = Map<string, Set<string>>;

const known = new WeakMap<ServiceIndex, Serving>();

/**
 * Whether kube-proxy deletes this flow at its next sync (pkg/proxy/conntrack/cleanup.go): a UDP flow to a Service
 * whose endpoint no longer serves. A Service without any serving endpoint is left alone, and so is TCP.
 */
export function isStale(cluster: Cluster, { protocol, original, reply }: ConntrackEntry): boolean {
  if (protocol !== 'udp') return false;
  const serving = servingOf(cluster, familyOf(original.dst));
  const endpoints = serving.get(`${original.dst}:${original.dport}`) ?? serving.get(`:${original.dport}`);
  return endpoints !== undefined && endpoints.size > 0 && !endpoints.has(`${reply.src}:${reply.sport}`);
}

function servingOf(cluster: Cluster, family: IpFamily): Serving {
  const index = serviceIndexOf(cluster, family);
  let serving = known.get(index);
  if (!serving) {
    serving = new Map();
    for (const indexed of index.ports) {
      const { port } = indexed;
      if (port.protocol !== 'udp') continue;
      const endpoints = new Set(endpointsOfPort(indexed).flatMap((e) => (e.serving ? [`${e.ip}:${e.port}`] : [])));
      const ips = [port.clusterIP, ...[...port.externalIPs, ...port.loadBalancerVIPs].map(({ ip }) => ip)];
      for (const ip of ips) serving.set(`${ip}:${port.port}`, endpoints);
      if (port.nodePort !== 0) serving.set(`:${port.nodePort}`, endpoints);
    }
    known.set(index, serving);
  }
  return serving;
}
