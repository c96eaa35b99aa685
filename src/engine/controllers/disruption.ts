import type { KubeObject, LabelSelector } from '../../model/KubeObject.ts';
import { isReady, type Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import { selects } from '../admit/labelSelector.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { parseTimestamp } from '../cluster/timestamp.ts';
import { noteEvent } from './noteEvent.ts';
import { controllerOf } from './owners.ts';
import { now, putStatus } from './replicas.ts';
import { schedule } from './timers.ts';

export interface Budget extends KubeObject {
  spec: {
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    selector?: LabelSelector;
    unhealthyPodEvictionPolicy?: string;
  };
  status: BudgetStatus;
}

export interface BudgetStatus {
  conditions?: { type: string; status: string; reason: string; lastTransitionTime: string; message: string }[];
  currentHealthy: number;
  desiredHealthy: number;
  /** Pods that are about to be deleted → since when. */
  disruptedPods?: Record<string, string>;
  disruptionsAllowed: number;
  expectedPods: number;
  observedGeneration?: number;
}

/** As long the controller believes that a Pod will go (disruption.go, DeletionTimeout). */
const DELETION_TIMEOUT = 120_000;

/** controller: disruption: how many Pods of a PodDisruptionBudget there should be, are, and may be missed. */
export function syncDisruption(cluster: Cluster, key: ObjectKey): void {
  const budget = cluster.store.byKey<Budget>(key);
  if (!budget) return;
  const pods = cluster.store
    .list<Pod>('Pod', budget.metadata.namespace)
    .filter((pod) => selects(budget.spec.selector, pod.metadata.labels));
  if (pods.length === 0) noteEvent(cluster, budget, 'NoPods', 'No matching pods found');
  const { expectedPods, desiredHealthy, unmanaged } = expected(cluster, budget, pods);
  if (unmanaged) noteEvent(cluster, budget, 'UnmanagedPods', unmanagedText(budget.spec.selector));
  const disrupted: [string, string][] = Object.entries(budget.status.disruptedPods ?? {}).filter(([name, since]) => {
    const pod = pods.find((p) => p.metadata.name === name);
    return pod && !pod.metadata.deletionTimestamp && parseTimestamp(since) + DELETION_TIMEOUT >= cluster.now;
  });
  const going = new Set(disrupted.map(([name]) => name));
  const currentHealthy = pods.filter(
    (pod) => !pod.metadata.deletionTimestamp && !going.has(pod.metadata.name) && isReady(pod),
  ).length;
  const disruptionsAllowed = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  const { generation = 0 } = budget.metadata;
  putStatus(cluster, budget, {
    conditions: disruptionAllowed(cluster, budget.status, disruptionsAllowed, generation),
    currentHealthy,
    desiredHealthy,
    ...(disrupted.length > 0 ? { disruptedPods: Object.fromEntries(disrupted) } : {}),
    disruptionsAllowed,
    expectedPods,
    observedGeneration: generation,
  });
  for (const [, since] of disrupted)
    schedule(cluster, parseTimestamp(since) + DELETION_TIMEOUT + 1, (then) => then.control.queues.disruptions.add(key));
}

/** component-helpers: apps/poddisruptionbudget, UpdateDisruptionAllowedCondition. */
export function disruptionAllowed(
  cluster: Cluster,
  { conditions = [] }: BudgetStatus,
  allowed: number,
  observedGeneration: number,
): NonNullable<BudgetStatus['conditions']> {
  const type = 'DisruptionAllowed';
  const [status, reason] = allowed > 0 ? ['True', 'SufficientPods'] : ['False', 'InsufficientPods'];
  const was = conditions.find((c) => c.type === type);
  const lastTransitionTime = was?.status === status ? was.lastTransitionTime : now(cluster);
  const next = { lastTransitionTime, message: '', observedGeneration, reason, status, type };
  return [...conditions.filter((c) => c.type !== type), next];
}

interface Expected {
  expectedPods: number;
  desiredHealthy: number;
  /** Some Pod has no controller, whose size would be counted. */
  unmanaged: boolean;
}

/** disruption.go, getExpectedPodCount: whatever is no plain number of Pods is measured by their controllers. */
function expected(cluster: Cluster, { spec }: Budget, pods: readonly Pod[]): Expected {
  const { minAvailable, maxUnavailable } = spec;
  if (maxUnavailable === undefined && typeof minAvailable === 'number')
    return { expectedPods: pods.length, desiredHealthy: minAvailable, unmanaged: false };
  if (maxUnavailable === undefined && minAvailable === undefined)
    return { expectedPods: 0, desiredHealthy: 0, unmanaged: false };
  const { expectedPods, unmanaged } = scaleOf(cluster, pods);
  const of = (value: number | string): number =>
    typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * expectedPods) / 100);
  const desiredHealthy =
    maxUnavailable === undefined ? of(minAvailable ?? 0) : Math.max(0, expectedPods - of(maxUnavailable));
  return { expectedPods, desiredHealthy, unmanaged };
}

/** disruption.go, getExpectedScale: the wanted sizes of the Pods' controllers, of a ReplicaSet that of its Deployment. */
function scaleOf({ store }: Cluster, pods: readonly Pod[]): Pick<Expected, 'expectedPods' | 'unmanaged'> {
  const sizes = new Map<string, number>();
  let unmanaged = false;
  for (const pod of pods) {
    const ref = controllerOf(pod);
    if (!ref) {
      unmanaged = true;
      continue;
    }
    const owner = store.get(ref.kind, pod.metadata.namespace, ref.name);
    const above = owner && controllerOf(owner);
    const top = above ? store.get(above.kind, pod.metadata.namespace, above.name) : owner;
    const { replicas = 1 } = (top?.['spec'] ?? {}) as { replicas?: number };
    if (top) sizes.set(top.metadata.uid ?? '', replicas);
  }
  return { expectedPods: [...sizes.values()].reduce((sum, size) => sum + size, 0), unmanaged };
}

/** As Go prints the struct (apimachinery: meta/v1/generated.pb.go, LabelSelector.String). */
function shownSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): string {
  const labels = Object.keys(matchLabels)
    .sort()
    .map((key) => `${key}: ${matchLabels[key]},`);
  const requirements = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:[]LabelSelectorRequirement{${requirements.join('')}},}`;
}

const unmanagedText = (selector: LabelSelector | undefined): string =>
  `Pods selected by this PodDisruptionBudget (selector: ${shownSelector(selector)}) were found ` +
  'to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. ' +
  'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.';
