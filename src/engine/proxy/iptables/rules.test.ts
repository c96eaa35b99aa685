import { describe, expect, it } from 'vitest';
import type { ServiceSpec } from '../../../model/Service.ts';
import type { ProxySettings } from '../../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from '../../trace/clusterFixture.ts';
import { chainHash, endpointChainName, hashText } from '../chainHash.ts';
import { kernelConfigOf } from '../kernelConfig.ts';
import { renderIptablesSave } from './render.ts';
import { probability } from './renderRule.ts';

describe('names of chains', () => {
  it.each([
    ['ns1/svc1:p80', 'tcp', '', 'XPGD46QRK7WJZT7O'],
    ['ns1/svc1:p80', 'tcp', '10.180.0.1:80', 'SXIVWICOYRO3J4NJ'],
    ['kube-system/kube-dns:dns-tcp', 'tcp', '', 'ERIFXISQEP7F7OF4'],
    ['shop/web6', 'tcp', '[fd00:10:244::a]:8080', 'HHLZD4MBWCOBUVYI'],
  ])('%s %s %s', (port, protocol, endpoint, hash) => {
    if (endpoint) expect(endpointChainName(port, protocol, endpoint)).toBe(`KUBE-SEP-${hash}`);
    else expect(chainHash(port, protocol)).toBe(hash);
  });

  it('begin with eight characters in nftables mode', () => {
    expect(hashText('testing/service/tcp/http').slice(0, 8)).toBe('P4ZYZVCF');
  });
});

describe('probabilities', () => {
  it('are printed as the kernel keeps them', () => {
    const printed = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((n) => probability(1 / n));
    expect(printed.join(' ')).toBe(
      '0.50000000000 0.33333333349 0.25000000000 0.20000000019 0.16666666651 0.14285714272 0.12500000000 0.11111111101 0.10000000009 0.09090909082 0.08333333349 0.07692307699',
    );
  });
});

function rulesOf(services: number, endpoints: number, spec: Partial<ServiceSpec>, vips: string[] = []): string[] {
  const cluster = clusterFixture();
  for (let s = 0; s < services; s++) {
    const behind = Array.from({ length: endpoints }, (_, e) => ({
      pod: putPod(cluster, { name: `s${s}-${e}`, node: 'n1', ip: `10.244.1.${s * endpoints + e + 2}` }),
    }));
    putService(cluster, `s${s}`, { clusterIP: `10.96.0.${s + 1}`, ...spec }, behind, vips);
  }
  const text = renderIptablesSave(kernelConfigOf(cluster, 'n1'), 'IPv4', undefined, { date: '' });
  return text.split('\n').filter((line) => line.startsWith('-A KUBE'));
}

/** Upstream counts what kube-proxy itself writes; printed, nat has the nfacct rule of each node port besides. */
describe('the number of rules (§12.13)', () => {
  const natRules = (lines: string[]): number => lines.filter((l) => !/-j (DROP|REJECT|ACCEPT)/.test(l)).length;

  it.each([
    [0, 0, 5],
    [1, 1, 10],
    [1, 2, 13],
    [10, 1, 55],
    [10, 10, 325],
  ])('%i Services of %i endpoints: %i in nat', (services, endpoints, expected) => {
    expect(natRules(rulesOf(services, endpoints, {}))).toBe(expected);
  });

  it.each([
    [1, 1, 18],
    [1, 2, 21],
    [10, 1, 135],
    [10, 10, 405],
  ])('%i load balancers of %i endpoints: %i in nat', (services, endpoints, expected) => {
    const spec: Partial<ServiceSpec> = {
      type: 'LoadBalancer',
      externalIPs: ['1.2.3.4'],
      loadBalancerSourceRanges: ['0.0.0.0/1'],
      ports: [{ protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 }],
    };
    expect(natRules(rulesOf(services, endpoints, spec, ['1.2.3.4']))).toBe(expected);
  });
});

describe('options of kube-proxy', () => {
  const printed = (proxy: Partial<ProxySettings>, spec: Partial<ServiceSpec> = {}): string => {
    const cluster = clusterFixture(proxy);
    const pod = putPod(cluster, { name: 'web-1', node: 'n1', ip: '10.244.1.2' });
    putService(cluster, 'web', { clusterIP: '10.96.0.80', type: 'NodePort', externalTrafficPolicy: 'Local', ...spec }, [
      { pod },
    ]);
    return renderIptablesSave(kernelConfigOf(cluster, 'n1'), 'IPv4', 'nat', { date: '' });
  };
  const SVC = '-A KUBE-SVC-LOLE4ISW44XBNF3G';
  const match = '-p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ';
  const nodePort = { ports: [{ protocol: 'TCP' as const, port: 80, targetPort: 8080, nodePort: 30080 }] };
  const pods = (how: string): string =>
    `-A KUBE-EXT-LOLE4ISW44XBNF3G ${how} -m comment --comment "pod traffic for default/web external destinations" -j KUBE-SVC-LOLE4ISW44XBNF3G`;

  it.each<[string, Partial<ProxySettings>, string[]]>([
    ['ClusterCIDR', {}, [`${SVC} ! -s 10.244.0.0/16 -d 10.96.0.80/32 ${match}`, pods('-s 10.244.0.0/16')]],
    [
      'NodeCIDR',
      { detectLocalMode: 'NodeCIDR' },
      [`${SVC} ! -s 10.244.1.0/24 -d 10.96.0.80/32 ${match}`, pods('-s 10.244.1.0/24')],
    ],
    [
      'BridgeInterface',
      { detectLocalMode: 'BridgeInterface', bridgeInterface: 'cbr0' },
      [`${SVC} -d 10.96.0.80/32 ! -i cbr0 ${match}`, pods('-i cbr0')],
    ],
    [
      'InterfaceNamePrefix',
      { detectLocalMode: 'InterfaceNamePrefix', interfaceNamePrefix: 'veth' },
      [`${SVC} -d 10.96.0.80/32 ! -i veth+ ${match}`, pods('-i veth+')],
    ],
    ['masqueradeAll', { masqueradeAll: true }, [`${SVC} -d 10.96.0.80/32 ${match}`]],
    ['another mark', { masqueradeBit: 15 }, ['-A KUBE-MARK-MASQ -j MARK --set-xmark 0x8000/0x8000']],
    [
      'node ports at some addresses',
      { nodePortAddresses: ['192.168.251.0/24', '10.244.0.0/16'] },
      ['-A KUBE-SERVICES -d 192.168.251.101/32 -m comment', '-A KUBE-SERVICES -d 10.244.1.1/32 -m comment'],
    ],
    ['no node ports at loopback', { localhostNodePorts: false }, ['-A KUBE-SERVICES ! -d 127.0.0.0/8 -m comment']],
  ])('%s', (_, proxy, lines) => {
    const text = printed(proxy, nodePort);
    for (const line of lines) expect(text).toContain(line);
    const loopbackRule = text.includes('--dport 30080 -m nfacct --nfacct-name  localhost_nps_accepted_pkts');
    expect(loopbackRule).toBe(proxy.localhostNodePorts !== false && !proxy.nodePortAddresses);
  });

  // proxier.go, largeClusterEndpointsThreshold
  it('write no comments of endpoints in a large cluster', () => {
    const cluster = clusterFixture();
    const pods = Array.from({ length: 1000 }, (_, i) => ({
      pod: putPod(cluster, { name: `p${i}`, node: 'n2', ip: `10.244.${2 + (i >> 8)}.${i & 255}` }),
    }));
    const text = () => renderIptablesSave(kernelConfigOf(cluster, 'n1'), 'IPv4', 'nat', { date: '' });
    putService(cluster, 'web', { clusterIP: '10.96.0.80' }, pods);
    expect(text()).toContain('default/web ->');
    // a Service that did not change loses its comments by another's endpoints
    putService(cluster, 'more', { clusterIP: '10.96.0.81' }, pods.slice(0, 1));
    expect(text()).not.toContain('default/web ->');
    expect(text()).toContain('-p tcp -m tcp -j DNAT --to-destination 10.244.2.7:8080');
    expect(text()).toContain('"default/web cluster IP"');
  });
});

describe('what rules rest on', () => {
  const because = (chain: string, spec: Partial<ServiceSpec>): unknown[] => {
    const cluster = clusterFixture();
    const pod = putPod(cluster, { name: 'web-1', node: 'n1', ip: '10.244.1.2' });
    putService(cluster, 'web', { clusterIP: '10.96.0.80', ...spec }, [{ pod }], spec.type ? ['203.0.113.10'] : []);
    const { chains } = kernelConfigOf(cluster, 'n1').iptables.IPv4.nat;
    return (chains.get(`KUBE-${chain}-${chainHash('default/web', 'tcp')}`)?.rules ?? []).map((rule) => rule.because);
  };
  const field = (path: string) => ({ object: 'Service/default/web', path });

  it('is no selector where there is none', () => {
    expect(because('SVC', { selector: {} }).at(-1)).toEqual([{ object: 'Pod/default/web-1', path: '' }]);
  });

  it('is the ranges, also for the load balancer’s own address, where they hold the Node', () => {
    const ranges = field('spec.loadBalancerSourceRanges');
    expect(because('FW', { type: 'LoadBalancer', loadBalancerSourceRanges: ['192.168.0.0/16'] })).toEqual([
      [field('spec.loadBalancerSourceRanges[0]')],
      [ranges],
      [ranges],
    ]);
  });
});

it('a dump says which program made it', () => {
  const config = kernelConfigOf(clusterFixture(), 'n1');
  const head = (family: 'IPv4' | 'IPv6') => renderIptablesSave(config, family, 'nat', { date: 'now' }).split('\n')[0];
  expect(head('IPv4')).toBe('# Generated by iptables-save v1.8.9 (nf_tables) on now');
  expect(head('IPv6')).toBe('# Generated by ip6tables-save v1.8.9 (nf_tables) on now');
});
