import { isReady, type Pod } from '../../model/Pod.ts';
import type { PodView } from '../../model/Simulation.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { listensOf } from '../controllers/listens.ts';

export const SYSTEM_NAMESPACE = 'kube-system';

/** Why a Pod is not ready, in the words of its own conditions. */
function reasonOf(pod: Pod): string {
  if (isReady(pod)) return '';
  const conditions = pod.status.conditions ?? [];
  const unscheduled = conditions.find((c) => c.type === 'PodScheduled' && c.status === 'False');
  if (unscheduled) return unscheduled.message ?? unscheduled.reason ?? 'not scheduled';
  const unready =
    conditions.find((c) => c.type === 'ContainersReady' && c.status === 'False') ??
    conditions.find((c) => c.type === 'Ready' && c.status === 'False');
  return unready?.message ?? unready?.reason ?? pod.status.phase ?? 'Pending';
}

const views = new WeakMap<Pod, PodView>();

/** One Pod as the page shows it. Stored objects never change, so a view is made once for each. */
export function podView(pod: Pod): PodView {
  let view = views.get(pod);
  if (!view) {
    view = {
      key: keyOf(pod),
      namespace: pod.metadata.namespace ?? '',
      name: pod.metadata.name,
      node: pod.spec.nodeName ?? '',
      ips: pod.status.podIPs?.map((p) => p.ip) ?? (pod.status.podIP ? [pod.status.podIP] : []),
      hostNetwork: pod.spec.hostNetwork === true,
      labels: pod.metadata.labels ?? {},
      phase: pod.status.phase ?? 'Pending',
      ready: isReady(pod),
      reason: reasonOf(pod),
      terminating: pod.metadata.deletionTimestamp !== undefined,
      listens: listensOf(pod).map((l) => `${l.port}/${l.protocol.toLowerCase()}`),
      system: pod.metadata.namespace === SYSTEM_NAMESPACE,
    };
    views.set(pod, view);
  }
  return view;
}

export const podViews = (cluster: Cluster): PodView[] => cluster.store.list<Pod>('Pod').map(podView);
