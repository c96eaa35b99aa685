import { expect, it } from 'vitest';
import type { Place } from '../../model/Trace.ts';
import { openSettled } from '../openSettled.ts';
import { reach } from './reach.ts';

const text = (network: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, nodePort: 31002}]}
---
apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: s}
spec: {nodeNetwork: ${network}}
`;

const CLIENT: Place = { kind: 'client' };
const N2: Place = { kind: 'node', name: 'n2' };

const ending = (network: string, from: Place, url: string): string[] => [
  ...new Set(reach(openSettled(text(network)).opened.cluster, from, url).traces.map((trace) => trace.ending.result)),
];

it.each([
  ['open', CLIENT, 'tcp://192.168.251.101:31002', 'delivered'],
  ['private', CLIENT, 'tcp://192.168.251.101:31002', 'timeout'],
  ['private', CLIENT, 'icmp://192.168.251.101', 'timeout'],
  ['private', CLIENT, 'tcp://203.0.113.10:80', 'delivered'],
  ['private', N2, 'tcp://192.168.251.101:31002', 'delivered'],
  // Nodes get out, and the answer back in
  ['private', N2, 'icmp://198.51.100.7', 'delivered'],
])('Nodes in a network that is %s, from %o: %s is %s', (network, from, url, result) => {
  expect(ending(network, from, url)).toEqual([result]);
});

it('the packet dies where it begins, and is told why', () => {
  const { cluster } = openSettled(text('private')).opened;
  const [trace] = reach(cluster, CLIENT, 'tcp://192.168.251.101:31002').traces;
  expect(trace?.hops.map(({ at }) => at.kind)).toEqual(['client', 'client']);
  expect(trace?.reason).toEqual([['nodesOutside', '192.168.251.101'], ['useBalancer']]);
});

it('another word is refused, and open is meant', () => {
  const { cluster, diagnostics } = openSettled(text('hidden')).opened;
  expect(cluster.settings.nodeNetwork).toBe('open');
  expect(diagnostics).toMatchObject([{ code: 'settings/invalid', path: 'spec.nodeNetwork' }]);
});
