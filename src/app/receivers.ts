import type { Ending, Reach } from '../model/Trace.ts';
import { listedShare } from '../scene/listedShare.ts';

/** One who may get a connection: a Pod, a Node, or nobody, with the reason. */
export interface Receiver {
  name: string;
  kind: 'pod' | 'node' | 'nobody';
  /** Computed chance, 0…1. */
  share: number;
  /** Counted connections. */
  count: number;
  /** The ways that lead there: indices into the reach's traces. */
  ways: number[];
}

/** Who receives, by the ending of a way. */
export function receiverOf(ending: Ending): Pick<Receiver, 'name' | 'kind'> {
  if (ending.result !== 'delivered') return { name: ending.result, kind: 'nobody' };
  if ('pod' in ending) return { name: ending.pod, kind: 'pod' };
  return { name: ending.node, kind: 'node' };
}

/**
 * Who gets the traffic, the computed chances and the counted connections side by side. Where there are more ways than
 * are listed, the chances are those among the listed.
 */
export function receiversOf(reach: Reach, counts: readonly number[] | null): Receiver[] {
  const byName = new Map<string, Receiver>();
  const listed = listedShare(reach);
  reach.traces.forEach((trace, way) => {
    const who = receiverOf(trace.ending);
    const key = `${who.kind} ${who.name}`;
    const receiver = byName.get(key) ?? { ...who, share: 0, count: 0, ways: [] };
    receiver.share += trace.share / listed;
    receiver.count += counts?.[way] ?? 0;
    receiver.ways.push(way);
    byName.set(key, receiver);
  });
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Which way the last of `after` went, when `before` counts one connection fewer. */
export function lastWay(before: readonly number[], after: readonly number[]): number | null {
  const way = after.findIndex((count, i) => count > (before[i] ?? 0));
  return way < 0 ? null : way;
}
