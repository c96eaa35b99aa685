import type { IpFamily } from '../../../model/Address.ts';
import type { Chain, Rule, Table, TableName } from '../../../model/Rule.ts';
import { chainOf } from './buildRules.ts';
import {
  forwardRules,
  invalidRule,
  jumps,
  localnetRule,
  markMasqRule,
  nodePortDispatch,
  postroutingRules,
} from './fixedRules.ts';
import type { PlainTable } from './kubeletTables.ts';
import { PortChains } from './PortChains.ts';
import type { PortRules } from './portRules.ts';
import type { ProxyContext } from '../ProxyContext.ts';

const CANARIES = ['KUBE-KUBELET-CANARY', 'KUBE-PROXY-CANARY'];
interface Tables {
  mangle: Table;
  filter: PlainTable;
  nat: Table & { chains: PortChains };
}

/** Tables that were made for a Node: another one with the same options and the same rules of ports has them too. */
export interface CompiledTables {
  fixed: string;
  /** Whose rules are in them, in order. */
  ports: PortRules[];
  tables: Tables;
  /** The last state of the cluster that they were used for. */
  revision: number;
}

const MOST_SHARED = 8;
/** More changed ports than this, and the chains are put together anew. */
const MOST_CHANGED = 16;

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
  const { family, mark, localhostNodePorts, tcpBeLiberal, nodePortIPs } = context;
  const fixed = JSON.stringify([family, mark, localhostNodePorts, tcpBeLiberal, nodePortIPs]);
  let nearest: { tables: CompiledTables; changed: number[] } | undefined;
  for (const tables of made) {
    const changed = tables.fixed === fixed ? differences(tables.ports, ports) : undefined;
    if (changed?.length === 0) {
      tables.revision = revision;
      return tables.tables;
    }
    if (changed && tables.revision !== revision) nearest = { tables, changed };
  }
  if (nearest) {
    patch(nearest.tables, nearest.changed, ports);
    nearest.tables.revision = revision;
    return nearest.tables.tables;
  }
  const own = [...ports];
  const tables = newTables(context, own);
  made.push({ fixed, ports: own, tables, revision });
  if (made.length > MOST_SHARED) made.shift();
  return tables;
}

/** The places where two lists of the same ports differ; undefined when that is nearly everywhere. */
function differences(a: readonly PortRules[], b: readonly PortRules[]): number[] | undefined {
  if (a.length !== b.length) return undefined;
  const places: number[] = [];
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && places.push(i) > MOST_CHANGED) return undefined;
  return places;
}

/** The chains that all ports write into, and what a port writes there. */
const SHARED: [table: 'filter' | 'nat', chain: string, part: (port: PortRules) => readonly Rule[]][] = [
  ['filter', 'KUBE-SERVICES', (port) => port.filter.services],
  ['filter', 'KUBE-EXTERNAL-SERVICES', (port) => port.filter.externalServices],
  ['filter', 'KUBE-NODEPORTS', (port) => port.filter.nodePorts],
  ['filter', 'KUBE-PROXY-FIREWALL', (port) => port.filter.firewall],
  ['nat', 'KUBE-SERVICES', (port) => port.nat.services],
  ['nat', 'KUBE-NODEPORTS', (port) => port.nat.nodePorts],
];

function newTables(context: ProxyContext, ports: readonly PortRules[]): Tables {
  const shared = { filter: byName(filter(context)), nat: byName(nat(context)) };
  for (const [name, chain, part] of SHARED) {
    const chains = shared[name];
    chains.set(chain, { name: chain, rules: [...ports.flatMap(part), ...(chains.get(chain)?.rules ?? [])] });
  }
  return {
    mangle: { name: 'mangle', chains: byName(mangle()) },
    filter: { name: 'filter', chains: shared.filter },
    nat: { name: 'nat', chains: new PortChains(shared.nat, ports) },
  };
}

/**
 * What kube-proxy's partial sync does: of the chains that all ports share, the parts of changed ports are written anew,
 * and of the others only those of changed ports. The tables are those of a state before, which nobody looks at any more.
 */
function patch(
  { tables, ports: before }: CompiledTables,
  changed: readonly number[],
  ports: readonly PortRules[],
): void {
  const shared = { filter: tables.filter.chains, nat: tables.nat.chains.fixed };
  for (const [name, chain, part] of SHARED) {
    if (changed.every((i) => part(before[i]!).length + part(ports[i]!).length === 0)) continue;
    // a new list, as others may know the old one by what is in it (kernel/chainIndex.ts)
    const rules = [...(shared[name].get(chain)?.rules ?? [])];
    for (const i of changed) {
      const [old, now] = [part(before[i]!), part(ports[i]!)];
      const at = old[0] ? rules.indexOf(old[0]) : ports.slice(0, i).reduce((sum, port) => sum + part(port).length, 0);
      rules.splice(at, old.length, ...now);
    }
    shared[name].set(chain, { name: chain, rules });
  }
  const changes = changed.map((i) => ({ old: before[i]!, now: ports[i]! }));
  for (const i of changed) before[i] = ports[i]!;
  tables.nat.chains.replaced(changes);
}

const MANGLE = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

const mangle = (): Chain[] => [
  ...MANGLE.map((name): Chain => ({ name, policy: 'ACCEPT', rules: [] })),
  ...[...CANARIES, 'KUBE-IPTABLES-HINT'].map(empty),
];

const filter = ({ family, mark, tcpBeLiberal }: ProxyContext): Chain[] => [
  ...builtIn('filter', family),
  ...CANARIES.map(empty),
  ...['KUBE-SERVICES', 'KUBE-EXTERNAL-SERVICES', 'KUBE-NODEPORTS', 'KUBE-PROXY-FIREWALL'].map(empty),
  chainOf('filter', 'KUBE-FORWARD', [...(tcpBeLiberal ? [] : [invalidRule()]), ...forwardRules(mark)]),
  chainOf('filter', 'KUBE-FIREWALL', family === 'IPv4' ? [localnetRule()] : []),
];

/** Of table nat, the chains that do not belong to one port. */
const nat = (context: ProxyContext): Chain[] => [
  ...builtIn('nat', context.family),
  ...CANARIES.map(empty),
  chainOf('nat', 'KUBE-POSTROUTING', postroutingRules(context.mark)),
  chainOf('nat', 'KUBE-MARK-MASQ', [markMasqRule(context.mark)]),
  // behind the rules of all ports
  chainOf('nat', 'KUBE-SERVICES', nodePortDispatch(context)),
  empty('KUBE-NODEPORTS'),
];

const builtIn = (name: 'filter' | 'nat', family: IpFamily): Chain[] =>
  Object.entries(jumps(family)[name]).map(([chain, rules]) => ({ ...chainOf(name, chain, rules), policy: 'ACCEPT' }));

const empty = (name: string): Chain => ({ name, rules: [] });

const byName = (chains: Chain[]): Map<string, Chain> => new Map(chains.map((chain) => [chain.name, chain]));
