import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Random } from '../cluster/Random.ts';
import { oneWay } from '../kernel/Chooser.ts';
import { knownFlow } from './connectionsOf.ts';
import type { Tracked } from '../kernel/conntrack.ts';
import { emptyKernelState, type KernelState } from '../kernel/KernelState.ts';
import type { RecentUpdate, Scheduled } from '../kernel/Passage.ts';
import type { Finished } from './Flight.ts';
import { follow } from './follow.ts';
import { addressesOf, notStarted, traceOf } from './reach.ts';
import { startFrom } from './start.ts';
import { packetProtocol, readTarget } from './target.ts';
import { notAnAddress, unresolved } from './unresolved.ts';

/** Connections that a kernel goes on remembering; real tables are larger, but nobody reads that far. */
const MOST_ENTRIES = 512;

/**
 * Makes one connection, as the generator decides every random choice. Kernels remember it: the connection, and
 * for session affinity its source. `port` is the source port, if it is not any: then a datagram may belong to a
 * flow that kernels still know, and goes where that one went.
 */
export function connect(cluster: Cluster, from: Place, url: string, random: Random, port?: number): Trace {
  const target = readTarget(url);
  if (!target) return notAnAddress(from, url);
  const chooser = oneWay(random);
  const families = addressesOf(cluster, from, target);
  let trace: Trace = unresolved(from, target);
  for (const ips of families) {
    const [choice] = chooser.pick(ips);
    const ip = choice?.option ?? '';
    const any = 32768 + Math.floor(random.next() * 28232);
    const sport = port ?? any;
    const start = startFrom(cluster, from, target, ip, sport, chooser);
    if (!('world' in start)) {
      trace = notStarted(start, target, ip, 1);
      continue;
    }
    const { packet } = start.world.asker;
    const flow = packet.protocol === 'udp' ? knownFlow(cluster, packet) : undefined;
    const [finished] = follow(start.world, [{ ...start.flight, tracked: flow }], 2).finished;
    if (!finished) throw new Error('a connection did not end');
    keepConnections(cluster, finished);
    keepSources(cluster, finished.flight.recent);
    keepScheduled(cluster, finished.flight.scheduled);
    trace = traceOf(finished, packetProtocol(target, ip));
    if (trace.ending.result === 'delivered') break;
  }
  return trace;
}

function kernelState(cluster: Cluster, node: string): KernelState | undefined {
  if (!cluster.store.get('Node', undefined, node)) return undefined;
  let state = cluster.kernels.get(node);
  if (!state) {
    state = emptyKernelState();
    cluster.kernels.set(node, state);
  }
  return state;
}

function keepConnections(cluster: Cluster, { flight, ending }: Finished): void {
  const { now } = cluster;
  const answered = ending.result === 'delivered';
  const oldestFirst: Tracked[] = [];
  for (let t = flight.tracked; t; t = t.before) oldestFirst.unshift(t);
  for (const { node, entry } of oldestFirst) {
    const state = kernelState(cluster, node);
    // a reset or an abort ends a connection, and kernels forget it soon
    if (!state || (ending.result === 'refused' && entry.protocol !== 'udp')) continue;
    const { seen } = entry;
    const kept = {
      ...entry,
      seen: { first: seen?.first ?? now, last: now, answered: answered || (seen?.answered ?? false) },
    };
    state.conntrack = [...state.conntrack.filter((other) => other !== entry), kept].slice(-MOST_ENTRIES);
  }
}

function keepSources(cluster: Cluster, recent: RecentUpdate | undefined): void {
  for (let r = recent; r; r = r.before) {
    const lists = kernelState(cluster, r.node)?.recent;
    if (!lists) continue;
    const list = lists.get(r.list) ?? new Map<string, number>();
    list.set(r.source, cluster.now);
    lists.set(r.list, list);
  }
}

function keepScheduled(cluster: Cluster, last: Scheduled | undefined): void {
  for (let s = last; s; s = s.before) {
    const state = kernelState(cluster, s.node);
    if (!state) continue;
    const list = state.scheduled.get(s.server) ?? [];
    state.scheduled.set(s.server, list);
    list.push({ to: s.to, source: s.source, at: cluster.now });
    if (list.length > MOST_ENTRIES) list.shift();
  }
}
