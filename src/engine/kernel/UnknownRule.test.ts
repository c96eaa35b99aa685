import { expect, test } from 'vitest';
import type { NftRule } from '../../model/Nftables.ts';
import type { Rule } from '../../model/Rule.ts';
import { clusterFixture } from '../trace/clusterFixture.ts';
import { kernelConfigOf } from '../proxy/kernelConfig.ts';
import { reach } from '../trace/reach.ts';

const ask = (cluster: Parameters<typeof reach>[0]): unknown =>
  reach(cluster, { kind: 'client' }, 'tcp://192.168.251.101:80');

test.each<[what: string, rule: object]>([
  [
    'unknown match {"kind":"ttl"} in rule x: {"matches":[{"kind":"ttl"}],"target":{"kind":"drop"}}',
    { matches: [{ kind: 'ttl' }], target: { kind: 'drop' } },
  ],
  [
    'unknown target {"kind":"tproxy"} in rule x: {"matches":[],"target":{"kind":"tproxy"}}',
    { matches: [], target: { kind: 'tproxy' } },
  ],
])('iptables: %s', (message, rule) => {
  const cluster = clusterFixture();
  const chain = kernelConfigOf(cluster, 'n1').iptables.IPv4.nat.chains.get('PREROUTING');
  chain?.rules.unshift({ id: 'x', because: [], ...rule } as unknown as Rule);
  expect(() => ask(cluster)).toThrow(message);
});

test.each<[what: string, rule: object]>([
  [
    'unknown match {"kind":"ttl"} in rule x: {"matches":[{"kind":"ttl"}],"statements":[]}',
    { matches: [{ kind: 'ttl' }], statements: [] },
  ],
  [
    'unknown statement {"kind":"queue"} in rule x: {"matches":[],"statements":[{"kind":"queue"}]}',
    { matches: [], statements: [{ kind: 'queue' }] },
  ],
])('nftables: %s', (message, rule) => {
  const cluster = clusterFixture({ mode: 'nftables' });
  const chain = kernelConfigOf(cluster, 'n1').nftables?.IPv4.chains.get('nat-prerouting');
  chain?.rules.unshift({ id: 'x', because: [], ...rule } as unknown as NftRule);
  expect(() => ask(cluster)).toThrow(message);
});
