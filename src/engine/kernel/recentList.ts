import type { RecentUpdate } from './Passage.ts';
import type { KernelState, Listed } from './KernelState.ts';

/** xt_recent's ip_list_tot: a list holds so many sources. */
export const MOST_SOURCES = 100;

/**
 * Notes a source in a list; a full one forgets whom it has not seen for the longest time (recent_entry_init). An element of a set
 * that is there yet tells the timeout that it came with, whatever the set's has become, and is held for the set's from now on
 * (nft_dynset.c, nft_dynset_eval): as if it had been seen so much earlier or later.
 */
export function recall(
  lists: KernelState['recent'],
  { list, source, limit, timeout }: Pick<RecentUpdate, 'list' | 'source' | 'limit' | 'timeout'>,
  now: number,
): void {
  const seen = lists.get(list) ?? new Map<string, Listed>();
  lists.set(list, seen);
  const known = seen.get(source);
  const held = known?.timeout && now <= known.at + known.timeout * 1000 ? known.timeout : timeout;
  // the newest last
  seen.delete(source);
  if (seen.size >= limit) seen.delete(seen.keys().next().value as string);
  seen.set(source, { at: now - ((held ?? 0) - (timeout ?? 0)) * 1000, timeout: held });
}
