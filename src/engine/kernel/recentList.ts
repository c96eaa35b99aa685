import type { RecentUpdate } from './Passage.ts';
import type { KernelState } from './KernelState.ts';

/** xt_recent's ip_list_tot: a list holds so many sources. */
export const MOST_SOURCES = 100;

/** Notes a source in a list; a full one forgets whom it has not seen for the longest time (recent_entry_init). */
export function recall(
  lists: KernelState['recent'],
  { list, source, limit }: Pick<RecentUpdate, 'list' | 'source' | 'limit'>,
  now: number,
): void {
  const seen = lists.get(list) ?? new Map<string, number>();
  lists.set(list, seen);
  // the newest last
  seen.delete(source);
  if (seen.size >= limit) seen.delete(seen.keys().next().value as string);
  seen.set(source, now);
}
