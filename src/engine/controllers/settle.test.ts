import { beforeEach, describe, expect, it } from 'vitest';
import type { Endpoints, EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { Workload } from '../../model/Workload.ts';
import { createObject, patchObject } from '../admit/api.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { advance, react, settle } from './settle.ts';

let cluster: Cluster;
beforeEach(() => {
  cluster = openCluster(readSettings([]).settings, []);
});

const create = (kind: string, name: string, spec: object, metadata: object = {}): void => {
  const apiVersion = ['Pod', 'Service', 'Namespace'].includes(kind) ? 'v1' : 'apps/v1';
  const response = createObject(cluster, { apiVersion, kind, metadata: { name, ...metadata }, spec }, {});
  if (!response.ok) throw new Error(response.status.message);
  react(cluster);
};
const containers = [{ name: 'c', image: 'nginx' }];
const workload = (replicas: number | undefined, more: object = {}): object => ({
  ...(replicas === undefined ? {} : { replicas }),
  selector: { matchLabels: { app: 'web' } },
  template: { metadata: { labels: { app: 'web' } }, spec: { containers } },
  ...more,
});
const web = (): Pod[] => cluster.store.list<Pod>('Pod', 'default').filter((p) => p.metadata.labels?.['app'] === 'web');
const slice = (): EndpointSlice | undefined =>
  cluster.store
    .list<EndpointSlice>('EndpointSlice')
    .find((s) => s.metadata.labels?.['kubernetes.io/service-name'] === 'web');

describe('the cluster', () => {
  it('is spread over its workers in order of name, with addresses from .2', () => {
    create('Deployment', 'web', workload(4));
    expect(web().map((p) => `${p.spec.nodeName} ${p.status.podIP}`)).toEqual([
      'n1 10.244.1.2',
      'n2 10.244.2.2',
      'n3 10.244.3.2',
      'n1 10.244.1.3',
    ]);
  });

  it('follows a scale down and up, and hands out no address twice', () => {
    create('Service', 'web', { selector: { app: 'web' }, ports: [{ port: 80 }] });
    create('Deployment', 'web', workload(1));
    settle(cluster);
    for (const replicas of [0, 1]) {
      patchObject(cluster, 'Deployment', 'default', 'web', 'merge', { spec: { replicas } }, {});
      settle(cluster);
    }
    expect(slice()?.endpoints?.map((e) => e.addresses)).toEqual([['10.244.1.3']]);
  });

  it('rolls to a new template without ever having too few Pods', () => {
    create('Deployment', 'web', workload(3));
    settle(cluster);
    const template = { spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx:2' }] } } } };
    patchObject(cluster, 'Deployment', 'default', 'web', 'strategic', template, {});
    settle(cluster);
    expect(web().map((p) => p.spec.containers[0]?.image)).toEqual(['nginx:2', 'nginx:2', 'nginx:2']);
    expect(cluster.store.get<Workload>('Deployment', 'default', 'web')?.status).toMatchObject({
      readyReplicas: 3,
      updatedReplicas: 3,
    });
  });

  it('starts the Pods of a StatefulSet one after the other, and ends them from the last', () => {
    create('StatefulSet', 'web', workload(3, { serviceName: 'web' }));
    expect(web().map((p) => p.metadata.name)).toEqual(['web-0', 'web-1', 'web-2']);
    patchObject(cluster, 'StatefulSet', 'default', 'web', 'merge', { spec: { replicas: 1 } }, {});
    advance(cluster, 500);
    expect(
      web()
        .filter((p) => p.metadata.deletionTimestamp)
        .map((p) => p.metadata.name),
    ).toEqual(['web-2']);
    settle(cluster);
    expect(web().map((p) => p.metadata.name)).toEqual(['web-0']);
  });

  it('runs daemons on the workers, and on the control plane only if they tolerate it', () => {
    const tolerations = [{ operator: 'Exists' }];
    create('DaemonSet', 'web', workload(undefined));
    expect(
      web()
        .map((p) => p.spec.nodeName ?? '')
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['n1', 'n2', 'n3']);
    const template = { spec: { template: { spec: { tolerations } } } };
    patchObject(cluster, 'DaemonSet', 'default', 'web', 'strategic', template, {});
    settle(cluster);
    expect(
      web()
        .map((p) => p.spec.nodeName ?? '')
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['control-plane', 'n1', 'n2', 'n3']);
  });

  it('keeps a deleted Pod serving until it has ended', () => {
    create('Service', 'web', { selector: { app: 'web' }, ports: [{ port: 80 }] });
    const annotations = { 'kubehop.dev/terminates-after': '15s' };
    create('Pod', 'web', { containers }, { labels: { app: 'web' }, annotations });
    settle(cluster);
    deleteObject(cluster, 'Pod', 'default', 'web');
    settle(cluster);
    expect(slice()?.endpoints?.[0]?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    expect(cluster.store.get<Endpoints>('Endpoints', 'default', 'web')?.subsets).toBeUndefined();
    advance(cluster, 20_000);
    expect(slice()).toMatchObject({ endpoints: null, ports: null });
  });

  it('gives load balancers addresses, and takes them back with the type', () => {
    create('Service', 'web', { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] });
    const service = (): Service | undefined => cluster.store.get<Service>('Service', 'default', 'web');
    expect(service()?.status.loadBalancer.ingress).toEqual([{ ip: '203.0.113.10', ipMode: 'VIP' }]);
    patchObject(cluster, 'Service', 'default', 'web', 'merge', { spec: { type: 'ClusterIP' } }, {});
    settle(cluster);
    expect([service()?.status, service()?.metadata.finalizers]).toEqual([{ loadBalancer: {} }, undefined]);
  });

  it('removes what belonged to a deleted owner, and what lived in a deleted Namespace', () => {
    create('Namespace', 'shop', {});
    create('Deployment', 'web', workload(2), { namespace: 'shop' });
    create('Deployment', 'web', workload(2));
    create('Service', 'web', { selector: { app: 'web' }, ports: [{ port: 80 }] });
    settle(cluster);
    deleteObject(cluster, 'Namespace', undefined, 'shop');
    deleteObject(cluster, 'Deployment', 'default', 'web');
    deleteObject(cluster, 'Service', 'default', 'web');
    settle(cluster);
    expect(cluster.store.list('Pod').map((p) => p.metadata.name)).toEqual(['coredns-1', 'coredns-2']);
    expect([cluster.store.count('ReplicaSet'), slice(), cluster.store.get('Namespace', undefined, 'shop')]).toEqual([
      0,
      undefined,
      undefined,
    ]);
  });

  it('says why a Pod is not scheduled', () => {
    create('Pod', 'web', { containers, nodeSelector: { disk: 'ssd' } });
    const pod = cluster.store.get<Pod>('Pod', 'default', 'web');
    expect(pod?.status.conditions?.[0]?.message).toBe(
      "0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.",
    );
  });
});

it('gives signs of life while what was created starts', () => {
  let pods = 0;
  let most = 0;
  const { store } = cluster;
  const response = createObject(
    cluster,
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: workload(200) },
    {},
  );
  expect(response.ok).toBe(true);
  react(cluster, () => {
    const running = store.list<Pod>('Pod', 'default').filter(({ status }) => status.phase === 'Running').length;
    most = Math.max(most, running - pods);
    pods = running;
  });
  expect(web()).toHaveLength(200);
  expect(most).toBeLessThan(20);
});
