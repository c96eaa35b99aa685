import type { Condition } from '../../model/KubeObject.ts';
import type { Node, Outage } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import { objectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { networkChanged } from './networkChanged.ts';
import { schedule } from './timers.ts';

/** How often a kubelet renews its Node's lease (kubelet: a quarter of nodeLeaseDurationSeconds, 40). */
const RENEWAL = 10_000;
/** How often the controller looks at leases (kube-controller-manager --node-monitor-period). */
const MONITOR = 5000;

export const isOff = (cluster: Cluster, node: string): boolean => cluster.control.outages.get(node) === 'machine';

/** From now on nobody renews the Node's lease; when the grace period is over, the Node counts as unreachable. */
export function failNode(cluster: Cluster, name: string, what: Outage): void {
  const { outages } = cluster.control;
  if (outages.get(name) === 'machine') return;
  const known = outages.has(name);
  outages.set(name, what);
  networkChanged(cluster);
  cluster.log?.happened({ kind: 'node', node: name, state: what === 'machine' ? 'off' : 'silent' });
  if (known) return;
  const renewed = Math.floor(cluster.now / RENEWAL) * RENEWAL;
  const over = renewed + cluster.settings.delays.nodeGrace;
  schedule(cluster, (Math.floor(over / MONITOR) + 1) * MONITOR, (then) => loseNode(then, name));
}

/** Its kubelet renews the lease again, reports the Node's state, and looks at its Pods. */
export function healNode(cluster: Cluster, name: string): void {
  const node = cluster.store.get<Node>('Node', undefined, name);
  if (cluster.control.outages.get(name) !== 'kubelet' || !node) return;
  cluster.control.outages.delete(name);
  cluster.log?.happened({ kind: 'node', node: name, state: 'back' });
  const well = (c: Condition): Condition =>
    c.status !== 'Unknown'
      ? c
      : c.type === 'Ready'
        ? { ...c, status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }
        : { ...c, status: 'False', ...WELL[c.type] };
  setConditions(cluster, node, well);
  for (const pod of cluster.control.pods.onNode(name)) {
    // the kubelet reports what it sees, whatever the status says
    const { observedGeneration: _, ...status } = pod.status;
    cluster.store.put({ ...pod, status });
  }
}

const WELL: Record<string, { reason: string; message: string }> = {
  MemoryPressure: { reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
  DiskPressure: { reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
  PIDPressure: { reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
};

/** controller: nodelifecycle, tryUpdateNodeHealth and MarkPodsNotReady. Its taints follow from its conditions. */
function loseNode(cluster: Cluster, name: string): void {
  const node = cluster.store.get<Node>('Node', undefined, name);
  if (!node || !cluster.control.outages.has(name)) return;
  const reason = 'NodeStatusUnknown';
  const message = 'Kubelet stopped posting node status.';
  setConditions(cluster, node, (c) =>
    c.type === 'NetworkUnavailable' ? c : { ...c, status: 'Unknown', reason, message },
  );
  for (const pod of cluster.control.pods.onNode(name)) {
    const now = timestamp(cluster.now);
    const unready = (c: Condition): Condition =>
      c.type === 'Ready' && c.status !== 'False' ? { ...c, status: 'False', lastTransitionTime: now } : c;
    const conditions = pod.status.conditions?.map(unready) ?? [];
    cluster.store.put<Pod>({ ...pod, status: { ...pod.status, conditions } });
  }
}

function setConditions(cluster: Cluster, node: Node, change: (c: Condition) => Condition): void {
  const now = timestamp(cluster.now);
  const conditions = node.status.conditions?.map((old) => {
    const next = change(old);
    return next.status === old.status ? next : { ...next, lastTransitionTime: now };
  });
  cluster.store.put({ ...node, status: { ...node.status, ...(conditions ? { conditions } : {}) } });
  cluster.control.queues.nodes.add(objectKey('Node', undefined, node.metadata.name));
}

/** Pods of a Node whose kubelet is silent stay as they are, whatever the API says of them. */
export const hasKubelet = (cluster: Cluster, pod: Pod): boolean =>
  !cluster.control.outages.has(pod.spec.nodeName ?? '');
