import { parseTimestamp } from '../../cluster/timestamp.ts';

/** What somebody has said of one object. */
interface Saying {
  reason: string;
  message: string;
  time: string;
  type?: string;
  fieldPath?: string;
  source: { component: string };
}

/** How often it was said, and when last. */
export type Aggregated<T> = T & { count: number; last: string };

/** client-go: tools/record/events_cache.go, defaultAggregateMaxEvents and defaultAggregateIntervalInSeconds. */
const MOST = 10;
const INTERVAL = 600_000;

const keyOf = ({ source, type, reason, fieldPath }: Saying): string =>
  [source.component, type, reason, fieldPath].join(' ');

/** defaultSpamBurst and defaultSpamQPS: what is said beyond that of one object is counted, and not written. */
const BURST = 25;
const PER_MS = 1 / 300_000;

/** An event as the recorder knows it, and as it was written last. */
interface Known<T> {
  count: number;
  written: Aggregated<T> | undefined;
}

/** EventSourceObjectSpamFilter, for one object. */
function spamFilter(): (said: Saying, time: number) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return ({ source, type }, time) => {
    const key = `${source.component} ${type}`;
    const { tokens, at } = buckets.get(key) ?? { tokens: BURST, at: time };
    const filled = Math.min(BURST, tokens + Math.max(0, time - at) * PER_MS);
    const accepted = filled >= 1;
    buckets.set(key, { tokens: accepted ? filled - 1 : filled, at: time });
    return accepted;
  };
}

/**
 * Alike events of one object, oldest first: what is said again is counted, the tenth and those after it become one, and
 * what comes too often is not written (client-go: EventCorrelate).
 */
export function aggregateEvents<T extends Saying>(said: readonly T[]): Aggregated<T>[] {
  const records = new Map<string, { messages: Set<string>; last: number; whole: Known<T> }>();
  const singles = new Map<string, Known<T>>();
  const result: Aggregated<T>[] = [];
  const accepts = spamFilter();
  for (const one of said) {
    // by the newer API: one for each version of the object (client-go: tools/events, getKey)
    if (one.source.component === 'default-scheduler') {
      result.push({ ...one, count: 1, last: one.time });
      continue;
    }
    const key = keyOf(one);
    const time = parseTimestamp(one.time);
    let record = records.get(key);
    if (!record || time - record.last > INTERVAL)
      records.set(key, (record = { messages: new Set(), last: time, whole: { count: 0, written: undefined } }));
    record.last = time;
    record.messages.add(one.message);
    const combined = record.messages.size >= MOST;
    if (combined) {
      const [some = ''] = record.messages;
      record.messages.delete(some);
    }
    const id = `${key} ${one.message}`;
    const known: Known<T> = combined ? record.whole : (singles.get(id) ?? { count: 0, written: undefined });
    if (!combined) singles.set(id, known);
    known.count++;
    if (!accepts(one, time)) continue;
    const message = combined ? `(combined from similar events): ${one.message}` : one.message;
    const now = { message, count: known.count, last: one.time };
    if (known.written) Object.assign(known.written, now);
    else result.push((known.written = { ...one, ...now }));
  }
  return result;
}
