import type { TrafficEnd, TrafficResult } from '../../model/Timeline.ts';
import type { End } from '../trace/endings.ts';

/** Spans of connections are kept apart by at least this much time. */
const GRAIN = 200;

/** The ways in which a stream's connections ended, each with its index. */
export class Ends {
  readonly #result: TrafficResult;
  readonly #indexOf = new Map<string, number>();

  constructor(result: TrafficResult) {
    this.#result = result;
  }

  at(index: number): TrafficEnd | undefined {
    return this.#result.ends[index];
  }

  indexOfEnd({ ending, reason }: Pick<End, 'ending' | 'reason'>): number {
    const { result } = ending;
    const pod = 'pod' in ending ? ending.pod : '';
    return this.indexOf({ result, pod, reason: result === 'delivered' ? [] : reason });
  }

  indexOf(end: TrafficEnd): number {
    const key = `${end.result} ${end.pod} ${JSON.stringify(end.reason)}`;
    let index = this.#indexOf.get(key);
    if (index === undefined) {
      index = this.#result.ends.push(end) - 1;
      this.#indexOf.set(key, index);
    }
    return index;
  }
}

/** Counts connections in the span that they belong to; a short span takes in what follows it. */
export function addToSpans({ spans }: TrafficResult, from: number, to: number, end: number, count: number): void {
  let span = spans.findLast((one) => one.from <= from);
  if (!span || (span.to <= from && (to - span.from > GRAIN || span.to < from - GRAIN)))
    spans.push((span = { from, to, counts: [] }));
  span.to = Math.max(span.to, to);
  const known = span.counts.find(([index]) => index === end);
  if (known) known[1] += count;
  else span.counts.push([end, count]);
}
