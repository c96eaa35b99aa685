import type { Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { failureCondition } from './failed.ts';
import { matchesLabels, matchesSelector } from './labels.ts';
import { controllerOf } from './owners.ts';
import { claimPods, count, countReplicas, isActive, manageReplicas, putStatus } from './replicas.ts';

/** controller: replicaset. */
export function syncReplicaSet(cluster: Cluster, key: ObjectKey): void {
  const owner = cluster.store.byKey<Workload>(key);
  if (!owner) return;
  const { control } = cluster;
  const { selector, template } = owner.spec;
  const candidates = control.pods.select(owner.metadata.namespace ?? '', selector.matchLabels ?? {});
  const pods = claimPods(cluster, owner, (p) => matchesSelector(selector, p.metadata.labels), candidates).filter(
    isActive,
  );
  const refused = owner.metadata.deletionTimestamp
    ? undefined
    : manageReplicas(cluster, owner, template, pods, owner.spec.replicas ?? 1, relatedPods(cluster, owner, pods));
  const minReadySeconds = Number(owner.spec['minReadySeconds'] ?? 0);
  const counts = countReplicas(cluster, pods, minReadySeconds, (then) => then.control.queues.replicaSets.add(key));
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
    ...terminating(cluster, owner),
  });
}

/** The Pods of all ReplicaSets of the same Deployment: crowded Nodes lose Pods first. */
function relatedPods(cluster: Cluster, owner: Workload, own: readonly Pod[]): Pod[] {
  const deployment = controllerOf(owner)?.uid;
  if (!deployment) return [...own];
  const pods: Pod[] = [];
  for (const key of cluster.control.dependents.get(deployment) ?? []) {
    const sibling = cluster.store.byKey(key);
    for (const owned of cluster.control.dependents.get(sibling?.metadata.uid ?? '') ?? []) {
      const pod = cluster.store.byKey<Pod>(owned);
      if (pod?.kind === 'Pod' && isActive(pod)) pods.push(pod);
    }
  }
  return pods;
}

/** status.terminatingReplicas (feature DeploymentReplicaSetTerminatingReplicas). */
function terminating(cluster: Cluster, owner: Workload): { terminatingReplicas: number } {
  let n = 0;
  for (const key of cluster.control.dependents.get(owner.metadata.uid ?? '') ?? [])
    if (cluster.store.byKey<Pod>(key)?.metadata.deletionTimestamp) n++;
  return { terminatingReplicas: n };
}
