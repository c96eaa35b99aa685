import type { Node, Taint } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { withDisruptionTarget } from './disruptionTarget.ts';
import { tolerates } from './nodeFit.ts';
import { noteEvent } from './noteEvent.ts';
import { schedule } from './timers.ts';

/** What its events are called. */
export const TAINT_EVICTION = 'TaintManagerEviction';

const nameOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

/**
 * Pods leave a Node whose taint NoExecute they do not tolerate: at once, or after `tolerationSeconds` (controller:
 * tainteviction/taint_eviction.go, processPodOnNode).
 */
export function syncTaintEviction(cluster: Cluster, key: ObjectKey): void {
  const pod = cluster.store.byKey<Pod>(key);
  const { evictions } = cluster.control;
  const uid = pod?.metadata.uid ?? '';
  if (!pod?.spec.nodeName || pod.metadata.deletionTimestamp) return;
  const node = cluster.store.get<Node>('Node', undefined, pod.spec.nodeName);
  const taints = (node?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
  const stays = taints.length === 0 ? Number.POSITIVE_INFINITY : toleratedFor(pod, taints);
  if (stays === Number.POSITIVE_INFINITY) {
    if (evictions.delete(uid)) noteEvent(cluster, pod, TAINT_EVICTION, `Cancelling deletion of Pod ${nameOf(pod)}`);
    return;
  }
  // one that is to go at a time goes then, unless all of these taints go before
  if (evictions.has(uid)) return;
  const at = cluster.now + stays;
  evictions.set(uid, at);
  schedule(cluster, at, (then) => {
    const current = then.store.byKey<Pod>(key);
    if (current?.metadata.uid !== uid || then.control.evictions.get(uid) !== at) return;
    then.control.evictions.delete(uid);
    if (then.log) then.log.actor = 'taintEviction';
    noteEvent(then, current, TAINT_EVICTION, `Marking for deletion Pod ${nameOf(current)}`);
    then.store.put(
      withDisruptionTarget(then, current, {
        message: 'Taint manager: deleting due to NoExecute taint',
        observedGeneration: current.metadata.generation ?? 1,
        reason: 'DeletionByTaintManager',
      }),
    );
    deleteObject(then, 'Pod', current.metadata.namespace, current.metadata.name);
  });
}

/** In milliseconds: for how long a Pod bears all of these taints. */
function toleratedFor({ spec }: Pod, taints: readonly Taint[]): number {
  const used = taints.map((taint) => (spec.tolerations ?? []).filter((toleration) => tolerates([toleration], taint)));
  if (used.some((tolerations) => tolerations.length === 0)) return 0;
  const seconds = used.flat().flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  return seconds.length === 0 ? Number.POSITIVE_INFINITY : Math.max(0, Math.min(...seconds)) * 1000;
}
