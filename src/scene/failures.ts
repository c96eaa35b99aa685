import type { TrafficEnd, TrafficResult } from '../model/Timeline.ts';

/** Connections that failed alike: how many, and from when to when. */
export interface Failure {
  end: TrafficEnd;
  count: number;
  from: number;
  to: number;
}

/** What became of a stream of connections, added up. */
export function failuresOf({ ends, spans }: TrafficResult): { all: number; answered: number; failures: Failure[] } {
  const failures = new Map<string, Failure>();
  let [all, answered] = [0, 0];
  for (const { from, to, counts } of spans)
    for (const [index, count] of counts) {
      const end = ends[index];
      if (!end || count === 0) continue;
      all += count;
      if (end.result === 'delivered') {
        answered += count;
        continue;
      }
      const key = end.result === 'broken' ? end.result : `${end.result} ${JSON.stringify(end.reason)}`;
      const known = failures.get(key);
      if (known) Object.assign(known, { count: known.count + count, to });
      else failures.set(key, { end, count, from, to });
    }
  return { all, answered, failures: [...failures.values()] };
}
