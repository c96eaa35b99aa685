import type { Ending, Place, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { type Chooser, everyWay } from '../kernel/Chooser.ts';
import { follow } from './follow.ts';
import { addressesOf, MOST_WAYS, SOURCE_PORT } from './reach.ts';
import { startFrom } from './start.ts';
import { readTarget } from './target.ts';
import { notAnAddress, unresolved } from './unresolved.ts';

/** One of the things that can become of a connection, without the way there. */
export interface End {
  ending: Ending;
  reason: Trace['reason'];
  share: number;
}

/**
 * What `reach` says without the hops: how one new connection can end, and how likely that is. Many times as quick. With
 * a chooser of its own, it is how connections end that choose so. `ips` are what the client takes the target's name for.
 */
export function endingsOf(
  cluster: Cluster,
  from: Place,
  url: string,
  chooser: Chooser = everyWay,
  ips?: readonly string[],
): End[] {
  const target = readTarget(url);
  if (!target) return [notAnAddress(from, url)];
  const families = addressesOf(cluster, from, target, ips);
  let ends: End[] = families.length === 0 ? [unresolved(from, target)] : [];
  // a client tries one family after the other
  for (const ips of families) {
    ends = [];
    for (const ip of ips) {
      const start = startFrom(cluster, from, target, ip, SOURCE_PORT, chooser);
      if (!('world' in start)) {
        ends.push({ ending: { result: 'unreachable' }, reason: start.reason, share: 1 / ips.length });
        continue;
      }
      const { finished } = follow(start.world, [{ ...start.flight, share: 1 / ips.length }], MOST_WAYS - ends.length);
      for (const { flight, ending, reason } of finished)
        ends.push({ ending, reason: [...reason], share: flight.share });
      if (ends.length >= MOST_WAYS) break;
    }
    if (ends.some(({ ending }) => ending.result === 'delivered')) break;
  }
  return ends;
}
