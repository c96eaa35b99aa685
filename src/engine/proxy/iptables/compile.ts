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
  const tables = nearest ? patchedTables(context, ports, nearest) : newTables(context, ports);
  if (nearest) made.splice(made.indexOf(nearest), 1);
  made.push({ fixed, ports, tables, revision });
  if (made.length > MOST_SHARED) made.shift();
  return tables;
}

function newTables(context: ProxyContext, ports: readonly PortRules[]): Record<TableName, Table> {
  const all: Patch = (_, __, pick) => ports.flatMap(pick);
  const own = ports.flatMap((port) => port.nat.chains);
  return {
    mangle: mangle(),
    filter: filter(context, all),
    nat: table('nat', [...sharedNat(context, all), ...own]),
  };
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
 * What kube-proxy's partial sync does: of the chains that all ports share, the parts of changed ports are written anew,
 * and of the others only those of changed ports. It takes over the chains of tables of a state before, which nobody
 * looks at any more.
 */
function patchedTables(
  context: ProxyContext,
  ports: readonly PortRules[],
  before: CompiledTables,
): Record<TableName, Table> {
  const { mangle: same, filter: oldFilter, nat: oldNat } = before.tables;
  const changed: number[] = [];
  for (let i = 0; i < ports.length; i++) if (ports[i] !== before.ports[i]) changed.push(i);
  const { chains } = oldNat;
  for (const i of changed) for (const { name } of before.ports[i]?.nat.chains ?? []) chains.delete(name);
  for (const i of changed) for (const chain of ports[i]?.nat.chains ?? []) chains.set(chain.name, chain);
  const patch: Patch = (table, name, pick, tail = 0) => {
    const rules = (table === 'nat' ? chains : oldFilter.chains).get(name)?.rules ?? [];
    const parts = changed.map((i) => [pick(before.ports[i] as PortRules), pick(ports[i] as PortRules)] as const);
    return replaced(rules.slice(0, rules.length - tail), parts) ?? ports.flatMap(pick);
  };
  for (const chain of sharedNat(context, patch)) chains.set(chain.name, chain);
  return { mangle: same, filter: filter(context, patch), nat: { name: 'nat', chains } };
}

/** The parts that all ports have in a chain that they share, without the `tail` of rules behind them. */
type Patch = (
  table: 'nat' | 'filter',
  chain: string,
  pick: (port: PortRules) => readonly Rule[],
  tail?: number,
) => Rule[];

/** Puts new parts in the places of old ones; undefined when a part has become longer or shorter. */
function replaced(
  rules: Rule[],
  parts: readonly (readonly [old: readonly Rule[], now: readonly Rule[]])[],
): Rule[] | undefined {
  for (const [old, now] of parts) {
    if (old.length !== now.length) return undefined;
    const [first] = old;
    if (!first) continue;
    const at = rules.indexOf(first);
    if (at < 0) return undefined;
    for (const [n, rule] of now.entries()) rules[at + n] = rule;
  }
  return rules;
}

function mangle(): Table {
  const empty = [...CANARIES, 'KUBE-IPTABLES-HINT'].map((name): Chain => ({ name, rules: [] }));
  return table('mangle', [...MANGLE.map((name): Chain => ({ name, policy: 'ACCEPT', rules: [] })), ...empty]);
}

function filter(context: ProxyContext, parts: Patch): Table {
  return table('filter', [
    ...builtIn('filter', context.family),
    ...canaries(),
    { name: 'KUBE-SERVICES', rules: parts('filter', 'KUBE-SERVICES', (port) => port.filter.services) },
    {
      name: 'KUBE-EXTERNAL-SERVICES',
      rules: parts('filter', 'KUBE-EXTERNAL-SERVICES', (port) => port.filter.externalServices),
    },
    { name: 'KUBE-NODEPORTS', rules: parts('filter', 'KUBE-NODEPORTS', (port) => port.filter.nodePorts) },
    { name: 'KUBE-PROXY-FIREWALL', rules: parts('filter', 'KUBE-PROXY-FIREWALL', (port) => port.filter.firewall) },
    chainOf('filter', 'KUBE-FORWARD', forwardRules(context.mark)),
    chainOf('filter', 'KUBE-FIREWALL', context.family === 'IPv4' ? [localnetRule()] : []),
  ]);
}

/** The chains of table nat that do not belong to one port. */
function sharedNat(context: ProxyContext, parts: Patch): Chain[] {
  const dispatch = chainOf('nat', 'KUBE-SERVICES', nodePortDispatch(context)).rules;
  return [
    ...builtIn('nat', context.family),
    ...canaries(),
    chainOf('nat', 'KUBE-POSTROUTING', postroutingRules(context.mark)),
    chainOf('nat', 'KUBE-MARK-MASQ', [markMasqRule(context.mark)]),
    {
      name: 'KUBE-SERVICES',
      rules: [...parts('nat', 'KUBE-SERVICES', (port) => port.nat.services, dispatch.length), ...dispatch],
    },
    { name: 'KUBE-NODEPORTS', rules: parts('nat', 'KUBE-NODEPORTS', (port) => port.nat.nodePorts) },
  ];
}

const builtIn = (name: 'filter' | 'nat', family: IpFamily): Chain[] =>
  Object.entries(jumps(family)[name]).map(([chain, rules]) => ({ ...chainOf(name, chain, rules), policy: 'ACCEPT' }));

const canaries = (): Chain[] => CANARIES.map((name) => ({ name, rules: [] }));

const table = (name: TableName, chains: Chain[]): Table => ({
  name,
  chains: new Map(chains.map((chain) => [chain.name, chain])),
});
