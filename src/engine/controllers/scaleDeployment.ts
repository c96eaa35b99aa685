import type { Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { available, DESIRED, fences, MAXIMUM, replicasOf, scale, size, strategyOf, total } from './deploymentScale.ts';

/**
 * A Deployment that is paused or wants another number of Pods: its only ReplicaSet gets them, or each of those of a
 * rollout its share, before that goes on (deployment: sync.go, scale).
 */
export function scaleDeployment(
  cluster: Cluster,
  deployment: Workload,
  current: Workload | undefined,
  old: readonly Workload[],
): void {
  const replicas = replicasOf(deployment);
  const newestFirst = old.toSorted((a, b) => -byCreation(a, b));
  const active = [...newestFirst, ...(current ? [current] : [])].filter((set) => size(set) > 0);
  const only = active[0] ?? current ?? newestFirst[0];
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
