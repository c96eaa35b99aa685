import { describe, expect, it } from 'vitest';
import type { IpFamily } from '../../model/Address.ts';
import type { ProxySettings } from '../cluster/Cluster.ts';
import { holdsLoopback, nodePortIPs, nodePortRanges } from './nodePortAddresses.ts';

const LOCAL = ['127.0.0.1', '::1', '192.168.251.101', '10.244.1.1', 'fd00:251::101', 'fd00:10:244:1::1'];
const PRIMARY = ['192.168.251.101', 'fd00:251::101'];

/** pkg/proxy/util/nodeport_addresses_test.go, TestGetNodeIPs, in these addresses (reference §12.17). */
describe('node port addresses', () => {
  const open = (
    nodePortAddresses: string[],
    family: IpFamily,
    mode: ProxySettings['mode'] = 'iptables',
  ): string[] | null =>
    nodePortIPs(nodePortRanges({ mode, nodePortAddresses } as ProxySettings, PRIMARY, family), LOCAL, true);

  it.each<[ranges: string[], ipv4: string[] | null, ipv6: string[] | null]>([
    [[], null, null],
    [['0.0.0.0/0', '::/0'], null, null],
    [['127.0.0.0/8', '0.0.0.0/0'], null, null],
    [['::1/128', '::/0'], null, null],
    [['127.0.0.0/8'], ['127.0.0.1'], null],
    [['::1/128'], null, ['::1']],
    [['127.0.0.1/32', '::1/128'], ['127.0.0.1'], ['::1']],
    [['192.168.251.0/24'], ['192.168.251.101'], null],
    [['10.0.0.0/8', '192.168.0.0/16'], ['192.168.251.101', '10.244.1.1'], null],
    [['192.168.251.101/32', '192.168.251.0/24'], ['192.168.251.101'], null],
    [['fd00:251::/64', '192.168.251.0/24'], ['192.168.251.101'], ['fd00:251::101']],
    [['172.16.0.0/12'], [], null],
    [['primary'], ['192.168.251.101'], ['fd00:251::101']],
  ])('%j', (ranges, ipv4, ipv6) => {
    expect(open(ranges, 'IPv4')).toEqual(ipv4);
    expect(open(ranges, 'IPv6')).toEqual(ipv6);
  });

  it('are the primary ones in mode nftables where nothing is set', () => {
    expect(open([], 'IPv4', 'nftables')).toEqual(['192.168.251.101']);
    expect(open([], 'IPv6', 'ipvs')).toBeNull();
  });

  it.each<[ranges: string[], expected: boolean]>([
    [[], true],
    [['0.0.0.0/0'], true],
    [['127.0.0.0/8'], true],
    [['127.0.0.1/32'], true],
    [['10.0.0.0/8'], false],
    [['126.0.0.0/7'], true],
    [['128.0.0.0/1'], false],
    [['::/0'], true],
  ])('%j have a loopback address: %s', (nodePortAddresses, expected) => {
    const ranges = nodePortRanges({ mode: 'iptables', nodePortAddresses } as unknown as ProxySettings, PRIMARY, 'IPv4');
    expect(holdsLoopback(ranges)).toBe(expected);
  });
});
