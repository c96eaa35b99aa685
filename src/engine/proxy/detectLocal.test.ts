import { expect, test } from 'vitest';
import type { ProxySettings } from '../cluster/Cluster.ts';
import { localTrafficMatch } from './detectLocal.ts';

// pkg/proxy/util/utils.go, MapCIDRsByIPFamily
test.each([
  ['10.244.0.0/16', 'IPv4', '10.244.0.0/16'],
  ['fd00:10:244::/48, 10.244.0.0/16', 'IPv4', '10.244.0.0/16'],
  ['10.244.0.0/16,fd00:10:244::/48', 'IPv6', 'fd00:10:244::/48'],
  ['10.244.0.0/16,10.245.0.0/16', 'IPv4', '10.244.0.0/16'],
  ['10.244.0.0/16', 'IPv6', undefined],
  ['nonsense', 'IPv4', undefined],
] as const)('of the ranges "%s", %s goes by %s', (clusterCIDR, family, cidr) => {
  const match = localTrafficMatch({ detectLocalMode: 'ClusterCIDR', clusterCIDR } as ProxySettings, [], family);
  expect(match).toEqual(cidr && { kind: 'source', cidr });
});
