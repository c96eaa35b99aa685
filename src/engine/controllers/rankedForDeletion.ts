import { isReady, type Pod } from '../../model/Pod.ts';
import { parseTimestamp } from '../cluster/timestamp.ts';
import { readySince } from './podStatus.ts';

const deletionCost = (pod: Pod): number =>
  Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0) || 0;

const PHASES = ['Pending', 'Unknown', 'Running'];

/** Who goes first (controller: controller_utils.go, ActivePodsWithRanks). */
export function rankedForDeletion(pods: readonly Pod[], related: readonly Pod[]): Pod[] {
  const colocated = new Map<string, number>();
  for (const { spec } of related) colocated.set(spec.nodeName ?? '', (colocated.get(spec.nodeName ?? '') ?? 0) + 1);
  const rank = (pod: Pod): number => colocated.get(pod.spec.nodeName ?? '') ?? 0;
  const byTime = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? 0 : b - a);
  const order = (a: Pod, b: Pod): number =>
    Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName)) ||
    PHASES.indexOf(a.status.phase ?? 'Pending') - PHASES.indexOf(b.status.phase ?? 'Pending') ||
    Number(isReady(a)) - Number(isReady(b)) ||
    deletionCost(a) - deletionCost(b) ||
    rank(b) - rank(a) ||
    (isReady(a) ? byTime(readySince(a), readySince(b)) : 0) ||
    byTime(parseTimestamp(a.metadata.creationTimestamp ?? ''), parseTimestamp(b.metadata.creationTimestamp ?? '')) ||
    -1;
  return pods
    .map((pod, i) => ({ pod, i }))
    .sort((a, b) => {
      const by = order(a.pod, b.pod);
      return by === -1 ? b.i - a.i : by;
    })
    .map(({ pod }) => pod);
}
