import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Fields } from '../Fields.ts';
import { kindInfo, type KindInfo } from '../kinds.ts';
import { podResources, withOverhead } from './podResources.ts';
import { counts, usageOf } from './usage.ts';

const container = (cpu: string, more: Fields = {}): Fields => ({
  name: 'c',
  resources: { requests: { cpu } },
  ...more,
});
const sidecar = (cpu: string): Fields => container(cpu, { restartPolicy: 'Always' });
const object = (kind: string, spec: Fields, more: Fields = {}): KubeObject =>
  ({ kind, metadata: { name: 'x' }, spec, ...more }) as unknown as KubeObject;

// KEP-753, "Resources calculation for scheduling and Pod admission"
it.each<[init: Fields[], containers: Fields[], cpu: string]>([
  [[], [container('1'), container('2')], '3'],
  [[container('2'), container('5'), container('4')], [container('1')], '5'],
  [[container('2')], [container('1'), container('2')], '3'],
  [[sidecar('1')], [container('1')], '2'],
  [[sidecar('1'), container('3')], [container('1')], '4'],
  [[container('3'), sidecar('1')], [container('1')], '3'],
  [[sidecar('1'), sidecar('2'), container('1')], [container('1')], '4'],
  [[sidecar('1'), container('1'), sidecar('2'), container('2')], [container('1')], '5'],
  [[container('2'), { name: 'none' }], [{ name: 'c' }], '2'],
])('init containers %j and containers %j need %s', (initContainers, containers, cpu) => {
  expect(podResources({ initContainers, containers }, 'requests')).toEqual({ cpu });
});

// KEP-2837: of cpu, memory and huge pages a Pod may say itself what it needs as a whole
it('what a Pod says as a whole is what it needs', () => {
  const spec = { resources: { requests: { cpu: '1' } }, containers: [container('100m'), container('100m')] };
  expect(podResources(spec, 'requests')).toEqual({ cpu: '1' });
  expect(podResources(spec, 'limits')).toEqual({});
  const requests = { cpu: '100m', memory: '1Mi' };
  expect(podResources({ ...spec, containers: [{ name: 'c', resources: { requests } }] }, 'requests')).toEqual({
    cpu: '1',
    memory: '1Mi',
  });
});

it('what a Pod says as a whole is of cpu, memory and huge pages alone', () => {
  const requests = { cpu: '1', 'hugepages-2Mi': '2Mi', 'ephemeral-storage': '1Gi', 'a.b/cpu': '1' };
  const whole = podResources({ resources: { requests }, containers: [{ name: 'c' }] }, 'requests');
  expect(whole).toEqual({ cpu: '1', 'hugepages-2Mi': '2Mi' });
});

it('the overhead of a runtime comes to what is asked for, and to limits where there are some', () => {
  const overhead = { cpu: '250m', memory: '64Mi' };
  const resources = { requests: { cpu: '1' }, limits: { cpu: '2', memory: '0' } };
  const spec = { overhead, containers: [{ name: 'c', resources }] };
  expect(withOverhead(spec, 'requests')).toEqual({ cpu: '1250m', memory: '64Mi' });
  expect(withOverhead(spec, 'limits')).toEqual({ cpu: '2250m', memory: '0' });
  expect(usageOf(object('Pod', spec), 0)).toMatchObject({ 'requests.cpu': '1250m', 'limits.cpu': '2250m' });
});

describe('what an object counts for in a quota', () => {
  const POD = { pods: '1', 'count/pods': '1' };
  const resources = {
    requests: { cpu: '1', 'hugepages-2Mi': '2Mi', 'a.b/gpu': '1' },
    limits: { cpu: '2', memory: '1Gi', 'a.b/gpu': '1' },
  };
  const running = { containers: [{ name: 'c', resources }] };
  const none = { services: '1', 'services.loadbalancers': '0', 'services.nodeports': '0', 'count/services': '1' };
  const ports = [{ port: 80, nodePort: 30080 }, { port: 81 }];

  it.each<[KubeObject, Fields]>([
    [
      object('Pod', running),
      {
        ...POD,
        cpu: '1',
        'requests.cpu': '1',
        'limits.cpu': '2',
        'limits.memory': '1Gi',
        'hugepages-2Mi': '2Mi',
        'requests.hugepages-2Mi': '2Mi',
        'requests.a.b/gpu': '1',
      },
    ],
    [object('Pod', { containers: [{ name: 'c' }] }), POD],
    [object('Pod', running, { status: { phase: 'Succeeded' } }), { 'count/pods': '1' }],
    [object('Pod', running, { status: { phase: 'Failed' } }), { 'count/pods': '1' }],
    [object('Service', { type: 'ClusterIP', ports }), none],
    [object('Service', { type: 'ExternalName' }), none],
    [object('Service', { type: 'NodePort', ports }), { ...none, 'services.nodeports': '2' }],
    [
      object('Service', { type: 'LoadBalancer', ports }),
      { ...none, 'services.loadbalancers': '1', 'services.nodeports': '2' },
    ],
    [
      object('Service', { type: 'LoadBalancer', ports, allocateLoadBalancerNodePorts: false }),
      { ...none, 'services.loadbalancers': '1', 'services.nodeports': '1' },
    ],
    [
      object('PersistentVolumeClaim', { resources: { requests: { storage: '1Gi' } } }),
      { persistentvolumeclaims: '1', 'requests.storage': '1Gi', 'count/persistentvolumeclaims': '1' },
    ],
    [
      object('PersistentVolumeClaim', { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } }),
      {
        persistentvolumeclaims: '1',
        'requests.storage': '1Gi',
        'count/persistentvolumeclaims': '1',
        'fast.storageclass.storage.k8s.io/persistentvolumeclaims': '1',
        'fast.storageclass.storage.k8s.io/requests.storage': '1Gi',
      },
    ],
    [object('ConfigMap', {}), { configmaps: '1', 'count/configmaps': '1' }],
    [object('Deployment', {}), { 'count/deployments.apps': '1' }],
  ])('%j: %j', (one, used) => expect(usageOf(one, 0)).toEqual(used));

  it('is nothing for a Pod that should have been gone', () => {
    const metadata = { name: 'x', deletionTimestamp: '2026-01-01T00:00:10Z', deletionGracePeriodSeconds: 30 };
    const after = (seconds: number): Fields => usageOf(object('Pod', running, { metadata }), seconds * 1000);
    expect(after(40)).toHaveProperty('pods');
    expect(after(41)).not.toHaveProperty('pods');
  });

  it.each([
    ['Pod', 'pods', true],
    ['Pod', 'count/pods', true],
    ['Pod', 'requests.ephemeral-storage', true],
    ['Pod', 'hugepages-1Gi', true],
    ['Pod', 'requests.hugepages-1Gi', true],
    ['Pod', 'limits.hugepages-1Gi', false],
    ['Pod', 'requests.a.b/gpu', true],
    ['Pod', 'a.b/gpu', false],
    ['Pod', 'requests.kubernetes.io/x', false],
    ['Pod', 'requests.storage', false],
    ['Pod', 'fast.storageclass.storage.k8s.io/requests.storage', false],
    ['Service', 'services.nodeports', true],
    ['Service', 'pods', false],
    ['PersistentVolumeClaim', 'requests.storage', true],
    ['PersistentVolumeClaim', 'persistentvolumeclaims', true],
    ['PersistentVolumeClaim', 'fast.storageclass.storage.k8s.io/requests.storage', true],
    ['PersistentVolumeClaim', 'pods', false],
    ['Secret', 'secrets', true],
    ['ConfigMap', 'secrets', false],
    ['Deployment', 'deployments', false],
    ['Deployment', 'count/deployments.apps', true],
    ['Deployment', 'count/deployments', false],
  ])('a %s, for a quota of %s: %s', (kind, name, does) => {
    expect(counts(kindInfo(kind) as KindInfo, name)).toBe(does);
  });
});
