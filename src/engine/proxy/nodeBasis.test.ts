import { describe, expect, it } from 'vitest';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { clusterFixture, putPod } from '../trace/clusterFixture.ts';
import { kernelConfigOf } from './kernelConfig.ts';

/** A Node's configuration before and after one of its Pods, 10.244.1.3 without labels, has become another. */
function aroundChange(change: (pod: Pod) => Pod) {
  const cluster = clusterFixture();
  putPod(cluster, { name: 'web', node: 'n1', ip: '10.244.1.2' });
  const pod = putPod(cluster, { name: 'api', node: 'n1', ip: '10.244.1.3' });
  const before = kernelConfigOf(cluster, 'n1');
  cluster.control.pods.replace(keyOf(pod), pod, cluster.store.put<Pod>(change(pod)));
  return { before, after: kernelConfigOf(cluster, 'n1') };
}

const withIp = (pod: Pod, ip: string): Pod => ({ ...pod, status: { ...pod.status, podIP: ip, podIPs: [{ ip }] } });
const withPorts = (pod: Pod, hostPort: number): Pod => ({
  ...pod,
  spec: { ...pod.spec, containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort, protocol: 'TCP' }] }] },
});

describe('interfaces and routes of a Node', () => {
  it('stay what they are when a Pod gets a label', () => {
    const { before, after } = aroundChange((pod) => ({
      ...pod,
      metadata: { ...pod.metadata, labels: { tier: 'backend' } },
    }));
    expect(after).not.toBe(before);
    expect(after.interfaces).toBe(before.interfaces);
    expect(after.routes).toBe(before.routes);
  });

  it.each<[what: string, change: (pod: Pod) => Pod]>([
    ['gets another address', (pod) => withIp(pod, '10.244.1.9')],
    ['gets a host port', (pod) => withPorts(pod, 8080)],
    ['moves into the Node’s own network', (pod) => ({ ...pod, spec: { ...pod.spec, hostNetwork: true } })],
    ['ends', (pod) => ({ ...pod, status: { ...pod.status, phase: 'Succeeded' } })],
  ])('are found anew when a Pod %s', (_, change) => {
    const { before, after } = aroundChange(change);
    expect([after.interfaces, after.routes]).not.toEqual([before.interfaces, before.routes]);
  });

  it('lead to the new address of a Pod', () => {
    const { after } = aroundChange((pod) => withIp(pod, '10.244.1.9'));
    const hosts = after.routes.map(({ cidr }) => cidr).filter((cidr) => cidr.endsWith('/32'));
    expect(hosts).toEqual(['10.244.1.2/32', '10.244.1.9/32']);
  });
});

describe('a Node of another network than ours', () => {
  const at = (address: string) => {
    const cluster = clusterFixture();
    const node = cluster.store.get<Node>('Node', '', 'n1')!;
    cluster.store.put<Node>({ ...node, status: { ...node.status, addresses: [{ type: 'InternalIP', address }] } });
    const { interfaces, routes } = kernelConfigOf(cluster, 'n1');
    const wire = interfaces.find(({ name }) => name === 'eth0');
    return { addresses: wire?.addresses, onLink: routes.filter(({ device, via }) => device === 'eth0' && !via) };
  };

  it('has its address alone, and all others behind its router', () => {
    expect(at('10.0.0.5')).toEqual({ addresses: ['10.0.0.5/32'], onLink: [] });
    expect(at('192.168.251.150')).toEqual({
      addresses: ['192.168.251.150/24'],
      onLink: [{ cidr: '192.168.251.0/24', device: 'eth0' }],
    });
  });

  it('is found by its InternalIP', () => {
    const cluster = clusterFixture();
    const node = cluster.store.get<Node>('Node', '', 'n1')!;
    const addresses = [
      { type: 'Hostname', address: 'n1' },
      { type: 'ExternalIP', address: '203.0.113.7' },
      { type: 'InternalIP', address: '192.168.251.150' },
    ];
    cluster.store.put<Node>({ ...node, status: { ...node.status, addresses } });
    const wire = kernelConfigOf(cluster, 'n1').interfaces.find(({ name }) => name === 'eth0');
    expect(wire?.addresses).toEqual(['192.168.251.150/24']);
  });
});

describe('what listens on a Node', () => {
  it('is the API server on the control plane alone, at every address', () => {
    const cluster = clusterFixture();
    const api = (name: string) => kernelConfigOf(cluster, name).listeners.filter(({ port }) => port === 6443);
    const socket = { protocol: 'tcp', port: 6443, owner: 'kube-apiserver' };
    expect(api('control-plane')).toEqual([
      { ...socket, address: '0.0.0.0' },
      { ...socket, address: '::' },
    ]);
    expect(api('n1')).toEqual([]);
  });
});
