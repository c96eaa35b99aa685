import { expect, test } from 'vitest';
import type { Packet } from '../../model/Packet.ts';
import { everyWay } from '../kernel/Chooser.ts';
import { openSettled } from '../openSettled.ts';
import { follow } from './follow.ts';
import { reach, SOURCE_PORT } from './reach.ts';
import { startFrom } from './start.ts';
import { readTarget } from './target.ts';

const cluster = (proxy: string) =>
  openSettled(`apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
${proxy}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
`).opened.cluster;

/** What becomes of a packet that comes by the wire to n1, with such addresses. */
function arriving(proxy: string, addresses: Partial<Packet>) {
  const url = 'tcp://192.168.251.101:30080';
  const target = readTarget(url);
  const from = { kind: 'node', name: 'n2' } as const;
  const start = target && startFrom(cluster(proxy), from, target, '192.168.251.101', SOURCE_PORT, everyWay);
  if (!start || !('world' in start)) throw new Error('not started');
  const packet = { ...start.flight.packet, ...addresses };
  const flight = { ...start.flight, at: { kind: 'node', name: 'n1' } as const, inDevice: 'eth0', packet };
  const [finished] = follow(start.world, [flight], 10).finished;
  return { result: finished?.ending.result, reason: finished?.reason };
}

// ip_route_input_slow of net/ipv4/route.c; route_localnet is what kube-proxy sets for localhostNodePorts
test.each<[proxy: string, addresses: Partial<Packet>, result: string, reason: string]>([
  ['mode: iptables', {}, 'delivered', 'answers'],
  ['mode: iptables', { src: '192.168.251.101' }, 'timeout', 'ownSource'],
  ['mode: nftables', { src: '192.168.251.101' }, 'timeout', 'ownSource'],
  ['mode: nftables', { src: '127.0.0.1' }, 'timeout', 'loopbackIn'],
  ['mode: nftables', { dst: '127.0.0.1' }, 'timeout', 'loopbackIn'],
  ['mode: iptables\niptables: {localhostNodePorts: false}', { dst: '127.0.0.1' }, 'timeout', 'loopbackIn'],
  // with route_localnet it is no martian, and the kubelet's rule in KUBE-FIREWALL drops it
  ['mode: iptables', { dst: '127.0.0.1', dport: 10249 }, 'timeout', 'loopbackCalled'],
])('in %s a packet with %j that comes by a wire: %s', (proxy, addresses, result, reason) => {
  const end = arriving(proxy, addresses);
  expect(end.result).toBe(result);
  expect(end.reason?.[0]?.[0]).toBe(reason);
});

test.each([
  ['mode: iptables', 'delivered'],
  ['mode: iptables\niptables: {localhostNodePorts: false}', 'refused'],
  ['mode: nftables', 'refused'],
])('in %s a Node that calls 127.0.0.1:30080: %s', (proxy, result) => {
  const [trace] = reach(cluster(proxy), { kind: 'node', name: 'n1' }, 'tcp://127.0.0.1:30080').traces;
  expect(trace?.ending.result).toBe(result);
});

test('no reverse path is asked for: a source that would be answered elsewhere comes in', () => {
  // rp_filter is 0, see docs/limits.md: the address is routed by another Node
  expect(arriving('mode: iptables', { src: '10.244.3.9' }).reason?.[0]?.[0]).not.toBe('ownSource');
});
