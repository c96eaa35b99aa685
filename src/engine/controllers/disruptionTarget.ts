import type { Condition } from '../../model/KubeObject.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { withPodCondition } from './withPodCondition.ts';

/** A Pod that is about to be deleted for a reason that is not its own (condition DisruptionTarget). */
export function withDisruptionTarget({ now }: Cluster, pod: Pod, why: Partial<Condition>): Pod {
  const condition = {
    lastProbeTime: null,
    lastTransitionTime: timestamp(now),
    status: 'True',
    type: 'DisruptionTarget',
    ...why,
  } as Condition;
  return { ...pod, status: { ...pod.status, conditions: withPodCondition(pod, condition) } };
}
