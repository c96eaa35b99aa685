import { describe, expect, it } from 'vitest';
import type { Node } from '../../../model/Node.ts';
import type { ServiceSpec } from '../../../model/Service.ts';
import type { ProxySettings } from '../../cluster/Cluster.ts';
import { clusterFixture, putPod, putService } from '../../trace/clusterFixture.ts';
import { kernelConfigOf } from '../kernelConfig.ts';
import { renderNftTable } from './render.ts';

const FRONT: Partial<ServiceSpec> = {
  type: 'NodePort',
  clusterIP: '10.96.0.80',
  externalTrafficPolicy: 'Local',
  ports: [{ protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 }],
};

/** The rules about local Pods: of packets to Cluster IPs, and of a Service with externalTrafficPolicy Local. */
function about(proxy: Partial<ProxySettings>): { masquerade: string | undefined; short: string | undefined } {
  const cluster = clusterFixture({ ...proxy, mode: 'nftables' });
  const pod = putPod(cluster, { name: 'web', node: 'n1', ip: '10.244.1.2' });
  putService(cluster, 'web', FRONT, [{ pod }]);
  const { nftables } = kernelConfigOf(cluster, 'n1');
  if (!nftables) throw new Error('not in mode nftables');
  const lines = renderNftTable(nftables.IPv4)
    .split('\n')
    .map((line) => line.trim());
  const [, masquerade] =
    /^ip daddr @cluster-ips (.*)meta mark set/.exec(lines.find((l) => l.includes('clusterIP traffic')) ?? '') ?? [];
  const [, short] = /^(.*) goto service-/.exec(lines.find((l) => l.includes('short-circuit pod traffic')) ?? '') ?? [];
  return { masquerade: masquerade?.trim(), short };
}

/** pkg/proxy/util/localdetector.go, IfLocalNFT and IfNotLocalNFT. */
describe('what mode nftables takes for traffic of local Pods', () => {
  it.each<[what: string, proxy: Partial<ProxySettings>, masquerade: string | undefined, short: string | undefined]>([
    ['ClusterCIDR', { clusterCIDR: '10.244.0.0/16' }, 'ip saddr != 10.244.0.0/16', 'ip saddr 10.244.0.0/16'],
    ['NodeCIDR', { detectLocalMode: 'NodeCIDR' }, 'ip saddr != 10.244.1.0/24', 'ip saddr 10.244.1.0/24'],
    [
      'BridgeInterface',
      { detectLocalMode: 'BridgeInterface', bridgeInterface: 'cbr0' },
      'iifname != "cbr0"',
      'iifname "cbr0"',
    ],
    [
      'InterfaceNamePrefix',
      { detectLocalMode: 'InterfaceNamePrefix', interfaceNamePrefix: 'veth' },
      'iifname != "veth*"',
      'iifname "veth*"',
    ],
    [
      'InterfaceNamePrefix, of a name with a plus in it',
      { detectLocalMode: 'InterfaceNamePrefix', interfaceNamePrefix: 'a+b' },
      'iifname != "a+b*"',
      'iifname "a+b*"',
    ],
    ['a range of the other family: none', { clusterCIDR: 'fd00::/48' }, undefined, undefined],
    ['all, with masqueradeAll', { masqueradeAll: true }, '', 'ip saddr 10.244.0.0/16'],
  ])('%s', (_, proxy, masquerade, short) => expect(about(proxy)).toEqual({ masquerade, short }));

  it('follows a Node that comes back with another range', () => {
    const cluster = clusterFixture({ mode: 'nftables', detectLocalMode: 'NodeCIDR' });
    const pod = putPod(cluster, { name: 'web', node: 'n1', ip: '10.244.1.2' });
    putService(cluster, 'web', FRONT, [{ pod }]);
    const shorts = (): string[] =>
      [...(kernelConfigOf(cluster, 'n1').nftables?.IPv4.chains.values() ?? [])].flatMap(({ rules }) =>
        rules
          .filter(({ comment }) => comment === 'short-circuit pod traffic')
          .flatMap(({ matches }) => matches.flatMap((match) => (match.kind === 'address' ? match.cidrs : []))),
      );
    expect(shorts()).toEqual(['10.244.1.0/24']);
    const node = cluster.store.get<Node>('Node', undefined, 'n1')!;
    cluster.store.put<Node>({ ...node, spec: { podCIDR: '10.244.9.0/24', podCIDRs: ['10.244.9.0/24'] } });
    expect(shorts()).toEqual(['10.244.9.0/24']);
  });

  it('marks with the bit that masqueradeBit says', () => {
    const cluster = clusterFixture({ mode: 'nftables', masqueradeBit: 5 });
    const { nftables } = kernelConfigOf(cluster, 'n1');
    const text = nftables ? renderNftTable(nftables.IPv4) : '';
    expect(text).toContain('meta mark set meta mark | 0x00000020 comment "masquerade clusterIP traffic');
    expect(text).toContain('meta mark & 0x00000020 != 0x00000000 meta mark set meta mark ^ 0x00000020 masquerade');
  });

  it('tells the highest bit as a prefix', () => {
    const { nftables } = kernelConfigOf(clusterFixture({ mode: 'nftables', masqueradeBit: 31 }), 'n1');
    expect(nftables && renderNftTable(nftables.IPv4)).toContain(
      '\t\tmeta mark != 0x00000000/1 meta mark set meta mark ^ 0x80000000 masquerade fully-random\n',
    );
  });
});
