import { describe, expect, it } from 'vitest';
import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from './clusterFixture.ts';
import { reach } from './reach.ts';

/** The flows of §12.2 for SCTP: a Service whose port 53 goes to 8080 of two Pods, and one without endpoints. */
function cluster(mode: 'iptables' | 'nftables' | 'ipvs'): Cluster {
  const made = clusterFixture({ mode });
  const one = putPod(made, { name: 'web-1', node: 'n1', ip: '10.244.1.2', listens: '8080/sctp' });
  const two = putPod(made, { name: 'web-2', node: 'n2', ip: '10.244.2.2', listens: '8080/sctp' });
  putPod(made, { name: 'tool', node: 'n3', ip: '10.244.3.2' });
  const ports = [{ protocol: 'SCTP' as const, port: 53, targetPort: 8080, nodePort: 30053 }];
  putService(made, 'web', { type: 'NodePort', clusterIP: '10.96.0.80', ports }, [{ pod: one }, { pod: two }]);
  putService(made, 'none', { clusterIP: '10.96.0.81', ports: [{ protocol: 'SCTP', port: 53, targetPort: 8080 }] }, []);
  return made;
}

const TOOL: Place = { kind: 'pod', namespace: 'default', name: 'tool' };
const CLIENT: Place = { kind: 'client' };

const ending = ({ ending: e }: Trace): string =>
  e.result === 'delivered' && 'pod' in e ? `${e.pod.split('/')[1]} sees ${e.source}` : e.result;

describe.each(['iptables', 'nftables', 'ipvs'] as const)('SCTP, mode %s', (mode) => {
  const made = cluster(mode);
  it.each<[Place, string, string]>([
    [TOOL, 'sctp://10.96.0.80:53', 'web-1 sees 10.244.3.2; web-2 sees 10.244.3.2'],
    [CLIENT, 'sctp://192.168.251.103:30053', 'web-1 sees 192.168.251.103; web-2 sees 192.168.251.103'],
    [TOOL, 'sctp://10.244.1.2:8080', 'web-1 sees 10.244.3.2'],
    [TOOL, 'sctp://10.244.1.2:8081', 'refused'],
    [TOOL, 'sctp://10.96.0.81:53', 'refused'],
    // the same numbers of another protocol are another port
    [TOOL, 'tcp://10.244.1.2:8080', 'refused'],
    [TOOL, 'tcp://10.96.0.80:53', mode === 'iptables' ? 'timeout' : 'refused'],
  ])('%o %s: %s', (from, url, expected) => {
    const { traces } = reach(made, from, url);
    expect([...new Set(traces.map(ending))].sort().join('; ')).toBe(expected);
  });

  it('begins with INIT and is answered with INIT-ACK, or with ABORT', () => {
    const flags = (url: string) => reach(made, TOOL, url).traces[0]?.hops.map((hop) => hop.after.flags);
    expect(new Set(flags('sctp://10.96.0.80:53'))).toEqual(new Set(['INIT', 'INIT-ACK']));
    expect(new Set(flags('sctp://10.244.1.2:8081'))).toEqual(new Set(['INIT', 'ABORT']));
  });
});
