import { isReady, type Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { type Budget, disruptionAllowed } from '../controllers/disruption.ts';
import { withDisruptionTarget } from '../controllers/disruptionTarget.ts';
import { isActive } from '../controllers/replicas.ts';
import { deleteObject } from './deleteObject.ts';
import type { ApiResponse, ApiStatus } from './ApiResponse.ts';
import { type KindInfo, kindInfo } from './kinds.ts';
import { selects } from './labelSelector.ts';
import { notFoundStatus } from './status.ts';

/** POST of an Eviction: deletes the Pod if its PodDisruptionBudget allows it (registry/core/pod/storage/eviction.go). */
export function evictPod(
  cluster: Cluster,
  { namespace, name }: { namespace?: string; name: string },
  options: { dryRun?: boolean; gracePeriodSeconds?: number },
): ApiResponse {
  const pod = cluster.store.get<Pod>('Pod', namespace, name);
  if (!pod) return { ok: false, status: notFoundStatus(kindInfo('Pod') as KindInfo, name), warnings: [] };
  const refused = isGuarded(pod) ? spendBudget(cluster, pod, options.dryRun === true) : undefined;
  if (refused) return { ok: false, status: refused, warnings: [] };
  if (!options.dryRun) {
    // addConditionAndDeletePod
    const why = { message: 'Eviction API: evicting', reason: 'EvictionByEvictionAPI' };
    cluster.store.put(withDisruptionTarget(cluster, pod, why));
  }
  return deleteObject(cluster, 'Pod', namespace, name, options);
}

/** What has not started, has ended or is going already disrupts nothing. */
const isGuarded = (pod: Pod): boolean => pod.status.phase !== 'Pending' && isActive(pod);

const refusal = (code: number, reason: string, message: string): ApiStatus => ({ code, reason, message, causes: [] });

function spendBudget(cluster: Cluster, pod: Pod, dryRun: boolean): ApiStatus | undefined {
  const { namespace, name, labels } = pod.metadata;
  const budgets = cluster.store
    .list<Budget>('PodDisruptionBudget', namespace)
    .filter(({ spec }) => selects(spec.selector, labels));
  const [budget, other] = budgets;
  if (!budget) return undefined;
  const many = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
  if (other) return refusal(500, 'InternalError', many);
  const { spec, status } = budget;
  const isPast = spec.unhealthyPodEvictionPolicy === 'AlwaysAllow';
  const isWell = status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
  if (!isReady(pod) && (isPast || isWell)) return undefined;
  if ((status.observedGeneration ?? 0) < (budget.metadata.generation ?? 0) || status.disruptionsAllowed === 0)
    return refusal(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.");
  if (dryRun) return undefined;
  const disruptionsAllowed = status.disruptionsAllowed - 1;
  const observedGeneration = status.observedGeneration ?? 0;
  cluster.store.put<Budget>({
    ...budget,
    status: {
      ...status,
      conditions: disruptionAllowed(cluster, status, disruptionsAllowed, observedGeneration),
      disruptedPods: { ...status.disruptedPods, [name]: timestamp(cluster.now) },
      disruptionsAllowed,
    },
  });
  return undefined;
}
