import type { Condition, KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { WORKLOADS } from './dispatch.ts';
import { noteEvent } from './noteEvent.ts';
import { schedule } from './timers.ts';

/** client-go: util/workqueue, DefaultTypedControllerRateLimiter; and job_controller.go, DefaultJobApiBackOff; ms. */
const PAUSES = { usual: { first: 5, most: 1_000_000 }, Job: { first: 1000, most: 60_000 } };

/** A workload was refused a Pod: its controller says so, and looks again after a pause that doubles each time. */
export function failed(cluster: Cluster, owner: KubeObject, message: string): void {
  noteEvent(cluster, owner, 'FailedCreate', message);
  const { failures } = cluster.control;
  const { uid = '' } = owner.metadata;
  const before = failures.get(uid) ?? 0;
  failures.set(uid, before + 1);
  const { first, most } = owner.kind === 'Job' ? PAUSES.Job : PAUSES.usual;
  const key = keyOf(owner);
  schedule(cluster, cluster.now + Math.min(first * 2 ** before, most), (then) => {
    const queue = WORKLOADS[owner.kind];
    if (queue && then.store.byKey(key)?.metadata.uid === uid) then.control.queues[queue].add(key);
  });
}

/** replicaset: replica_set_utils.go, calculateStatus: the first refusal of several in a row. */
export function failureCondition(
  cluster: Cluster,
  owner: KubeObject,
  refused: string | undefined,
): { conditions?: Condition[] } {
  if (refused === undefined) return {};
  const type = 'ReplicaFailure';
  const before = ((owner['status'] as { conditions?: Condition[] } | undefined)?.conditions ?? []).find(
    (c) => c.type === type,
  );
  const lastTransitionTime = timestamp(cluster.now);
  return {
    conditions: [before ?? { lastTransitionTime, message: refused, reason: 'FailedCreate', status: 'True', type }],
  };
}
