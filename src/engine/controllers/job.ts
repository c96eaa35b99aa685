import type { ObjectKey } from '../../model/Span.ts';
import type { PodTemplate, Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isReady } from '../../model/Pod.ts';
import { matchesSelector } from './labels.ts';
import { claimPods, count, isActive, manageReplicas, now, putStatus } from './replicas.ts';

/** controller: job. No container here ever ends by itself, so a Job runs until somebody deletes it. */
export function syncJob(cluster: Cluster, key: ObjectKey): void {
  const owner = cluster.store.byKey<Workload>(key);
  if (!owner) return;
  const { selector, template } = owner.spec;
  const status = owner.status as unknown as { startTime?: string };
  const matchLabels = selector.matchLabels ?? {};
  const selected = cluster.control.pods.select(owner.metadata.namespace ?? '', matchLabels);
  const pods = claimPods(cluster, owner, (p) => matchesSelector(selector, p.metadata.labels), selected).filter(
    isActive,
  );
  const suspended = owner.spec['suspend'] === true;
  const parallelism = Number(owner.spec['parallelism'] ?? 1);
  const completions = Number(owner.spec['completions'] ?? parallelism);
  const wanted = suspended ? 0 : Math.min(parallelism, completions);
  if (!owner.metadata.deletionTimestamp) manageReplicas(cluster, owner, template as PodTemplate, pods, wanted);
  if (suspended) return;
  putStatus(cluster, owner, {
    ...count('active', pods.length),
    ready: pods.filter(isReady).length,
    startTime: status.startTime ?? now(cluster),
    terminating: 0,
    uncountedTerminatedPods: {},
  });
}
