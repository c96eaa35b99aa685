import type { Packet } from '../../model/Packet.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Tracked } from '../kernel/conntrack.ts';
import { type ConntrackEntry, conntrackTimeout } from '../kernel/KernelState.ts';

/** The connections that a Node's kernel remembers, the oldest first. */
export function connectionsOf(cluster: Cluster, node: string): readonly ConntrackEntry[] {
  const state = cluster.kernels.get(node);
  if (!state) return [];
  state.conntrack = state.conntrack.filter((entry) => secondsLeft(cluster, entry) > 0);
  return state.conntrack;
}

/** How long a kernel goes on remembering a connection, if no packet of it comes. */
export const secondsLeft = (cluster: Cluster, entry: ConntrackEntry): number =>
  conntrackTimeout(entry) - (cluster.now - (entry.seen?.last ?? cluster.now)) / 1000;

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
