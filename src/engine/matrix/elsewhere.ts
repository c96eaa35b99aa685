import type { MatrixColumn, MatrixRow } from '../../model/Matrix.ts';
import { type Node, ZONE } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { RouteTable } from '../kernel/RouteTable.ts';
import { type Cidr, hostBits, parseCidr } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';
import { isOnNodeNetwork, isUp, NODE_NETWORK, nodeIPs, podCIDRs, podIPs } from '../proxy/nodeNetwork.ts';
import { podTraits } from './alike.ts';
import { type Holdings, holdings } from './holdings.ts';

/**
 * Rows on different Nodes end alike towards a Service of which these Nodes hold the same: nothing, or endpoints that are
 * alike. Two such Nodes, with all their Pods, could change places, and nothing on the way to the Service would be
 * another: rules name a Node only by its own Pod range, its zone, and endpoints that it holds. What could tell them
 * apart nevertheless makes a row or a column stand for itself. `alike.test.ts` holds this against matrices without any
 * groups.
 */
export interface Elsewhere {
  /** A name for rows that are of one kind; undefined for a row that stands for itself. */
  kindOf(row: MatrixRow): string | undefined;
  /** What Nodes hold of a column's Service, all others nothing; undefined where any Node may have to do with it. */
  holdingsOf(column: MatrixColumn): Holdings | undefined;
}

export const NOWHERE: Elsewhere = { kindOf: () => undefined, holdingsOf: () => undefined };

export function elsewhere(cluster: Cluster): Elsewhere {
  const { store, settings } = cluster;
  // in IPVS mode all Nodes have all Cluster IPs themselves; a policy may tell any two Pods apart
  if (settings.proxy.mode === 'ipvs' || store.list('NetworkPolicy').length > 0) return NOWHERE;
  const nodes = store.list<Node>('Node');
  const homes = homesOf(nodes, settings.serviceSubnets);
  if (!homes) return NOWHERE;
  const strays = store
    .list<Pod>('Pod')
    .some((pod) => isUp(pod) && podIPs(pod).some((ip) => homes(ip) !== pod.spec.nodeName));
  if (strays) return NOWHERE;
  const traits = podTraits(cluster, [...settings.podSubnets, ...settings.proxy.clusterCIDR.split(',')]);
  return { kindOf: kinds(cluster, nodes, traits), holdingsOf: holdings(cluster, homes, traits) };
}

/** Tells at which Node an address is; undefined when Nodes share addresses, or have some that are not for them. */
function homesOf(
  nodes: readonly Node[],
  reserved: readonly string[],
): ((ip: string) => string | undefined) | undefined {
  const own = nodes.flatMap((node) => podCIDRs(node).map((cidr) => ({ cidr, device: node.metadata.name })));
  const byIp = new Map(nodes.flatMap((node) => nodeIPs(node).map((ip) => [ip, node.metadata.name] as const)));
  const ips = nodes.flatMap(nodeIPs);
  const all = [...own.map(({ cidr }) => cidr), ...reserved, ...Object.values(NODE_NETWORK)].map(parseCidr);
  const others = new RouteTable([...own, ...reserved.map((cidr) => ({ cidr, device: '' }))]);
  const named = nodes.some(({ metadata }) => metadata.name.includes('.'));
  if (named || byIp.size < ips.length || ips.some((ip) => others.find(ip)) || overlap(all)) return undefined;
  return (ip) => byIp.get(ip) ?? (others.find(ip)?.device || undefined);
}

function overlap(ranges: readonly (Cidr | null)[]): boolean {
  const all = ranges.flatMap((cidr) => cidr ?? []);
  if (all.length < ranges.length) return true;
  all.sort((a, b) => (a.family === b.family ? (a.base < b.base ? -1 : 1) : a.family < b.family ? -1 : 1));
  return all.some((cidr, i) => {
    const last = all[i - 1];
    return last?.family === cidr.family && last.base + (1n << BigInt(hostBits(last))) > cidr.base;
  });
}

function kinds(cluster: Cluster, nodes: readonly Node[], traits: (pod: Pod) => string): Elsewhere['kindOf'] {
  const nodeTraits = new Map(
    nodes.map((node) => {
      const { name, labels } = node.metadata;
      const wires = nodeIPs(node).map((ip) => [familyOf(ip), isOnNodeNetwork(ip)]);
      const ranges = podCIDRs(node).map((cidr) => [familyOf(cidr), cidr.slice(cidr.indexOf('/'))]);
      const zone = labels?.[ZONE];
      return [name, JSON.stringify([zone, isOff(cluster, name), wires, ranges])];
    }),
  );
  return ({ place, node }) => {
    if (place.kind === 'client') return undefined;
    const of = nodeTraits.get(node);
    if (place.kind === 'node' || of === undefined) return of;
    const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
    // names may mean something else to these
    if (!pod || pod.spec['hostAliases'] || pod.spec.dnsConfig) return undefined;
    return `${of} ${traits(pod)}`;
  };
}
