import type { Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Tracked } from '../kernel/conntrack.ts';
import type { ConntrackEntry } from '../kernel/KernelState.ts';
import type { RecentUpdate, Scheduled } from '../kernel/Passage.ts';
import { recall } from '../kernel/recentList.ts';
import type { Finished } from './Flight.ts';
import { kernelState } from './kernelState.ts';

/** Connections that a kernel, and a terminal, go on remembering; real tables are larger, but nobody reads that far. */
const MOST = 512;

/** What Nodes remember of a connection that was made: its entries, and for session affinity its source. */
export function remember(cluster: Cluster, { flight, ending }: Finished): void {
  const { now } = cluster;
  const answered = new Set<ConntrackEntry>();
  for (let t = flight.answered; t; t = t.before) answered.add(t.entry);
  for (const { node, entry } of oldestFirst(flight.tracked)) {
    const state = kernelState(cluster, node);
    if (!state) continue;
    const { seen } = entry;
    // nf_conntrack_proto_tcp.c: a reset that is the only answer ends the entry at once, as an abort does in SCTP
    const reset = answered.has(entry) && /^(RST|ABORT)$/.test(flight.packet.flags);
    const kept = {
      ...entry,
      seen: {
        first: seen?.first ?? now,
        last: now,
        answered: (seen?.answered ?? false) || (answered.has(entry) && !reset),
        used: ending.result === 'delivered',
      },
      ...(reset && { ended: { at: now, by: 'reset' as const } }),
    };
    state.conntrack = [...state.conntrack.filter((other) => other !== entry), kept].slice(-MOST);
  }
  keepSources(cluster, flight.recent);
  keepScheduled(cluster, flight.scheduled);
}

function oldestFirst(tracked: Tracked | undefined): Tracked[] {
  const list: Tracked[] = [];
  for (let t = tracked; t; t = t.before) list.unshift(t);
  return list;
}

function keepSources(cluster: Cluster, recent: RecentUpdate | undefined): void {
  for (let r = recent; r; r = r.before) {
    const lists = kernelState(cluster, r.node)?.recent;
    if (lists) recall(lists, r, cluster.now);
  }
}

function keepScheduled(cluster: Cluster, last: Scheduled | undefined): void {
  for (let s = last; s; s = s.before) {
    const state = kernelState(cluster, s.node);
    if (!state) continue;
    const list = state.scheduled.get(s.server) ?? [];
    state.scheduled.set(s.server, list);
    list.push({ to: s.to, source: s.source, at: cluster.now });
    if (list.length > MOST) list.shift();
  }
}

/** What `tcpdump` can show later. */
export function keepTrace({ sent, now }: Cluster, trace: Trace): void {
  sent.push({ at: now, trace });
  if (sent.length > MOST) sent.shift();
}
