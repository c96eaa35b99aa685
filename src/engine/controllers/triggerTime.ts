import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { parseTimestamp } from '../cluster/timestamp.ts';
import type { TriggerTimes } from './ControlState.ts';

const readyTime = (pod: Pod): number =>
  parseTimestamp(pod.status.conditions?.find((c) => c.type === 'Ready')?.lastTransitionTime ?? '');

/**
 * The time of the change that made the controller look at a Service now, undefined when nothing that has a time
 * has changed since it looked last (endpointslice: util/trigger_time_tracker.go).
 */
export function lastChangeTriggerTime(known: Map<string, TriggerTimes>, service: Service, pods: readonly Pod[]): number | undefined {
  const key = keyOf(service);
  const before = known.get(key);
  const created = parseTimestamp(service.metadata.creationTimestamp ?? '');
  const times = new Map<string, number>();
  let earliest = Number.POSITIVE_INFINITY;
  for (const pod of pods) {
    const time = readyTime(pod);
    if (Number.isNaN(time)) continue;
    times.set(pod.metadata.name, time);
    if (time > (before?.pods.get(pod.metadata.name) ?? Number.NEGATIVE_INFINITY)) earliest = Math.min(earliest, time);
  }
  known.set(key, { service: created, pods: times });
  if (!before) return created;
  if (created > before.service) earliest = Math.min(earliest, created);
  return Number.isFinite(earliest) ? earliest : undefined;
}
