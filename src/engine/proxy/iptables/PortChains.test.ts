import { expect, it } from 'vitest';
import type { Cluster } from '../../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from '../../trace/clusterFixture.ts';
import { endpointChainName } from '../chainHash.ts';
import { kernelConfigOf } from '../kernelConfig.ts';
import { EndpointChain } from './endpointChains.ts';

const put = (cluster: Cluster, name: string, clusterIP: string, ip: string): void => {
  const pod = putPod(cluster, { name, node: 'n1', ip });
  putService(cluster, name, { clusterIP, ports: [{ protocol: 'TCP', port: 80, targetPort: 8080 }] }, [
    { pod, state: 'ready' },
  ]);
};

/** Where the chain of an endpoint of `default/web` sends what comes to it; undefined where there is none. */
const targetOf = (cluster: Cluster, ip: string): unknown =>
  kernelConfigOf(cluster, 'n1')
    .iptables.IPv4.nat.chains.get(endpointChainName('default/web', 'tcp', `${ip}:8080`))
    ?.rules.at(-1)?.target;

it('an endpoint’s chain is found by its name alone, before and after a change', () => {
  const cluster = clusterFixture();
  put(cluster, 'other', '10.96.0.20', '10.244.1.9');
  put(cluster, 'web', '10.96.0.10', '10.244.1.2');
  expect(targetOf(cluster, '10.244.1.2')).toEqual({ kind: 'dnat', ip: '10.244.1.2', port: 8080 });
  expect(targetOf(cluster, '10.244.1.3')).toBeUndefined();
  put(cluster, 'web', '10.96.0.10', '10.244.1.3');
  expect(targetOf(cluster, '10.244.1.3')).toEqual({ kind: 'dnat', ip: '10.244.1.3', port: 8080 });
  expect(targetOf(cluster, '10.244.1.2')).toBeUndefined();
});

// more than 1,000 endpoints: rules without comments (proxier.go, largeClusterEndpointsThreshold)
it.each([
  [false, 0, ['source', 'comment'], ['protocol', 'comment', 'destinationPort']],
  [false, 60, ['source', 'comment'], ['protocol', 'comment', 'recentSet', 'destinationPort']],
  [true, 0, ['source'], ['protocol', 'destinationPort']],
  [true, 60, ['source'], ['protocol', 'recentSet', 'destinationPort']],
])('an endpoint’s rules, large cluster: %s, seconds of affinity: %i', (large, affinitySeconds, hairpin, translated) => {
  const port = { name: 'default/web', protocol: 'tcp', affinitySeconds } as ConstructorParameters<
    typeof EndpointChain
  >[0];
  const endpoint = { text: '10.244.1.2:80', ip: '10.244.1.2', port: 80 } as ConstructorParameters<
    typeof EndpointChain
  >[1];
  const { rules } = new EndpointChain(port, endpoint, large);
  expect(rules.map(({ matches }) => matches.map(({ kind }) => kind))).toEqual([hairpin, translated]);
  expect(rules[0]?.matches[0]).toEqual({ kind: 'source', cidr: '10.244.1.2/32' });
});
