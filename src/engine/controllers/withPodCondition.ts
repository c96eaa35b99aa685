import type { Condition } from '../../model/KubeObject.ts';
import type { Pod } from '../../model/Pod.ts';

/** A Pod's conditions with this one behind the others. */
export const withPodCondition = (pod: Pod, condition: Condition): Condition[] => [
  ...(pod.status.conditions ?? []).filter((c) => c.type !== condition.type),
  condition,
];
