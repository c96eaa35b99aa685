import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { TriggerTimes } from './ControlState.ts';

const readyTime = (pod: Pod): string =>
  pod.status.conditions?.find((c) => c.type === 'Ready')?.lastTransitionTime ?? '';

/**
 * The time of the change that made the controller look at a Service now, undefined when nothing that has a time
 * has changed since it looked last (endpointslice: util/trigger_time_tracker.go). Timestamps in UTC compare as
 * texts do.
 */
export function lastChangeTriggerTime(
  known: Map<ObjectKey, TriggerTimes>,
  key: ObjectKey,
  service: Service,
  pods: readonly Pod[],
): string | undefined {
  const before = known.get(key);
  const created = service.metadata.creationTimestamp ?? '';
  const times = new Map<string, string>();
  let earliest: string | undefined;
  for (const pod of pods) {
    const time = readyTime(pod);
    if (time === '') continue;
    times.set(pod.metadata.name, time);
    if (time > (before?.pods.get(pod.metadata.name) ?? '') && !(earliest !== undefined && earliest < time))
      earliest = time;
  }
  known.set(key, { service: created, pods: times });
  if (!before) return created;
  return created > before.service && !(earliest !== undefined && earliest < created) ? created : earliest;
}
