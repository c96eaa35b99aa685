import type { Node } from '../model/Node.ts';
import type { Service } from '../model/Service.ts';
import type { ObjectKey } from '../model/Span.ts';
import type { Place } from '../model/Trace.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { keyOf } from './cluster/ObjectStore.ts';
import { nodeIPs } from './proxy/nodeNetwork.ts';
import { readTarget } from './trace/target.ts';

/** The Services that a connection asks for, by name, by an address of theirs, or by a node port. */
export function servicesAsked(cluster: Cluster, from: Place, url: string): ObjectKey[] {
  const target = readTarget(url);
  if (!target) return [];
  const { host, ip, port } = target;
  const services = cluster.store.list<Service>('Service');
  if (ip !== null) {
    const isNode = cluster.store.list<Node>('Node').some((node) => nodeIPs(node).includes(ip));
    return services
      .filter(({ spec, status }) => {
        if ((spec.clusterIPs ?? []).includes(ip) || (spec.externalIPs ?? []).includes(ip)) return true;
        if ((status.loadBalancer.ingress ?? []).some((ingress) => ingress.ip === ip)) return true;
        return isNode && (spec.ports ?? []).some(({ nodePort }) => nodePort === port);
      })
      .map(keyOf);
  }
  const [name, namespace = from.kind === 'pod' ? from.namespace : 'default'] = host.replace(/\.$/, '').split('.');
  const named = services.filter(({ metadata }) => metadata.name === name);
  // a short name of another Namespace is asked for in vain, and still meant
  const own = named.filter(({ metadata }) => metadata.namespace === namespace);
  return (own.length > 0 ? own : named).map(keyOf);
}
