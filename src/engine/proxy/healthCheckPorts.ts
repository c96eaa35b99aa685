import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';

/** The health check node ports of all Services. */
export function healthCheckPortsOf(cluster: Cluster): number[] {
  const ports = new Set<number>();
  for (const { spec } of cluster.store.list<Service>('Service'))
    if (spec.type === 'LoadBalancer' && spec.healthCheckNodePort) ports.add(spec.healthCheckNodePort);
  return [...ports];
}
