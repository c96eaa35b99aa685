import type { ObjectKey } from '../../model/Span.ts';
import type { ReplicationController } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { matchesLabels } from './labels.ts';
import { failureCondition } from './failed.ts';
import { claimPods, count, countReplicas, isActive, manageReplicas, putStatus } from './replicas.ts';

/** controller: replication; a ReplicaSet with an older selector. */
export function syncReplicationController(cluster: Cluster, key: ObjectKey): void {
  const owner = cluster.store.byKey<ReplicationController>(key);
  if (!owner) return;
  const { control } = cluster;
  const { replicas, selector, template, minReadySeconds = 0 } = owner.spec;
  const selected = control.pods.select(owner.metadata.namespace ?? '', selector);
  const pods = claimPods(cluster, owner, (p) => matchesLabels(selector, p.metadata.labels), selected).filter(isActive);
  const refused = owner.metadata.deletionTimestamp
    ? undefined
    : manageReplicas(cluster, owner, template, pods, replicas);
  const counts = countReplicas(cluster, pods, minReadySeconds, (then) =>
    then.control.queues.replicationControllers.add(key),
  );
  putStatus(cluster, owner, {
    ...count('availableReplicas', counts.availableReplicas),
    ...failureCondition(cluster, owner, refused),
    ...count(
      'fullyLabeledReplicas',
      pods.filter((p) => matchesLabels(template.metadata?.labels ?? {}, p.metadata.labels)).length,
    ),
    ...count('observedGeneration', owner.metadata.generation ?? 0),
    ...count('readyReplicas', counts.readyReplicas),
    replicas: counts.replicas,
  });
}
