import type { IpFamily } from '../../model/Address.ts';
import type { Node } from '../../model/Node.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { cidrContains } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';
import { localEndpointCount } from './healthCheck.ts';
import { nodeIPs } from './nodeNetwork.ts';
import { nodePortRanges } from './nodePortAddresses.ts';
import { isProxyHealthy } from './proxyHealth.ts';

/** What a Node answers to the health check of a load balancer now: nothing, when it is off. */
export function answersHealthCheck(cluster: Cluster, { spec, metadata }: Service, node: string): boolean {
  if (isOff(cluster, node)) return false;
  if (!spec.healthCheckNodePort) return true;
  const family = checkedFamily(cluster, node);
  if (!family) return false;
  const count = localEndpointCount(cluster, `${metadata.namespace}/${metadata.name}`, node, family);
  return count > 0 && isProxyHealthy(cluster, node);
}

/** The family of the Node's own address, which the load balancer asks, if health check node ports are open at that. */
function checkedFamily(cluster: Cluster, name: string): IpFamily | undefined {
  const node = cluster.store.get<Node>('Node', undefined, name);
  const address = node && nodeIPs(node)[0];
  if (address === undefined) return undefined;
  const family = familyOf(address);
  const ranges = nodePortRanges(cluster.settings.proxy, [address], family);
  return ranges === null || ranges.some((cidr) => cidrContains(cidr, address)) ? family : undefined;
}

/** Whether the load balancer outside takes a Node for healthy: as it last found it, or as it is where all is known at once. */
export const isHealthy = (cluster: Cluster, service: Service, node: string): boolean =>
  cluster.control.health.get(`${service.metadata.uid} ${node}`)?.healthy ?? answersHealthCheck(cluster, service, node);
