import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { localEndpointCount } from './healthCheck.ts';
import { isProxyHealthy } from './proxyHealth.ts';

/** What a Node answers to the health check of a load balancer now: nothing, when it is off. */
export function answersHealthCheck(cluster: Cluster, { spec, metadata }: Service, node: string): boolean {
  if (isOff(cluster, node)) return false;
  if (!spec.healthCheckNodePort) return true;
  const count = localEndpointCount(cluster, `${metadata.namespace}/${metadata.name}`, node);
  return count > 0 && isProxyHealthy(cluster, node);
}

/** Whether the load balancer outside takes a Node for healthy: as it last found it, or as it is where all is known at once. */
export const isHealthy = (cluster: Cluster, service: Service, node: string): boolean =>
  cluster.control.health.get(`${service.metadata.uid} ${node}`)?.healthy ?? answersHealthCheck(cluster, service, node);
