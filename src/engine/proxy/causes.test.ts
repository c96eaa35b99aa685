import { describe, expect, it } from 'vitest';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { ServiceSpec } from '../../model/Service.ts';
import type { SourceRef } from '../../model/Span.ts';
import { clusterFixture, putPod, putService } from '../trace/clusterFixture.ts';
import answers from './causes.txt?raw';
import { chainsInOrder } from './iptables/renderList.ts';
import { renderRule } from './iptables/renderRule.ts';
import { kernelConfigOf } from './kernelConfig.ts';
import { renderNftRule } from './nftables/renderNftRule.ts';

// A click on a rule leads to the lines of the manifest that it comes from: an address and a port to where they are
// written, a refusal to the policy or the selector that leaves nobody to answer, a source range to itself.

const MODES = ['iptables', 'nftables', 'ipvs'] as const;

const ports: ServiceSpec['ports'] = [{ protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30001 }];
const front: Partial<ServiceSpec> = {
  type: 'LoadBalancer',
  clusterIP: '10.96.0.82',
  externalIPs: ['192.0.2.7'],
  externalTrafficPolicy: 'Local',
  internalTrafficPolicy: 'Local',
  healthCheckNodePort: 30100,
  loadBalancerSourceRanges: ['198.51.100.0/24', '203.0.113.10/32'],
  ports,
};
const open: Partial<ServiceSpec> = { type: 'NodePort', clusterIP: '10.96.0.83', sessionAffinity: 'ClientIP', ports };

function config(mode: (typeof MODES)[number], spec: Partial<ServiceSpec>, where: string[]): KernelConfig {
  const cluster = clusterFixture({ mode });
  const pods = where.map((node, i) => ({
    pod: putPod(cluster, { name: `on-${node}`, node, ip: `10.244.${i + 1}.2` }),
  }));
  putService(cluster, 'web', spec, pods, spec.type === 'LoadBalancer' ? ['203.0.113.10'] : []);
  return kernelConfigOf(cluster, 'n1');
}

const cited = (because: readonly SourceRef[]): string =>
  because.map(({ object, path }) => (object === 'Service/default/web' ? path || 'the Service' : object)).join(', ');

/** What stands for the Service in one kernel, each thing with the fields that it cites. */
function things({ iptables, nftables, ipvs }: KernelConfig): string[] {
  const lines: [text: string, because: readonly SourceRef[]][] = [];
  for (const table of Object.values(iptables.IPv4))
    for (const { name, rules } of chainsInOrder(table))
      for (const rule of rules) lines.push([`-A ${name} ${renderRule(rule, 'IPv4')}`, rule.because]);
  const { chains = [], maps = [] } = nftables?.IPv4 ?? {};
  for (const [name, { rules }] of chains)
    for (const rule of rules) {
      lines.push([`${name}: ${renderNftRule(rule, 'IPv4')}`, rule.because]);
      for (const statement of rule.statements)
        if (statement.kind === 'dnatRandom') {
          lines.push([`${name}: one of ${statement.endpoints.length}`, statement.because]);
          for (const { ip, port, because } of statement.endpoints) lines.push([`${name}: to ${ip}:${port}`, [because]]);
        }
    }
  for (const [name, { elements }] of maps)
    for (const [key, { verdict, because }] of elements) lines.push([`@${name} { ${key} : ${verdict.kind} }`, because]);
  for (const { name, entries } of ipvs?.IPv4.sets.values() ?? [])
    for (const [entry, because] of entries) lines.push([`${name} ${entry}`, because]);
  for (const { id, because, empty, servers } of ipvs?.IPv4.servers.values() ?? []) {
    lines.push([id, because]);
    if (servers.length === 0) lines.push([`${id}, without real servers`, empty]);
    for (const server of servers) lines.push([`${id} -> ${server.text}`, server.because]);
  }
  return lines.filter(([, because]) => because.length > 0).map(([text, because]) => `${text}\n    ${cited(because)}`);
}

const rulesOf = ({ iptables, nftables }: KernelConfig): { id: string; at: string }[] => [
  ...Object.values(iptables.IPv4).flatMap((table) =>
    chainsInOrder(table).flatMap(({ name, rules }) => rules.map(({ id }) => ({ id, at: `${table.name}/${name}/` }))),
  ),
  ...[...(nftables?.IPv4.chains ?? [])].flatMap(([name, { rules }]) => rules.map(({ id }) => ({ id, at: `${name}/` }))),
];

describe('the fields that rules come from', () => {
  const cases: [what: string, spec: Partial<ServiceSpec>, where: string[]][] = [
    ['a load balancer, policies Local, endpoints here and elsewhere', front, ['n1', 'n2']],
    ['the same, endpoints elsewhere only', front, ['n2']],
    ['the same, no endpoints', front, []],
    ['node ports and affinity', open, ['n1', 'n2']],
    ['no selector, no endpoints', { ...open, selector: undefined as never }, []],
  ];
  it('are where these stand in the manifest', () => {
    const told = MODES.flatMap((mode) =>
      cases.flatMap(([what, spec, where]) => [`== ${mode}: ${what}`, ...things(config(mode, spec, where)), '']),
    );
    expect(told.join('\n').split('\n')).toEqual(answers.split('\n'));
  });

  it('are cited by rules that each have an id of their own, which says where they stand', () => {
    for (const mode of MODES)
      for (const [, spec, where] of cases) {
        const rules = rulesOf(config(mode, spec, where));
        expect(rules.filter(({ id, at }) => !id.startsWith(at))).toEqual([]);
        expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      }
  });
});
