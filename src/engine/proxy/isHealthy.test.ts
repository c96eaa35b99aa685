import { expect, it } from 'vitest';
import type { Node } from '../../model/Node.ts';
import type { Service, ServiceSpec } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from '../trace/clusterFixture.ts';
import { isHealthy } from './isHealthy.ts';

/** A load balancer with endpoints on n1, n2 and a Node that is gone, n9. */
function shop(spec: Partial<ServiceSpec>): { cluster: Cluster; service: Service } {
  const cluster = clusterFixture();
  const pods = ['n1', 'n2', 'n9'].map((node, i) => ({
    pod: putPod(cluster, { name: node, node, ip: `10.244.${i}.2` }),
  }));
  const more = { type: 'LoadBalancer' as const, clusterIP: '10.96.0.10' };
  const { metadata, ...service } = putService(cluster, 'web', { ...more, ...spec }, pods);
  return { cluster, service: cluster.store.put<Service>({ ...service, metadata: { ...metadata, uid: 'u-web' } }) };
}

const LOCAL = { externalTrafficPolicy: 'Local', healthCheckNodePort: 30099 } as const;

it('a machine that is off is not healthy, whoever else serves', () => {
  const { cluster, service } = shop({});
  cluster.control.outages.set('n1', 'machine').set('n2', 'kubelet');
  expect(['n1', 'n2', 'n3'].map((node) => isHealthy(cluster, service, node))).toEqual([false, true, true]);
});

it('with a health check, a Node is healthy that has an endpoint and an address to be asked at', () => {
  const { cluster, service } = shop(LOCAL);
  const node = cluster.store.get<Node>('Node', undefined, 'n2')!;
  cluster.store.put<Node>({ ...node, status: { addresses: [] } });
  const nodes = ['n1', 'n2', 'n3', 'n9'];
  expect(nodes.map((name) => isHealthy(cluster, service, name))).toEqual([true, false, false, false]);
});

it('what the load balancer has found holds for that Node, until it looks again', () => {
  const { cluster, service } = shop(LOCAL);
  cluster.control.health.set('u-web n1', { healthy: false, turnsAt: undefined });
  expect(['n1', 'n2'].map((node) => isHealthy(cluster, service, node))).toEqual([false, true]);
});
