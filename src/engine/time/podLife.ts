import { isReady, type Pod } from '../../model/Pod.ts';
import type { PodLife } from '../../model/Timeline.ts';

interface Status {
  state?: { running?: unknown };
}

/** Where a Pod is in its life. */
export function podLife(pod: Pod | undefined): PodLife {
  if (!pod) return 'gone';
  if (pod.metadata.deletionTimestamp) return 'terminating';
  if (!pod.spec.nodeName) return 'pending';
  if (pod.status.phase !== 'Running') return pod.status.phase === 'Pending' || !pod.status.phase ? 'starting' : 'gone';
  if (isReady(pod)) return 'ready';
  const statuses = (pod.status['containerStatuses'] ?? []) as Status[];
  return statuses.some(({ state }) => state?.running === undefined) ? 'down' : 'running';
}
