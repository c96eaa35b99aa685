import type { Condition } from '../../model/KubeObject.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import { addTopologyLabels } from '../admit/pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { claimsIn } from './claimsIn.ts';
import { emptiest, reasonsNow, suitableNodes } from './nodeFit.ts';
import { noteUnschedulable } from './unschedulable.ts';
import { bindLateVolumes, waitsForPod } from './volumes.ts';
import { withPodCondition } from './withPodCondition.ts';

/**
 * The scheduler: of the Nodes that a Pod fits, the worker with the fewest Pods, ties by name. The control
 * plane's Node only when nothing else fits.
 */
export function syncScheduler(cluster: Cluster, key: ObjectKey): void {
  const { store } = cluster;
  const pod = store.byKey<Pod>(key);
  if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return;
  if ((pod.spec['schedulerName'] ?? 'default-scheduler') !== 'default-scheduler') return;
  if ((pod.spec['schedulingGates'] as unknown[] | undefined)?.length) return;
  const claim = claimProblem(cluster, pod);
  const best = claim === undefined ? choose(cluster, pod) : undefined;
  if (best) bind(cluster, pod, best);
  else noteUnschedulable(cluster, pod, claim);
}

/** Nobody provisions volumes here, so that a claim may stay unbound (plugins: volumebinding, PreFilter). */
function claimProblem(cluster: Cluster, pod: Pod): string | undefined {
  for (const name of claimsIn(pod)) {
    const claim = cluster.store.get('PersistentVolumeClaim', pod.metadata.namespace, name);
    if (!claim) return `persistentvolumeclaim "${name}" not found`;
    if (!(claim['spec'] as { volumeName?: string } | undefined)?.volumeName && !waitsForPod(cluster, claim))
      return 'pod has unbound immediate PersistentVolumeClaims';
  }
  return undefined;
}

function choose(cluster: Cluster, pod: Pod): Node | undefined {
  const nodeAt = (name: string): Node | undefined => cluster.store.get<Node>('Node', undefined, name);
  const isFit = (node: Node | undefined): boolean => node !== undefined && reasonsNow(cluster, pod, node).length === 0;
  const podsOn = (name: string): number => cluster.control.pods.countOnNode(name);
  const name = emptiest(suitableNodes(cluster, pod), podsOn, (name) => isFit(nodeAt(name)));
  return name === undefined ? undefined : nodeAt(name);
}

function bind(cluster: Cluster, pod: Pod, node: Node): void {
  const metadata = { ...pod.metadata };
  addTopologyLabels(metadata, node);
  const condition: Condition = {
    lastProbeTime: null,
    lastTransitionTime: timestamp(cluster.now),
    observedGeneration: pod.metadata.generation ?? 1,
    status: 'True',
    type: 'PodScheduled',
  };
  if (claimsIn(pod).length > 0) bindLateVolumes(cluster, pod, node);
  cluster.control.bound.add(pod.metadata.uid ?? '');
  cluster.store.put({
    ...pod,
    metadata,
    spec: { ...pod.spec, nodeName: node.metadata.name },
    status: { ...pod.status, conditions: withPodCondition(pod, condition) },
  });
}
