import { en } from '../../words/en.ts';
import { sayReason } from '../../words/say.ts';
import { expect, test } from 'vitest';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from './clusterFixture.ts';
import { randomPort } from './ports.ts';
import { reach } from './reach.ts';

/** Two Services, each with the other's node port at another Node for its endpoint. */
function ring(protocol: 'TCP' | 'UDP', mode: 'iptables' | 'nftables'): Cluster {
  const cluster = clusterFixture({ mode });
  const one = putPod(cluster, { name: 'one', node: 'n1', ip: '192.168.251.101', hostNetwork: true });
  const two = putPod(cluster, { name: 'two', node: 'n2', ip: '192.168.251.102', hostNetwork: true });
  const port = { protocol, port: 80 };
  putService(
    cluster,
    'a',
    { type: 'NodePort', clusterIP: '10.96.0.81', ports: [{ ...port, nodePort: 31001, targetPort: 31002 }] },
    [{ pod: two }],
  );
  putService(
    cluster,
    'b',
    { type: 'NodePort', clusterIP: '10.96.0.82', ports: [{ ...port, nodePort: 31002, targetPort: 31001 }] },
    [{ pod: one }],
  );
  return cluster;
}

// a Linux kernel with these rules answers so (npm run check:kernel makes such rings)
test.each<[protocol: 'TCP' | 'UDP', mode: 'iptables' | 'nftables', from: Place, result: string]>([
  ['TCP', 'iptables', { kind: 'client' }, 'unreachable'],
  ['TCP', 'nftables', { kind: 'client' }, 'unreachable'],
  ['TCP', 'iptables', { kind: 'node', name: 'n1' }, 'unreachable'],
  ['UDP', 'iptables', { kind: 'client' }, 'timeout'],
])('%s that goes round in a ring (%s) from %o ends when its TTL is over: %s', (protocol, mode, from, result) => {
  const url = `${protocol.toLowerCase()}://192.168.251.103:31001`;
  const { traces } = reach(ring(protocol, mode), from, url);
  expect(traces.map(({ ending }) => ending.result)).toEqual([result]);
  expect(sayReason(en, traces[0]?.reason ?? [])).toBe(
    `${traces[0]?.hops.findLast((hop) => !hop.reply)?.at.name} drops it: it went round between n1 and n2 until its time to live was over.`,
  );
  const translations = traces[0]?.hops.filter(({ hook, reply }) => hook === 'PREROUTING' && !reply) ?? [];
  expect(translations.length).toBeGreaterThan(60);
});

test('a masqueraded connection takes no port that another one has', () => {
  const free = randomPort('text');
  expect(randomPort('text')).toBe(free);
  expect(randomPort('text', (port) => port === free)).not.toBe(free);
  expect(randomPort('text', (port) => port !== 2048)).toBe(2048);
});
