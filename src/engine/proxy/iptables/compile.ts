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
 * set of tables: `made` holds those of this state of the cluster, by its revision, and of the states before it.
 */
export function compileTables(
  context: ProxyContext,
  ports: readonly PortRules[],
  made: CompiledTables[],
  revision: number,
): Record<TableName, Table> {
  const { family, mark, localhostNodePorts, nodePortIPs } = context;
  const fixed = JSON.stringify([family, mark, localhostNodePorts, nodePortIPs]);
  let nearest: CompiledTables | undefined;
  for (const one of made) {
    if (one.fixed !== fixed) continue;
    const changed = differences(one.ports, ports);
    if (changed === 0) {
      one.revision = revision;
      return one.tables;
    }
    if (one.revision !== revision && changed <= MOST_CHANGED) nearest = one;
  }
  const tables = {
    mangle: mangle(),
    filter: filter(context, ports),
    nat: nearest ? patchedNat(context, ports, nearest) : nat(context, ports),
  };
  if (nearest) made.splice(made.indexOf(nearest), 1);
  made.push({ fixed, ports, tables, revision });
  if (made.length > MOST_SHARED) made.shift();
  return tables;
}

/** Tables that were made for a Node: another one with the same options and the same rules of ports has them too. */
export interface CompiledTables {
  fixed: string;
  ports: readonly PortRules[];
  tables: Record<TableName, Table>;
  /** The last state of the cluster that they were used for. */
  revision: number;
}

const MOST_SHARED = 8;
/** More changed ports than this, and the chains are put together anew. */
const MOST_CHANGED = 16;

/** How many ports of two lists are not the same; Infinity when they are not the same ports. */
function differences(a: readonly PortRules[], b: readonly PortRules[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}

/**
 * What kube-proxy's partial sync does: the chains that all ports share are written anew, and of the others only
 * those of changed ports. It takes over the chains of tables of a
 * state before, which nobody looks at any more.
 */
function patchedNat(context: ProxyContext, ports: readonly PortRules[], before: CompiledTables): Table {
  const { chains } = before.tables.nat;
  const changed = ports.flatMap((port, i) => (port === before.ports[i] ? [] : [{ port, old: before.ports[i] }]));
  for (const { old } of changed) for (const { name } of old?.nat.chains ?? []) chains.delete(name);
  for (const { port } of changed) for (const chain of port.nat.chains) chains.set(chain.name, chain);
  for (const chain of sharedNat(context, ports)) chains.set(chain.name, chain);
  return { name: 'nat', chains };
}

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

const nat = (context: ProxyContext, ports: readonly PortRules[]): Table =>
  table('nat', [...sharedNat(context, ports), ...ports.flatMap((port) => port.nat.chains)]);

/** The chains of table nat that do not belong to one port. */
function sharedNat(context: ProxyContext, ports: readonly PortRules[]): Chain[] {
  const dispatch = chainOf('nat', 'KUBE-SERVICES', nodePortDispatch(context)).rules;
  return [
    ...builtIn('nat', context.family),
    ...canaries(),
    chainOf('nat', 'KUBE-POSTROUTING', postroutingRules(context.mark)),
    chainOf('nat', 'KUBE-MARK-MASQ', [markMasqRule(context.mark)]),
    { name: 'KUBE-SERVICES', rules: [...ports.flatMap((port) => port.nat.services), ...dispatch] },
    { name: 'KUBE-NODEPORTS', rules: ports.flatMap((port) => port.nat.nodePorts) },
  ];
}

const builtIn = (name: 'filter' | 'nat', family: IpFamily): Chain[] =>
  Object.entries(jumps(family)[name]).map(([chain, rules]) => ({ ...chainOf(name, chain, rules), policy: 'ACCEPT' }));

const canaries = (): Chain[] => CANARIES.map((name) => ({ name, rules: [] }));

const table = (name: TableName, chains: Chain[]): Table => ({
  name,
  chains: new Map(chains.map((chain) => [chain.name, chain])),
});
