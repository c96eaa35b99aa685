import type { IpFamily } from '../../model/Address.ts';
import type { Listener } from '../../model/KernelConfig.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { HealthCheckPort } from './healthCheckPorts.ts';
import { indexOnNode } from './NodeProxy.ts';
import { endpointsOfPort } from './serviceIndex.ts';

/**
 * Endpoint addresses on a Node that are ready, over all ports of a Service: what the health check node port
 * counts. Terminating ones count as none, so that load balancers drain them (§8.1). The proxiers of the families have a
 * server each, at addresses of their family, and count their own (NewServiceHealthServer).
 */
export function localEndpointCount(cluster: Cluster, service: string, node: string, family: IpFamily): number {
  const ips = new Set<string>();
  for (const indexed of indexOnNode(cluster, node, family).ports) {
    if (indexed.port.serviceName !== service) continue;
    for (const e of endpointsOfPort(indexed)) if (e.ready && e.node === node) ips.add(e.ip);
  }
  return ips.size;
}

/** The sockets of kube-proxy itself: its own health and metrics, and the health check node ports. */
export function kubeProxyListeners(
  healthCheckPorts: readonly HealthCheckPort[],
  addresses: Record<IpFamily, string[] | null>,
): Listener[] {
  const listener = (address: string, port: number): Listener => ({
    protocol: 'tcp',
    address,
    port,
    owner: 'kube-proxy',
  });
  const listeners = [listener('127.0.0.1', 10249), listener('0.0.0.0', 10256), listener('::', 10256)];
  for (const { port, families } of healthCheckPorts)
    for (const family of families)
      for (const address of addresses[family] ?? [family === 'IPv4' ? '0.0.0.0' : '::'])
        listeners.push(listener(address, port));
  return listeners;
}
