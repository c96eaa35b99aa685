import { describe, expect, it } from 'vitest';
import type { Service, ServiceSpec } from '../../../model/Service.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { execute } from '../../shell/execute.ts';
import { clusterFixture, putPod, putService } from '../../trace/clusterFixture.ts';

type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A Service with one or two Pods behind it; the second one can go, and come back. */
function made(protocol: Protocol, spec: Partial<ServiceSpec> = {}) {
  const cluster = clusterFixture({ mode: 'ipvs' });
  const listens = `8080/${protocol.toLowerCase()}`;
  const [one, two] = [2, 3].map((n) => putPod(cluster, { name: `web-${n}`, node: 'n1', ip: `10.244.1.${n}`, listens }));
  if (!one || !two) throw new Error('no Pods');
  putPod(cluster, { name: 'tool', node: 'n1', ip: '10.244.1.9' });
  const ports = [{ protocol, port: 80, targetPort: 8080 }];
  const behind = (...pods: (typeof one)[]): void => {
    putService(
      cluster,
      'web',
      { clusterIP: '10.96.0.80', ports, ...spec },
      pods.map((pod) => ({ pod })),
    );
  };
  behind(one, two);
  return { cluster, behind, one, two };
}

/** Connections of a Pod, as many as there are endpoints, so that each gets one. */
function ask(cluster: Cluster, protocol: Protocol): void {
  const line = protocol === 'UDP' ? 'echo hi | nc -u -w1 10.96.0.80 80' : 'nc -z -w1 10.96.0.80 80';
  for (let n = 0; n < 2; n++) execute(cluster, 'pod/tool', line, '');
}

/** The real servers as `ipvsadm -Ln` prints them: address, weight, connections that have ended. */
const shown = (cluster: Cluster): string[] =>
  [...execute(cluster, 'node/n1', 'ipvsadm -Ln', '').stdout.matchAll(/-> (10\S+) +Masq +(\d+) +0 +(\d+)/g)].map((m) =>
    m.slice(1).join(' '),
  );

/** pkg/proxy/ipvs/graceful_termination_test.go, Test_GracefulDeleteRS. */
describe('a real server that is no endpoint any more', () => {
  it.each<[what: string, protocol: Protocol, asked: boolean, expected: string[]]>([
    ['without connections is deleted at once', 'TCP', false, ['10.244.1.2:8080 1 0']],
    ['keeps weight 0 while there are TCP connections', 'TCP', true, ['10.244.1.2:8080 1 1', '10.244.1.3:8080 0 1']],
    ['of UDP is deleted at once, whatever there is', 'UDP', true, ['10.244.1.2:8080 1 1']],
  ])('%s', (_, protocol, asked, expected) => {
    const { cluster, behind, one } = made(protocol);
    if (asked) ask(cluster, protocol);
    behind(one);
    expect(shown(cluster)).toEqual(expected);
  });

  it('goes with its last connection', () => {
    const { cluster, behind, one } = made('TCP');
    ask(cluster, 'TCP');
    behind(one);
    cluster.now += 121_000;
    expect(shown(cluster)).toEqual(['10.244.1.2:8080 1 0']);
  });

  it('gets no new connection, not even of a client that it served (expire_quiescent_template)', () => {
    const { cluster, behind, one, two } = made('TCP', {
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 1000 } },
    });
    ask(cluster, 'TCP');
    const served = shown(cluster).find((line) => line.endsWith(' 2'));
    behind(served?.startsWith('10.244.1.2') ? two : one);
    ask(cluster, 'TCP');
    expect(
      shown(cluster)
        .map((line) => line.split(' ').slice(1).join(' '))
        .sort(),
    ).toEqual(['0 2', '1 2']);
  });

  it('is deleted and added again, with weight 1, when it comes back', () => {
    const { cluster, behind, one, two } = made('TCP');
    ask(cluster, 'TCP');
    behind(one);
    behind(one, two);
    expect(shown(cluster)).toEqual(['10.244.1.2:8080 1 1', '10.244.1.3:8080 1 1']);
  });

  it('goes with its virtual server, when the Service is deleted (cleanLegacyService)', () => {
    const { cluster, behind, one } = made('TCP');
    ask(cluster, 'TCP');
    behind(one);
    const service = cluster.store.get<Service>('Service', 'default', 'web');
    expect(service).toBeDefined();
    cluster.store.remove('Service/default/web');
    expect(shown(cluster)).toEqual([]);
  });
});
