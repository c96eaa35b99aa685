import type { Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { LAST_APPLIED } from '../cluster/lastApplied.ts';
import { sameJson } from '../plain.ts';
import { noteEvent } from './noteEvent.ts';
import { templateHash } from './templateHash.ts';

export const HASH = 'pod-template-hash';
export const REVISION = 'deployment.kubernetes.io/revision';
export const HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED = 'deployment.kubernetes.io/desired-replicas';
export const MAXIMUM = 'deployment.kubernetes.io/max-replicas';

interface Strategy {
  type?: string;
  rollingUpdate?: { maxSurge?: number | string; maxUnavailable?: number | string };
}

export const size = (set: Workload): number => set.spec.replicas ?? 1;
export const available = (set: Workload): number => Number(set.status?.['availableReplicas'] ?? 0);
export const total = (sets: readonly Workload[], of: (set: Workload) => number): number =>
  sets.reduce((n, s) => n + of(s), 0);

export const replicasOf = (deployment: Workload): number => deployment.spec.replicas ?? 1;
export const strategyOf = (deployment: Workload): Strategy => (deployment.spec['strategy'] ?? {}) as Strategy;

/** intstr.GetScaledValueFromIntOrPercent; surge rounds up, unavailable down, and not both may be 0. */
export function fences(deployment: Workload): { surge: number; unavailable: number } {
  const replicas = replicasOf(deployment);
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategyOf(deployment).rollingUpdate ?? {};
  if (strategyOf(deployment).type === 'Recreate') return { surge: 0, unavailable: 0 };
  const scaled = (value: number | string, round: (n: number) => number): number =>
    typeof value === 'number' ? value : round((Number.parseInt(value, 10) / 100) * replicas);
  const surge = scaled(maxSurge, Math.ceil);
  const unavailable = Math.min(scaled(maxUnavailable, Math.floor), replicas);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export const revisionOf = (set: Workload): number => Number(set.metadata.annotations?.[REVISION] ?? 0);

export function annotationsFor(deployment: Workload, revision: string): Record<string, string> {
  const { [LAST_APPLIED]: _, [REVISION]: __, ...own } = deployment.metadata.annotations ?? {};
  const replicas = replicasOf(deployment);
  return {
    ...own,
    [DESIRED]: String(replicas),
    [MAXIMUM]: String(replicas + fences(deployment).surge),
    [REVISION]: revision,
  };
}

export function scaled(cluster: Cluster, deployment: Workload, set: Workload, before: number): void {
  const way = size(set) > before ? 'up' : 'down';
  const message = `Scaled ${way} replica set ${set.metadata.name} from ${before} to ${size(set)}`;
  noteEvent(cluster, deployment, 'ScalingReplicaSet', message);
}

/** A ReplicaSet of before keeps its own; the newest gets those of its Deployment (deployment/util, SetReplicasAnnotations). */
function annotationsOf(deployment: Workload, set: Workload): Record<string, string> {
  const all = annotationsFor(deployment, String(revisionOf(set) || 1));
  const before = set.metadata.annotations ?? {};
  if (set.metadata.labels?.[HASH] !== templateHash(deployment.spec.template))
    return { ...before, [DESIRED]: all[DESIRED] ?? '', [MAXIMUM]: all[MAXIMUM] ?? '' };
  return { ...all, ...(before[HISTORY] === undefined ? {} : { [HISTORY]: before[HISTORY] }) };
}

export function scale(cluster: Cluster, deployment: Workload, set: Workload, replicas: number): void {
  const annotations = annotationsOf(deployment, set);
  const fresh = sameJson(annotations, set.metadata.annotations);
  if (size(set) === replicas && fresh) return;
  const generation = (set.metadata.generation ?? 1) + (size(set) === replicas ? 0 : 1);
  const after: Workload = {
    ...set,
    metadata: { ...set.metadata, annotations, generation },
    spec: { ...set.spec, replicas },
  };
  cluster.store.put(after);
  if (size(set) !== replicas) scaled(cluster, deployment, after, size(set));
}

/** deployment: sync.go, isScalingEvent: some ReplicaSet was made for another number of Pods. */
export const isScalingEvent = (deployment: Workload, sets: readonly Workload[]): boolean =>
  sets.some((set) => {
    const desired = set.metadata.annotations?.[DESIRED];
    return size(set) > 0 && desired !== undefined && Number(desired) !== replicasOf(deployment);
  });
