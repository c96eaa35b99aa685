import type { Condition } from '../../model/KubeObject.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { isUnresolvable, reasonsAgainst } from './nodeFit.ts';

/** Labels of a Node that its Pods get (apiserver: plugin/pkg/admission/podtopologylabels). */
const TOPOLOGY_LABELS = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];

/**
 * The scheduler: of the Nodes that a Pod fits, the worker with the fewest Pods, ties by name. The control
 * plane's Node only when nothing else fits.
 */
export function syncScheduler(cluster: Cluster, key: ObjectKey): void {
  const { store, control } = cluster;
  const pod = store.byKey<Pod>(key);
  if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return;
  if ((pod.spec['schedulerName'] ?? 'default-scheduler') !== 'default-scheduler') return;
  if ((pod.spec['schedulingGates'] as unknown[] | undefined)?.length) return;
  const nodes = store.list<Node>('Node').filter((n) => !n.metadata.deletionTimestamp);
  const against = new Map(nodes.map((node) => [node, reasonsAgainst(cluster, pod, node)]));
  const fit = nodes.filter((node) => against.get(node)?.length === 0);
  const workers = fit.filter((n) => n.metadata.name !== 'control-plane');
  let best: Node | undefined;
  for (const node of workers.length > 0 ? workers : fit) {
    const fewer = control.pods.countOnNode(node.metadata.name) - control.pods.countOnNode(best?.metadata.name ?? '');
    if (!best || fewer < 0 || (fewer === 0 && node.metadata.name < best.metadata.name)) best = node;
  }
  if (best) bind(cluster, pod, best);
  else refuse(cluster, pod, [...against.values()]);
}

const withCondition = (pod: Pod, condition: Condition): Condition[] => [
  ...(pod.status.conditions ?? []).filter((c) => c.type !== condition.type),
  condition,
];

function bind(cluster: Cluster, pod: Pod, node: Node): void {
  const labels = { ...pod.metadata.labels };
  for (const name of TOPOLOGY_LABELS) {
    const value = node.metadata.labels?.[name];
    if (value) labels[name] = value;
  }
  const condition: Condition = {
    lastProbeTime: null,
    lastTransitionTime: timestamp(cluster.now),
    observedGeneration: pod.metadata.generation ?? 1,
    status: 'True',
    type: 'PodScheduled',
  };
  cluster.store.put({
    ...pod,
    metadata: Object.keys(labels).length > 0 ? { ...pod.metadata, labels } : pod.metadata,
    spec: { ...pod.spec, nodeName: node.metadata.name },
    status: { ...pod.status, conditions: withCondition(pod, condition) },
  });
}

/** framework.FitError: how many Nodes there are, and what is against them, most common reason last to first by text. */
function refuse(cluster: Cluster, pod: Pod, against: readonly (readonly string[])[]): void {
  const count = new Map<string, number>();
  for (const reason of against.flat()) count.set(reason, (count.get(reason) ?? 0) + 1);
  const reasons = [...count].map(([reason, n]) => `${n} ${reason}`).sort();
  const available = `0/${against.length} nodes are available`;
  const helpless = against.filter((r) => r.some(isUnresolvable)).length;
  const preemption = [
    [helpless, 'Preemption is not helpful for scheduling'],
    [against.length - helpless, 'No preemption victims found for incoming pod'],
  ].flatMap(([n, text]) => (n ? [`${n} ${text}`] : []));
  const message =
    against.length === 0
      ? 'no nodes available to schedule pods'
      : `${available}: ${reasons.join(', ')}. no new claims to deallocate, preemption: ${available}: ${preemption.sort().join(', ')}.`;
  const was = pod.status.conditions?.find((c) => c.type === 'PodScheduled');
  if (was?.message === message) return;
  const condition: Condition = {
    lastProbeTime: null,
    lastTransitionTime: was?.lastTransitionTime ?? timestamp(cluster.now),
    message,
    observedGeneration: pod.metadata.generation ?? 1,
    reason: 'Unschedulable',
    status: 'False',
    type: 'PodScheduled',
  };
  cluster.store.put({ ...pod, status: { ...pod.status, conditions: withCondition(pod, condition) } });
}
