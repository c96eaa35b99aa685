import { describe, expect, it } from 'vitest';
import type { Cluster } from '../cluster/Cluster.ts';
import type { KeptEntry } from '../kernel/KernelState.ts';
import { kernelState } from '../trace/kernelState.ts';
import { clusterFixture, putPod, putService } from '../trace/clusterFixture.ts';
import { cleanStaleFlows } from './staleFlows.ts';

const SERVING = '10.244.1.2';
const GONE = '10.244.1.3';

function shop(): Cluster {
  const cluster = clusterFixture();
  const serving = { pod: putPod(cluster, { name: 'web-1', node: 'n1', ip: SERVING }) };
  const draining = {
    pod: putPod(cluster, { name: 'web-2', node: 'n1', ip: '10.244.1.4' }),
    state: 'draining' as const,
  };
  const ports = (protocol: 'UDP' | 'TCP', nodePort: number) => [{ protocol, port: 53, targetPort: 5353, nodePort }];
  const more = { type: 'LoadBalancer' as const, externalIPs: ['192.0.2.9'] };
  putService(
    cluster,
    'dns',
    { clusterIP: '10.96.0.10', ports: ports('UDP', 30053), ...more },
    [serving, draining],
    ['203.0.113.10'],
  );
  putService(cluster, 'dns-tcp', { clusterIP: '10.96.0.10', ports: ports('TCP', 30053) }, [serving]);
  putService(cluster, 'none', { clusterIP: '10.96.0.11', ports: ports('UDP', 30054) }, []);
  const gone = { pod: putPod(cluster, { name: 'old', node: 'n1', ip: '10.244.1.5' }), state: 'gone' as const };
  putService(cluster, 'quiet', { clusterIP: '10.96.0.12', ports: ports('UDP', 30055) }, [gone]);
  return cluster;
}

/** pkg/proxy/conntrack/cleanup_test.go, TestCleanStaleEntries (reference §12.17). */
describe('kube-proxy cleans up flows', () => {
  const flow = (dst: string, dport: number, to: string, protocol: KeptEntry['protocol'] = 'udp'): KeptEntry => ({
    protocol,
    original: { src: '10.244.3.2', sport: 5000, dst, dport },
    reply: { src: to, sport: 5353, dst: '10.244.3.2', dport: 5000 },
    snatRule: '',
    seen: { first: 0, last: 0, answered: true, used: false },
  });

  it.each<[what: string, entry: KeptEntry, deleted: boolean]>([
    ['of a Cluster IP to an endpoint that is gone', flow('10.96.0.10', 53, GONE), true],
    ['of a load balancer', flow('203.0.113.10', 53, GONE), true],
    ['of an external IP', flow('192.0.2.9', 53, GONE), true],
    ['of a node port', flow('192.168.251.103', 30053, GONE), true],
    ['to an endpoint that serves', flow('10.96.0.10', 53, SERVING), false],
    ['to one that terminates and still serves', flow('10.96.0.10', 53, '10.244.1.4'), false],
    ['of a node port to an endpoint that serves', flow('192.168.251.103', 30053, SERVING), false],
    ['of a Service that has no endpoint at all', flow('10.96.0.11', 53, GONE), false],
    ['of a Service none of whose endpoints serves', flow('10.96.0.12', 53, GONE), false],
    ['of its node port', flow('192.168.251.103', 30054, GONE), false],
    ['of another port of the address', flow('10.96.0.10', 54, GONE), false],
    ['of nobody’s address', flow('8.8.8.8', 53, '8.8.8.8'), false],
    ['of TCP', flow('10.96.0.10', 53, GONE, 'tcp'), false],
  ])('%s', (_, entry, deleted) => {
    const cluster = shop();
    kernelState(cluster, 'n3')?.conntrack.push(entry);
    cleanStaleFlows(cluster, 'n1');
    expect(entry.ended).toBeUndefined();
    cleanStaleFlows(cluster, 'n3');
    expect(entry.ended?.by).toBe(deleted ? 'kube-proxy' : undefined);
  });
});

it('what was masqueraded to a Pod of the same Node goes with its device', () => {
  const cluster = shop();
  const entry = (to: string, snatRule: string): KeptEntry => ({
    protocol: 'tcp',
    original: { src: '198.51.100.7', sport: 5000, dst: '192.168.251.101', dport: 30080 },
    reply: { src: to, sport: 8080, dst: '10.244.1.1', dport: 5000 },
    snatRule,
    seen: { first: 0, last: 0, answered: true, used: true },
  });
  const own = [entry(GONE, 'rule'), entry(SERVING, 'rule'), entry(GONE, '')];
  const others = [entry(GONE, 'rule')];
  kernelState(cluster, 'n1')?.conntrack.push(...own);
  kernelState(cluster, 'n3')?.conntrack.push(...others);
  cleanStaleFlows(cluster);
  expect([...own, ...others].map(({ ended }) => ended?.by)).toEqual(['kernel', undefined, undefined, undefined]);
});
