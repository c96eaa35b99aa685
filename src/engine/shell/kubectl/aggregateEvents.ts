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

/**
 * Alike events of one object, oldest first: what is said again is counted, and the tenth and those after it become one
 * (client-go: EventAggregate, eventObserve).
 */
export function aggregateEvents<T extends Saying>(said: readonly T[]): Aggregated<T>[] {
  const records = new Map<string, { messages: Set<string>; last: number; whole: Aggregated<T> | undefined }>();
  const result: Aggregated<T>[] = [];
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
      records.set(key, (record = { messages: new Set(), last: time, whole: undefined }));
    record.last = time;
    record.messages.add(one.message);
    if (record.messages.size < MOST) {
      const same = result.find((r) => r !== record.whole && r.message === one.message && keyOf(r) === key);
      if (same) Object.assign(same, { count: same.count + 1, last: one.time });
      else result.push({ ...one, count: 1, last: one.time });
      continue;
    }
    const [some = ''] = record.messages;
    record.messages.delete(some);
    const message = `(combined from similar events): ${one.message}`;
    if (record.whole) Object.assign(record.whole, { message, count: record.whole.count + 1, last: one.time });
    else result.push((record.whole = { ...one, message, count: 1, last: one.time }));
  }
  return result;
}
