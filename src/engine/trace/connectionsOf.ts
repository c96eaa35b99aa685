import type { Packet } from '../../model/Packet.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { equal, type Tracked } from '../kernel/conntrack.ts';
import { type ConntrackEntry, conntrackTimeout, type KeptEntry } from '../kernel/KernelState.ts';

/** The connections that a Node's kernel remembers, the oldest first. */
export const connectionsOf = (cluster: Cluster, node: string): readonly KeptEntry[] =>
  everyConnectionOf(cluster, node).filter((entry) => isAlive(cluster, entry));

const isAlive = ({ now }: Cluster, entry: KeptEntry): boolean => !entry.ended && now < timeIsUp(entry);

/** Whether a connection that a Node's kernel remembers has these addresses and ports, in one direction or the other. */
export const hasConnection = (
  cluster: Cluster,
  node: string,
  tuple: ConntrackEntry['reply'],
  protocol: Packet['protocol'],
): boolean =>
  // asked for each connection that is masqueraded: first who it is, which few are
  everyConnectionOf(cluster, node).some(
    (entry) =>
      entry.protocol === protocol &&
      (equal(tuple, entry.reply) || equal(tuple, entry.original)) &&
      isAlive(cluster, entry),
  );

/** These, and those that it had and that are gone. */
export const everyConnectionOf = ({ kernels }: Cluster, node: string): readonly KeptEntry[] =>
  kernels.get(node)?.conntrack ?? [];

/** When an entry is forgotten if no packet of it comes, virtual ms. */
export const timeIsUp = (entry: KeptEntry): number => entry.seen.last + conntrackTimeout(entry) * 1000;

/** What kernels remember of the flow that this packet belongs to: from Node to Node, each as the packet leaves it. */
export function knownFlow(cluster: Cluster, packet: Packet): Tracked | undefined {
  let flow: Tracked | undefined;
  let next: ConntrackEntry['original'] = packet;
  const passed = new Set<string>();
  for (let more = true; more; ) {
    more = false;
    for (const node of cluster.kernels.keys()) {
      if (passed.has(node)) continue;
      const entry = connectionsOf(cluster, node).find(
        ({ protocol, original: o }) =>
          protocol === packet.protocol &&
          o.src === next.src &&
          o.sport === next.sport &&
          o.dst === next.dst &&
          o.dport === next.dport,
      );
      if (!entry) continue;
      const { src, sport, dst, dport } = entry.reply;
      flow = { node, entry, before: flow };
      next = { src: dst, sport: dport, dst: src, dport: sport };
      passed.add(node);
      more = true;
    }
  }
  return flow;
}
