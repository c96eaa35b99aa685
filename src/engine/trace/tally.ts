import type { Reach, Trace } from '../../model/Trace.ts';
import type { Tally } from '../../model/Simulation.ts';
import type { Random } from '../cluster/Random.ts';

/**
 * Many new connections one after another, each as the generator decides: how often each way of a `reach` is
 * taken. Their sources are new each time, so that nobody remembers them.
 */
export function tally({ traces }: Reach, connections: number, random: Random): Tally {
  const counts = traces.map(() => 0);
  for (let i = 0; i < connections; i++) {
    const index = takenWay(traces, random);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  return { connections, counts };
}

/** The index of the way that the generator takes among those listed, each by its share. */
export function takenWay(traces: readonly Pick<Trace, 'share'>[], random: Random): number {
  const total = traces.reduce((sum, trace) => sum + trace.share, 0);
  let left = random.next() * total;
  for (const [i, { share }] of traces.entries()) {
    left -= share;
    if (left < 0) return i;
  }
  return traces.length - 1;
}
