import type { Condition } from '../../model/KubeObject.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { PodTemplate, Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isReady } from '../../model/Pod.ts';
import { manageIndexed } from './indexedJob.ts';
import { matchesSelector } from './labels.ts';
import { noteEvent } from './noteEvent.ts';
import { claimPods, count, isActive, manageReplicas, now, putStatus } from './replicas.ts';

/** controller: job. No container here ever ends by itself, so a Job runs until somebody deletes it. */
export function syncJob(cluster: Cluster, key: ObjectKey): void {
  const owner = cluster.store.byKey<Workload>(key);
  if (!owner) return;
  const { selector, template } = owner.spec;
  const status = owner.status as unknown as { startTime?: string; conditions?: Condition[] };
  const matchLabels = selector.matchLabels ?? {};
  const selected = cluster.control.pods.select(owner.metadata.namespace ?? '', matchLabels);
  const pods = claimPods(cluster, owner, (p) => matchesSelector(selector, p.metadata.labels), selected).filter(
    isActive,
  );
  const suspended = owner.spec['suspend'] === true;
  const parallelism = Number(owner.spec['parallelism'] ?? 1);
  const completions = Number(owner.spec['completions'] ?? parallelism);
  const wanted = suspended ? 0 : Math.min(parallelism, completions);
  if (!owner.metadata.deletionTimestamp) {
    if (owner.spec['completionMode'] === 'Indexed') manageIndexed(cluster, owner, pods, wanted, completions);
    else manageReplicas(cluster, owner, template as PodTemplate, pods, wanted);
  }
  const active = suspended ? [] : pods;
  putStatus(cluster, owner, {
    ...count('active', active.length),
    // no index fails
    ...(owner.spec['backoffLimitPerIndex'] === undefined ? {} : { failedIndexes: '' }),
    ...suspension(cluster, owner, suspended, status.conditions?.[0]),
    ready: active.filter(isReady).length,
    ...(suspended ? {} : { startTime: status.startTime ?? now(cluster) }),
    terminating: suspended ? pods.length : 0,
    uncountedTerminatedPods: {},
  });
}

/** pkg/controller/job/job_controller.go, ensureJobConditionStatus: a Job that was never told to wait has no condition. */
function suspension(
  cluster: Cluster,
  owner: Workload,
  suspended: boolean,
  before: Condition | undefined,
): { conditions?: Condition[] } {
  if (suspended === (before?.status === 'True')) return before ? { conditions: [before] } : {};
  const word = suspended ? 'Suspended' : 'Resumed';
  const message = `Job ${word.toLowerCase()}`;
  noteEvent(cluster, owner, word, message);
  const at = now(cluster);
  const since = { lastProbeTime: at, lastTransitionTime: at };
  return {
    conditions: [{ ...since, message, reason: `Job${word}`, status: suspended ? 'True' : 'False', type: 'Suspended' }],
  };
}
