import type { Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { LAST_APPLIED } from '../cluster/lastApplied.ts';
import { sameJson } from '../plain.ts';
import { noteEvent } from './noteEvent.ts';
import { templateHash } from './templateHash.ts';

export const HASH = 'pod-template-hash';
export const REVISION = 'deployment.kubernetes.io/revision';
export const HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAXIMUM = 'deployment.kubernetes.io/max-replicas';

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

/**
 * A Deployment that is paused or wants another number of Pods: its only ReplicaSet gets them, or each of those of a
 * rollout its share, before that goes on (deployment: sync.go, scale).
 */
export function scaleAll(
  cluster: Cluster,
  deployment: Workload,
  current: Workload | undefined,
  old: readonly Workload[],
): void {
  const replicas = replicasOf(deployment);
  const newestFirst = old.toSorted((a, b) => -byCreation(a, b));
  const active = [...newestFirst, ...(current ? [current] : [])].filter((set) => size(set) > 0);
  const only = active.length > 0 ? active[0] : (current ?? newestFirst[0]);
  if (only && active.length <= 1) {
    if (size(only) !== replicas) scale(cluster, deployment, only, replicas);
  } else if (current && isSaturated(deployment, current)) {
    for (const set of active) if (set !== current) scale(cluster, deployment, set, 0);
  } else if (strategyOf(deployment).type !== 'Recreate') scaleInProportion(cluster, deployment, active);
}

/** deployment/util: IsSaturated. */
const isSaturated = (deployment: Workload, set: Workload): boolean =>
  [size(set), Number(set.metadata.annotations?.[DESIRED]), available(set)].every((n) => n === replicasOf(deployment));

const byCreation = ({ metadata: a }: Workload, { metadata: b }: Workload): number => {
  const [one, other] = [`${a.creationTimestamp} ${a.name}`, `${b.creationTimestamp} ${b.name}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** The largest first: of two that are alike, the newer one grows and the older one shrinks first. */
function scaleInProportion(cluster: Cluster, deployment: Workload, active: readonly Workload[]): void {
  const replicas = replicasOf(deployment);
  const allowed = replicas > 0 ? replicas + fences(deployment).surge : 0;
  const toAdd = allowed - total(active, size);
  const sets = active.toSorted((a, b) => size(b) - size(a) || byCreation(a, b) * -Math.sign(toAdd));
  let left = toAdd;
  const shares = sets.map((set) => {
    const share = fractionOf(deployment, set, allowed);
    const taken = toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
    left -= taken;
    return taken;
  });
  for (const [i, set] of sets.entries())
    scale(cluster, deployment, set, Math.max(0, size(set) + (shares[i] ?? 0) + (i === 0 ? left : 0)));
}

/** deployment/util: getReplicaSetFraction: by how much a ReplicaSet would grow with the whole. */
function fractionOf({ status }: Workload, set: Workload, allowed: number): number {
  const before = Number(set.metadata.annotations?.[MAXIMUM]) || Number(status?.['replicas'] ?? 0);
  if (allowed === 0) return -size(set);
  return before === 0 ? 0 : Math.round((size(set) * allowed) / before) - size(set);
}
