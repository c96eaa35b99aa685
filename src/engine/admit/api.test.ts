import { describe, expect, it } from 'vitest';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { createObject, patchObject } from './api.ts';
import { deleteObject } from './deleteObject.ts';
import { freeAddress, serviceRange, staticBand } from './pools.ts';

const open = (): Cluster => openCluster(readSettings([]).settings, []);
const service = (name: string, spec: object = {}): unknown => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { ports: [{ port: 80 }], ...spec },
});
const create = (cluster: Cluster, value: unknown): Service => {
  const response = createObject(cluster, value, {});
  if (!response.ok) throw new Error(response.status.message);
  return response.object as Service;
};
const refusal = (cluster: Cluster, value: unknown): string => {
  const response = createObject(cluster, value, {});
  return response.ok ? '' : response.status.message;
};

it('notes requests that change something, and no others', () => {
  const cluster = open();
  const made = createObject(cluster, service('web'), { writer: { manager: 'a' } });
  const uid = made.ok ? made.object.metadata.uid : undefined;
  const patch = (type: string): void => {
    patchObject(cluster, 'Service', 'default', 'web', 'merge', { spec: { type } }, { writer: { manager: 'b' } });
  };
  patch('NodePort');
  for (let i = 0; i < 50; i++) patch('NodePort');
  expect(cluster.writes.get(uid ?? '')?.map(({ manager }) => manager)).toEqual(['a', 'b']);
});

describe('allocation', () => {
  it('gives the same addresses and ports whatever else there is', () => {
    const alone = create(open(), service('web', { type: 'NodePort' })).spec;
    const cluster = open();
    for (let i = 0; i < 50; i++) create(cluster, service(`other-${i}`, { type: 'NodePort' }));
    expect(create(cluster, service('web', { type: 'NodePort' })).spec).toEqual(alone);
  });

  it('never gives anything twice, and takes back what was deleted', () => {
    const cluster = open();
    const made = Array.from({ length: 300 }, (_, i) => create(cluster, service(`s${i}`, { type: 'NodePort' })));
    expect(new Set(made.map((s) => s.spec.clusterIP)).size).toBe(300);
    expect(new Set(made.map((s) => s.spec.ports?.[0]?.nodePort)).size).toBe(300);
    const { clusterIP, ports = [] } = (made[7] as Service).spec;
    const same = service('again', { type: 'NodePort', clusterIP, ports: [{ port: 80, nodePort: ports[0]?.nodePort }] });
    expect(refusal(cluster, same)).toContain('provided IP is already allocated');
    deleteObject(cluster, 'Service', 'default', 's7');
    expect(create(cluster, same).spec.clusterIP).toBe(clusterIP);
  });

  it('leaves the lower band to those who ask for an address', () => {
    const cluster = open();
    const range = serviceRange(cluster, 'IPv4');
    if (!range) throw new Error('no range');
    expect(staticBand(range)).toBe(256n);
    expect(freeAddress(cluster, range, 0)).toBe('10.96.1.1');
    // The last of the 1,048,318 dynamic addresses; the broadcast address is none.
    expect(freeAddress(cluster, range, 1_048_317)).toBe('10.111.255.254');
  });
});

describe('the API server', () => {
  it('tells all errors in its order, equal ones once', () => {
    const bad = service('Web', { type: 'NodePort', sessionAffinity: 'x', ports: [{ port: 0 }, { port: 0 }] });
    expect(refusal(open(), bad)).toMatch(
      /^Service "Web" is invalid: \[metadata\.name: .*, spec\.ports\[0\]\.name: Required value, .*spec\.sessionAffinity: /,
    );
  });

  it('keeps what it allocated when a patch leaves it out, and drops what a type cannot have', () => {
    const cluster = open();
    const { spec } = create(cluster, service('web', { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }));
    expect(spec.healthCheckNodePort).toBeGreaterThan(30000);
    const patch = (change: object): Service => {
      const response = patchObject(cluster, 'Service', 'default', 'web', 'merge', { spec: change }, {});
      if (!response.ok) throw new Error(response.status.message);
      return response.object as Service;
    };
    expect(patch({ ports: [{ port: 81 }] }).spec.ports?.[0]?.nodePort).toBe(spec.ports?.[0]?.nodePort);
    const plain = patch({ type: 'ClusterIP' }).spec;
    expect(plain.clusterIP).toBe(spec.clusterIP);
    for (const field of ['healthCheckNodePort', 'externalTrafficPolicy', 'allocateLoadBalancerNodePorts'] as const) {
      expect(plain[field]).toBeUndefined();
    }
    expect(plain.ports?.[0]?.nodePort).toBeUndefined();
  });

  it('shares nothing between clusters that differ', () => {
    const value = service('web', { type: 'NodePort' });
    const first = open();
    const a = create(first, value);
    const second = open();
    const { clusterIP, ports = [] } = a.spec;
    create(
      second,
      service('taken', { type: 'NodePort', clusterIP, ports: [{ port: 1, nodePort: ports[0]?.nodePort }] }),
    );
    const b = create(second, value);
    expect(b.spec.clusterIP).not.toBe(clusterIP);
    expect(b.spec.ports?.[0]?.nodePort).not.toBe(ports[0]?.nodePort);
    expect(first.store.get('Service', 'default', 'web')).toEqual(a);
  });

  it('gives the very same object when all is as it was', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { nodeName: 'n1', containers: [{ name: 'c', image: 'x' }] },
    };
    const make = (cluster: Cluster): unknown[] => [service('web'), pod].map((value) => create(cluster, value));
    const values = [service('web'), pod];
    const first = open();
    const a = values.map((value) => create(first, value));
    const second = open();
    const b = values.map((value) => create(second, value));
    expect(b[0]).toBe(a[0]);
    expect(b[1]).toBe(a[1]);
    expect(make(open())[0]).toEqual(a[0]);
    const third = open();
    create(third, service('one'));
    create(third, service('two'));
    expect(create(third, values[1]).metadata.resourceVersion).not.toBe(a[1]?.metadata.resourceVersion);
  });

  // pkg/registry/core/service/storage/alloc.go, isMatchingPreferDualStackClusterIPFields
  it.each(['ClusterIP', 'NodePort', 'LoadBalancer'])(
    'gives a %s Service of one family no second, if it is written as it was',
    (type) => {
      const networking = {
        podSubnet: '10.244.0.0/16,fd00:10:244::/48',
        serviceSubnet: '10.96.0.0/12,fd00:10:96::/112',
      };
      const cluster = openCluster(readSettings([{ kind: 'ClusterConfiguration', networking }]).settings, []);
      const made = create(cluster, service('web', { type }));
      expect(made.spec.clusterIPs).toHaveLength(1);
      cluster.store.put({ ...made, spec: { ...made.spec, ipFamilyPolicy: 'PreferDualStack' } });
      const response = patchObject(
        cluster,
        'Service',
        'default',
        'web',
        'merge',
        { metadata: { labels: { a: 'b' } } },
        {},
      );
      expect(response).toMatchObject({ ok: true, object: { spec: { clusterIPs: made.spec.clusterIPs } } });
    },
  );

  it('keeps a Pod that is going until its kubelet has ended it, whatever is written of it', () => {
    const cluster = open();
    const spec = { nodeName: 'n1', containers: [{ name: 'c', image: 'x' }] };
    create(cluster, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec });
    deleteObject(cluster, 'Pod', 'default', 'p');
    patchObject(cluster, 'Pod', 'default', 'p', 'merge', { metadata: { labels: { a: 'b' } } }, {});
    expect(cluster.store.get('Pod', 'default', 'p')).toMatchObject({
      metadata: { labels: { a: 'b' }, deletionTimestamp: expect.any(String) as unknown },
    });
  });

  it('says of what a patch makes invalid that it is', () => {
    const cluster = open();
    create(cluster, service('web'));
    const response = patchObject(cluster, 'Service', 'default', 'web', 'strategic', { spec: { ports: 'x' } }, {});
    expect(response).toMatchObject({ ok: false, status: { code: 422, reason: 'Invalid' } });
  });

  it('gives a successor of the same name another uid', () => {
    const cluster = open();
    const first = create(cluster, service('web')).metadata.uid;
    deleteObject(cluster, 'Service', 'default', 'web');
    expect(create(cluster, service('web')).metadata.uid).not.toBe(first);
  });
});
