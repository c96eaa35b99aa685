import { describe, expect, it } from 'vitest';
import type { Service, ServiceSpec } from '../../model/Service.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster, ProxySettings } from '../cluster/Cluster.ts';
import { Random } from '../cluster/Random.ts';
import { cleanStaleFlows } from '../proxy/staleFlows.ts';
import { clusterFixture, putPod, putService } from './clusterFixture.ts';
import { connect } from './connect.ts';
import { connectionsOf } from './connectionsOf.ts';
import { reach } from './reach.ts';
import { tally } from './tally.ts';

const TOOL: Place = { kind: 'pod', namespace: 'default', name: 'tool' };
const URL = 'tcp://10.96.0.80:80';

function shop(spec: Partial<ServiceSpec>, mode: ProxySettings['mode'] = 'iptables'): Cluster {
  const cluster = clusterFixture({ mode });
  const pods = [1, 2, 3].map((n) =>
    putPod(cluster, { name: `web-${n}`, node: `n${n}`, ip: `10.244.${n}.2`, listens: '8080/tcp,53/udp' }),
  );
  putPod(cluster, { name: 'tool', node: 'n3', ip: '10.244.3.9' });
  putService(
    cluster,
    'web',
    { clusterIP: '10.96.0.80', ...spec },
    pods.map((pod) => ({ pod })),
  );
  return cluster;
}

const podOf = (cluster: Cluster, random: Random, url = URL): string => {
  const { ending } = connect(cluster, TOOL, url, random);
  return ending.result === 'delivered' && 'pod' in ending ? ending.pod : ending.result;
};

describe('connect', () => {
  it('is decided by the seed', () => {
    const run = (seed: number): string[] => {
      const cluster = shop({});
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => podOf(cluster, random));
    };
    expect(run(7)).toEqual(run(7));
    expect(new Set(run(7)).size).toBe(3);
    expect(run(7)).not.toEqual(run(8));
  });

  it.each(['iptables', 'nftables'] as const)('keeps to one Pod with session affinity, %s', (mode) => {
    const cluster = shop(
      { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } },
      mode,
    );
    const random = new Random(3);
    const first = podOf(cluster, random);
    for (let i = 0; i < 10; i++) {
      cluster.now += 50_000; // each connection renews the time
      expect(podOf(cluster, random)).toBe(first);
    }
    expect(reach(cluster, TOOL, URL).traces).toHaveLength(1);
    expect(reach(cluster, { kind: 'node', name: 'n1' }, URL).traces).toHaveLength(3);
    cluster.now += 61_000;
    expect(reach(cluster, TOOL, URL).traces).toHaveLength(3);
  });

  it('leaves a flow of UDP until another endpoint serves and its own does not', () => {
    const udp = { protocol: 'UDP' as const, port: 53, targetPort: 53 };
    const cluster = shop({ ports: [udp] });
    const chosen = podOf(cluster, new Random(1), 'udp://10.96.0.80:53');
    expect(connectionsOf(cluster, 'n3')).toHaveLength(1);
    const name = chosen.slice('default/'.length);
    const others = ['web-1', 'web-2', 'web-3'].filter((n) => n !== name);
    const pod = (n: string) => putPod(cluster, { name: n, node: `n${n.slice(4)}`, ip: `10.244.${n.slice(4)}.2` });
    putService(cluster, 'web', { clusterIP: '10.96.0.80', ports: [udp] }, []);
    cleanStaleFlows(cluster);
    expect(connectionsOf(cluster, 'n3')).toHaveLength(1);
    putService(
      cluster,
      'web',
      { clusterIP: '10.96.0.80', ports: [udp] },
      others.map((n) => ({ pod: pod(n) })),
    );
    cleanStaleFlows(cluster);
    expect(connectionsOf(cluster, 'n3')).toHaveLength(0);
  });
});

describe('reach', () => {
  it('has shares that add up to one', () => {
    const cluster = shop({ type: 'LoadBalancer' });
    const service = cluster.store.get<Service>('Service', 'default', 'web');
    if (!service) throw new Error('no Service');
    cluster.store.put<Service>({
      ...service,
      status: { loadBalancer: { ingress: [{ ip: '203.0.113.10', ipMode: 'VIP' }] } },
    });
    const answer = reach(cluster, { kind: 'client' }, 'tcp://203.0.113.10:80');
    expect(answer.traces).toHaveLength(9);
    expect(answer.traces.reduce((sum, trace) => sum + trace.share, 0)).toBeCloseTo(1);
    const { counts } = tally(answer, 900, new Random(5));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(900);
    expect(Math.min(...counts)).toBeGreaterThan(60);
  });

  it('changes nothing', () => {
    const cluster = shop({ sessionAffinity: 'ClientIP' });
    reach(cluster, TOOL, URL);
    expect(cluster.kernels.size).toBe(0);
  });

  it('answers for what is no address, too', () => {
    const [trace] = reach(shop({}), TOOL, 'web').traces;
    expect(trace?.ending.result).toBe('unresolved');
  });
});
