import { expect, test } from 'vitest';
import type { ServiceSpec } from '../../model/Service.ts';
import type { Place } from '../../model/Trace.ts';
import type { ProxySettings } from '../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from './clusterFixture.ts';
import { reach } from './reach.ts';

const POD: Place = { kind: 'pod', namespace: 'default', name: 'asker' };
const CLIENT: Place = { kind: 'client' };

/** Why a connection dies on n1: all that it comes to, of a Service with an endpoint on n2 or none. */
function reasons(
  mode: ProxySettings['mode'],
  spec: Partial<ServiceSpec>,
  served: boolean,
  from: Place,
  url: string,
): string[] {
  const cluster = clusterFixture({ mode });
  putPod(cluster, { name: 'asker', node: 'n1', ip: '10.244.1.2' });
  const pod = putPod(cluster, { name: 'web', node: 'n2', ip: '10.244.2.2' });
  const ports: ServiceSpec['ports'] = [{ protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30001 }];
  putService(cluster, 'web', { type: 'NodePort', clusterIP: '10.96.0.82', ports, ...spec }, served ? [{ pod }] : []);
  return [...new Set(reach(cluster, from, url).traces.map(({ reason }) => JSON.stringify(reason)))];
}

const LOCAL = { internalTrafficPolicy: 'Local', externalTrafficPolicy: 'Local' } as const;
const IP = 'tcp://10.96.0.82:80';
const NODE_PORT = 'tcp://192.168.251.101:30001';

// §5.5 and §6.3: REJECT where nobody could answer, DROP where a policy keeps this Node from those who could
test.each(['iptables', 'nftables'] as const)('mode %s says whether nobody serves, or nobody here', (mode) => {
  const none = [['noEndpoints', 'n1', 'web'], ['matchReadyPod']];
  const nobody = [['noEndpoints', 'n1', 'web'], ['giveEndpoint']];
  const noLocal = (policy: string) => [
    ['droppedNoLocal', 'n1', 'web', policy],
    ['useCluster', 'n1'],
  ];
  for (const [spec, served, from, url, expected] of [
    [{}, false, POD, IP, none],
    [{}, false, CLIENT, NODE_PORT, none],
    [{ selector: undefined as never }, false, POD, IP, nobody],
    [LOCAL, true, POD, IP, noLocal('internalTrafficPolicy')],
    [LOCAL, true, CLIENT, NODE_PORT, noLocal('externalTrafficPolicy')],
  ] as const)
    expect(reasons(mode, spec, served, from, url)).toEqual([JSON.stringify(expected)]);
});
