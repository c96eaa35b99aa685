import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { TriggerTimes } from './ControlState.ts';

const readyTime = (pod: Pod): string =>
  pod.status.conditions?.find((c) => c.type === 'Ready')?.lastTransitionTime ?? '';

const revisionOf = ({ metadata }: Pod): number => Number(metadata.resourceVersion);

/**
 * The time of the change that made the controller look at a Service now, undefined when nothing that has a time
 * has changed since it looked last (endpointslice: util/trigger_time_tracker.go). Timestamps in UTC compare as
 * texts do. Where all answer at once it looks once at what a real one saw one after another: if last of all a Pod
 * began to end, the last look of that one was at nothing that has a time.
 */
export function lastChangeTriggerTime(
  { pace }: Cluster,
  known: Map<ObjectKey, TriggerTimes>,
  key: ObjectKey,
  service: Service,
  pods: readonly Pod[],
): string | undefined {
  const before = known.get(key);
  const created = service.metadata.creationTimestamp ?? '';
  const times = new Map<string, string>();
  let earliest: string | undefined;
  let [changed, ended] = [0, 0];
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp) ended = Math.max(ended, revisionOf(pod));
    const time = readyTime(pod);
    if (time === '') continue;
    times.set(pod.metadata.name, time);
    if (time <= (before?.pods.get(pod.metadata.name) ?? '')) continue;
    changed = Math.max(changed, revisionOf(pod));
    if (earliest === undefined || time < earliest) earliest = time;
  }
  known.set(key, { service: created, pods: times });
  if (!before) return created;
  if (!pace && ended > changed) return undefined;
  return created > before.service && !(earliest !== undefined && earliest < created) ? created : earliest;
}
