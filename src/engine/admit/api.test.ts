import { beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { settle } from '../controllers/settle.ts';
import type { Fields } from './Fields.ts';
import { createObject, patchObject, updateObject } from './api.ts';
import { deleteObject } from './deleteObject.ts';
import { freeAddress, freePort, numbersOf, serviceRange, staticBand } from './pools.ts';
import { WARNERS } from './warners.ts';
import { bringWarnings } from './warnings.ts';

const DUAL_STACK = { podSubnet: '10.244.0.0/16,fd00:10:244::/48', serviceSubnet: '10.96.0.0/12,fd00:10:96::/112' };

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

it('takes what says no kind for one of the address', () => {
  const cluster = open();
  create(cluster, service('web'));
  const send = (patch: object) => patchObject(cluster, 'Service', 'default', 'web', 'merge', patch, {});
  expect(send({ kind: null, spec: { type: 'NodePort' } })).toMatchObject({ ok: true, object: { kind: 'Service' } });
  expect(send({ kind: 'Pod' })).toMatchObject({ status: { reason: 'Invalid' } });
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

  it('takes back the second address of a Service that is to have one', () => {
    const cluster = openCluster(readSettings([{ kind: 'ClusterConfiguration', networking: DUAL_STACK }]).settings, []);
    const { clusterIPs = [] } = create(cluster, service('web', { ipFamilyPolicy: 'PreferDualStack' })).spec;
    const same = service('again', { clusterIP: clusterIPs[1] });
    expect(refusal(cluster, same)).toContain('provided IP is already allocated');
    const spec = { ipFamilyPolicy: 'SingleStack' };
    expect(patchObject(cluster, 'Service', 'default', 'web', 'merge', { spec }, {}).ok).toBe(true);
    expect(create(cluster, same).spec.clusterIP).toBe(clusterIPs[1]);
  });

  it('leaves the lower band to those who ask for an address', () => {
    const cluster = open();
    const range = serviceRange(cluster, 'IPv4');
    if (!range) throw new Error('no range');
    expect(staticBand(range)).toBe(256n);
    // ipallocator.go, calculateRangeOffset
    expect([30, 28, 27, 24, 23, 20, 19].map((prefix) => staticBand({ ...range, prefix }))).toEqual(
      [0, 0, 16, 16, 32, 256, 256].map(BigInt),
    );
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
      const cluster = openCluster(
        readSettings([{ kind: 'ClusterConfiguration', networking: DUAL_STACK }]).settings,
        [],
      );
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

describe('addresses and ports that are given out', () => {
  const range = (cluster: Cluster) => {
    const found = serviceRange(cluster, 'IPv4');
    if (!found) throw new Error('no range');
    return found;
  };

  it('are the next free ones upwards', () => {
    const cluster = open();
    create(cluster, service('a', { clusterIP: '10.96.1.6' }));
    expect(freeAddress(cluster, range(cluster), 5)).toBe('10.96.1.7');
    expect(freePort(cluster, [30_096], 10)).toBe(30_097);
  });

  it('are told in one form', () => {
    const made = create(open(), service('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_100 }] }));
    expect(numbersOf(made)).toEqual([made.spec.clusterIP, 30_100]);
  });

  it('come from a range that was added once the first is full', () => {
    const networking = { serviceSubnet: '10.96.0.0/29' };
    const cluster = openCluster(readSettings([{ kind: 'ClusterConfiguration', networking }]).settings, []);
    const cidrs = ['10.200.0.0/24'];
    create(cluster, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name: 'more' },
      spec: { cidrs },
    });
    const given = Array.from({ length: 6 }, (_, i) => create(cluster, service(`s${i}`)).spec.clusterIP ?? '');
    expect(given.filter((ip) => ip.startsWith('10.96.0.')).length).toBeLessThan(6);
    expect(given.filter((ip) => ip.startsWith('10.200.0.')).length).toBeGreaterThan(0);
  });

  it('of a port that comes later do not depend on those that came before', () => {
    const portOf = (...first: number[]): number | undefined => {
      const cluster = open();
      create(cluster, service('web', { type: 'NodePort' }));
      const named = [80, ...first, 90].map((port) => ({ port, name: `p${port}` }));
      const response = patchObject(cluster, 'Service', 'default', 'web', 'merge', { spec: { ports: named } }, {});
      if (!response.ok) throw new Error(response.status.message);
      return (response.object as Service).spec.ports?.at(-1)?.nodePort;
    };
    expect(portOf()).toBeGreaterThan(30_000);
    expect(portOf(81, 82)).toBe(portOf());
  });

  it('do not depend on ports of other numbers or protocols beside them', () => {
    const wanted = { name: 'wanted', port: 53, protocol: 'UDP' };
    const given = (change: boolean, ...before: object[]): number | undefined => {
      const ports = [...before, wanted].map((port, i) => ({ name: `p${i}`, ...port }));
      const cluster = open();
      const spec = create(cluster, service('web', { type: change ? 'ClusterIP' : 'NodePort', ports })).spec;
      if (!change) return spec.ports?.at(-1)?.nodePort;
      patchObject(cluster, 'Service', 'default', 'web', 'merge', { spec: { type: 'NodePort' } }, {});
      return (cluster.store.get('Service', 'default', 'web') as Service).spec.ports?.at(-1)?.nodePort;
    };
    expect(given(false, { port: 80 }, { port: 81 })).toBe(given(false));
    expect(given(true, { port: 80 }, { port: 53, protocol: 'TCP' })).toBe(given(true));
  });

  // AllocateNextService: the IPAddress that is to hold the address is made first, and names its Service
  it('are for Services with a name', () => {
    expect(refusal(open(), { ...(service('') as object), metadata: {} })).toMatch(
      /^Service "" is invalid: spec\.clusterIPs: Invalid value: .*: failed to allocate IP: IPAddress\.networking\.k8s\.io "10\..*" is invalid: spec\.parentRef\.name: Required value$/,
    );
  });

  it('of a dry run stand for any, and are no two the same', () => {
    const ports = [80, 81].map((port) => ({ name: `p${port}`, port }));
    const response = createObject(open(), service('a', { type: 'NodePort', ports }), { dryRun: true });
    expect(response).toMatchObject({ object: { spec: { ports: [{ nodePort: 32_769 }, { nodePort: 32_770 }] } } });
  });

  it('are refused where one port is named twice', () => {
    const cluster = open();
    create(cluster, service('a', { type: 'NodePort' }));
    const ports = [80, 81].map((port) => ({ name: `p${port}`, port, nodePort: 30_200 }));
    expect(patchObject(cluster, 'Service', 'default', 'a', 'merge', { spec: { ports } }, {})).toMatchObject({
      status: { code: 500, reason: '', message: 'duplicate nodePort: {TCP 30200}', causes: [] },
    });
  });
});

describe('a request', () => {
  const pod = (name: object, spec: object = {}): unknown => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: name,
    spec: { containers: [{ name: 'c', image: 'x' }], ...spec },
  });

  beforeAll(() => bringWarnings(WARNERS));

  it('that is made again in another cluster is warned of again', () => {
    const dotted = pod({ name: 'a.b' });
    const [first, second] = [open(), open()].map((cluster) => createObject(cluster, dotted, {}).warnings);
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('that is made again where its object is already is refused, and has another time later', () => {
    const value = pod({ name: 'a' });
    const cluster = open();
    create(cluster, value);
    expect(refusal(cluster, value)).toBe('pods "a" already exists');
    const later = open();
    later.now = 60_000;
    expect(create(later, value).metadata.creationTimestamp).toBe('2026-01-01T00:01:00Z');
  });

  it('that leaves its name to the server makes an object of its own each time', () => {
    const cluster = open();
    const value = pod({ generateName: 'a-' });
    const one: Fields = create(cluster, value);
    const two: Fields = create(cluster, value);
    expect(one['metadata'].name).not.toBe(two['metadata'].name);
    expect(one['metadata'].uid).not.toBe(two['metadata'].uid);
    // nor do they share the volume of the token
    expect(one['spec'].volumes).not.toEqual(two['spec'].volumes);
  });

  // what admission plugins take from other objects is looked for anew
  it.each([
    ['a class', { priorityClassName: 'c' }, 'no PriorityClass with name c was found'],
    ['an account', { serviceAccountName: 's' }, 'error looking up service account default/s'],
    ['a runtime', { runtimeClassName: 'r' }, 'pod rejected: RuntimeClass "r" not found'],
  ])('that names %s depends on the cluster', (_, spec, why) => {
    const value = pod({ name: 'a' }, spec);
    const first = open();
    for (const other of [
      { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'c' }, value: 7 },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 's' } },
      { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'r' }, handler: 'r' },
    ])
      create(first, other);
    create(first, value);
    expect(refusal(open(), value)).toContain(why);
  });

  it('that names a Node gets the labels of the one that has that name', () => {
    const value = pod({ name: 'a' }, { nodeName: 'n' });
    const zoneOf = (zone: string): unknown => {
      const cluster = open();
      const labels = { 'topology.kubernetes.io/zone': zone };
      create(cluster, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n', labels } });
      return create(cluster, value).metadata.labels;
    };
    for (const zone of ['x', 'y', 'x']) expect(zoneOf(zone)).toEqual({ 'topology.kubernetes.io/zone': zone });
  });

  it('that one Namespace allowed is refused where the Namespace does not allow it', () => {
    const value = pod({ name: 'a' }, { hostPID: true });
    create(open(), value);
    const cluster = open();
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    patchObject(cluster, 'Namespace', undefined, 'default', 'merge', { metadata: { labels } }, {});
    expect(refusal(cluster, value)).toBe(
      'pods "a" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostPID=true)',
    );
  });

  it('that leaves a class to the cluster gets what is the default there', () => {
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'a' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    const classOf = (name?: string): unknown => {
      const cluster = open();
      for (const { metadata } of cluster.store.list('StorageClass'))
        deleteObject(cluster, 'StorageClass', undefined, metadata.name);
      const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
      const storage = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'a.b/c' };
      if (name) create(cluster, { ...storage, metadata: { name, annotations } });
      return (create(cluster, claim).spec as Fields)['storageClassName'];
    };
    expect([classOf('x'), classOf('y'), classOf(), classOf('x')]).toEqual(['x', 'y', undefined, 'x']);
  });

  it('that was within the limits of one cluster is refused beyond those of another', () => {
    const value = pod({ name: 'a' });
    create(open(), value);
    const cluster = open();
    create(cluster, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q' },
      spec: { hard: { pods: '0' } },
    });
    settle(cluster);
    expect(refusal(cluster, value)).toBe(
      'pods "a" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
    );
  });

  it('to replace what is not there makes a Service, and no Pod; of what nobody serves it is refused', () => {
    expect(updateObject(open(), service('web'), {})).toMatchObject({ ok: true, object: { metadata: { name: 'web' } } });
    expect(updateObject(open(), pod({ name: 'a' }), {})).toMatchObject({ status: { message: 'pods "a" not found' } });
    const nothing = updateObject(open(), { apiVersion: 'v9', kind: 'Nothing', metadata: { name: 'a' } }, {});
    expect(nothing).toMatchObject({ ok: false, warnings: [] });
  });

  it('to replace something by what cannot be read is refused', () => {
    const cluster = open();
    create(cluster, service('web'));
    expect(updateObject(cluster, service('web', { no: 1 }), {})).toEqual({
      ok: false,
      warnings: [],
      status: {
        code: 400,
        reason: 'BadRequest',
        message:
          'Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.no"',
        causes: [],
      },
    });
  });

  it('to replace the status of something leaves all else as it was', () => {
    const cluster = open();
    const { spec } = create(cluster, service('web', { type: 'LoadBalancer' }));
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1', ipMode: 'VIP' }] } };
    const value = { ...(service('web', { type: 'LoadBalancer', selector: { a: 'b' } }) as object), status };
    expect(updateObject(cluster, value, { subresource: 'status' }).ok).toBe(true);
    expect(cluster.store.get('Service', 'default', 'web')).toMatchObject({ status });
    expect((cluster.store.get('Service', 'default', 'web') as Service).spec).toEqual(spec);
  });

  it('to patch in a way that nobody knows is refused without a reason', () => {
    const cluster = open();
    create(cluster, service('web'));
    const patch = { spec: { $patch: 'turn' } };
    expect(patchObject(cluster, 'Service', 'default', 'web', 'strategic', patch, {})).toEqual({
      ok: false,
      warnings: [],
      status: { code: 500, reason: '', message: 'unknown patch type: turn in map: map[$patch:turn]', causes: [] },
    });
  });

  it('to delete a Pod again makes its end earlier, never later', () => {
    const cluster = open();
    const made = create(cluster, pod({ name: 'a' }, { nodeName: 'n' }));
    const remove = (gracePeriodSeconds?: number) =>
      deleteObject(cluster, 'Pod', 'default', 'a', gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds });
    remove(20);
    const going = cluster.store.get('Pod', 'default', 'a');
    expect(going).toMatchObject({ metadata: { deletionGracePeriodSeconds: 20 } });
    for (const grace of [20, 21, undefined]) {
      expect(remove(grace)).toMatchObject({ ok: true });
      expect(cluster.store.get('Pod', 'default', 'a')).toBe(going);
    }
    remove(19);
    expect(cluster.store.get('Pod', 'default', 'a')?.metadata).toMatchObject({
      uid: made.metadata.uid,
      deletionTimestamp: '2026-01-01T00:00:19Z',
      deletionGracePeriodSeconds: 19,
    });
  });

  it('to patch strictly tells of unknown fields by the kind of patch', () => {
    const told = (type: 'merge' | 'strategic' | 'json', patch: unknown): string => {
      const cluster = open();
      create(cluster, service('web'));
      const strict = { fieldValidation: 'Strict' as const };
      const response = patchObject(cluster, 'Service', 'default', 'web', type, patch, strict);
      return response.ok ? '' : response.status.message;
    };
    expect(told('merge', { spec: { no: 1 } })).toMatch(
      /^ "" is invalid: patch: Invalid value: "\{.*\}": strict decoding error: unknown field "spec.no"$/,
    );
    expect(told('strategic', { spec: { no: 1 } })).toBe(
      ' "" is invalid: patch: Invalid value: "map[spec:map[no:1]]": strict decoding error: unknown field "spec.no"',
    );
  });

  it('to delete a Service takes its Endpoints along', () => {
    const cluster = open();
    create(cluster, service('web'));
    const subsets = [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }];
    create(cluster, { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'web' }, subsets });
    deleteObject(cluster, 'Service', 'default', 'web');
    expect(cluster.store.get('Endpoints', 'default', 'web')).toBeUndefined();
  });

  it('that changes nothing that a quota counts leaves the quota as it is', () => {
    const cluster = open();
    const spec = { hard: { 'services.nodeports': 5 } };
    create(cluster, { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec });
    const status = { hard: { 'services.nodeports': '5' }, used: { 'services.nodeports': '0' } };
    patchObject(cluster, 'ResourceQuota', 'default', 'q', 'merge', { status }, { subresource: 'status' });
    const version = (): string | undefined =>
      cluster.store.get('ResourceQuota', 'default', 'q')?.metadata.resourceVersion;
    const before = version();
    create(cluster, service('web'));
    expect(version()).toBe(before);
    create(cluster, service('node', { type: 'NodePort' }));
    expect(version()).not.toBe(before);
  });
});
