import type { IpFamily } from '../../../model/Address.ts';
import type { Chain, Rule, Table, TableName } from '../../../model/Rule.ts';
import { chainOf } from './buildRules.ts';
import { forwardRules, jumps, localnetRule, markMasqRule, nodePortDispatch, postroutingRules } from './fixedRules.ts';
import type { PortRules } from './portRules.ts';
import type { ProxyContext } from '../ProxyContext.ts';

const CANARIES = ['KUBE-KUBELET-CANARY', 'KUBE-PROXY-CANARY'];
const MANGLE = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

/**
 * The tables of one Node and family: the fixed chains of kube-proxy and kubelet, and what each service port
 * adds. The rules of ports must come in order of the ports' names. Nodes whose rules are all the same share one
 * set of tables: `made` holds those that were compiled for the same state of the cluster.
 */
export function compileTables(
  context: ProxyContext,
  ports: readonly PortRules[],
  made: CompiledTables[],
): Record<TableName, Table> {
  const { family, mark, localhostNodePorts, nodePortIPs } = context;
  const fixed = JSON.stringify([family, mark, localhostNodePorts, nodePortIPs]);
  const known = made.find((one) => one.fixed === fixed && sameList(one.ports, ports));
  if (known) return known.tables;
  const tables = { mangle: mangle(), filter: filter(context, ports), nat: nat(context, ports) };
  made.push({ fixed, ports, tables });
  if (made.length > MOST_SHARED) made.shift();
  return tables;
}

/** Tables that were made for a Node: another one with the same options and the same rules of ports has them too. */
export interface CompiledTables {
  fixed: string;
  ports: readonly PortRules[];
  tables: Record<TableName, Table>;
}

const MOST_SHARED = 8;

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

function mangle(): Table {
  const empty = [...CANARIES, 'KUBE-IPTABLES-HINT'].map((name): Chain => ({ name, rules: [] }));
  return table('mangle', [...MANGLE.map((name): Chain => ({ name, policy: 'ACCEPT', rules: [] })), ...empty]);
}

function filter(context: ProxyContext, ports: readonly PortRules[]): Table {
  const parts = (pick: (rules: PortRules['filter']) => Rule[]): Rule[] => ports.flatMap((port) => pick(port.filter));
  return table('filter', [
    ...builtIn('filter', context.family),
    ...canaries(),
    { name: 'KUBE-SERVICES', rules: parts((f) => f.services) },
    { name: 'KUBE-EXTERNAL-SERVICES', rules: parts((f) => f.externalServices) },
    { name: 'KUBE-NODEPORTS', rules: parts((f) => f.nodePorts) },
    { name: 'KUBE-PROXY-FIREWALL', rules: parts((f) => f.firewall) },
    chainOf('filter', 'KUBE-FORWARD', forwardRules(context.mark)),
    chainOf('filter', 'KUBE-FIREWALL', context.family === 'IPv4' ? [localnetRule()] : []),
  ]);
}

function nat(context: ProxyContext, ports: readonly PortRules[]): Table {
  const dispatch = chainOf('nat', 'KUBE-SERVICES', nodePortDispatch(context)).rules;
  return table('nat', [
    ...builtIn('nat', context.family),
    ...canaries(),
    chainOf('nat', 'KUBE-POSTROUTING', postroutingRules(context.mark)),
    chainOf('nat', 'KUBE-MARK-MASQ', [markMasqRule(context.mark)]),
    { name: 'KUBE-SERVICES', rules: [...ports.flatMap((port) => port.nat.services), ...dispatch] },
    { name: 'KUBE-NODEPORTS', rules: ports.flatMap((port) => port.nat.nodePorts) },
    ...ports.flatMap((port) => port.nat.chains),
  ]);
}

const builtIn = (name: 'filter' | 'nat', family: IpFamily): Chain[] =>
  Object.entries(jumps(family)[name]).map(([chain, rules]) => ({ ...chainOf(name, chain, rules), policy: 'ACCEPT' }));

const canaries = (): Chain[] => CANARIES.map((name) => ({ name, rules: [] }));

const table = (name: TableName, chains: Chain[]): Table => ({
  name,
  chains: new Map(chains.map((chain) => [chain.name, chain])),
});
