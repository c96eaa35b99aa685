import type { KubeObject } from '../../model/KubeObject.ts';
import { isReady, type Pod } from '../../model/Pod.ts';
import type { PodTemplate } from '../../model/Workload.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { sameJson } from '../plain.ts';
import { noteEvent } from './noteEvent.ts';
import { failed } from './failed.ts';
import { isRefused, makePod, type PodDetails } from './makePod.ts';
import { controllerOf, controllerRef, isControlledBy } from './owners.ts';
import { readySince } from './podStatus.ts';
import { rankedForDeletion } from './rankedForDeletion.ts';
import { schedule } from './timers.ts';

export const isActive = (pod: Pod): boolean =>
  pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed' && !pod.metadata.deletionTimestamp;

/**
 * The Pods that belong to an owner: it adopts those that its selector matches and nobody manages, and lets go of
 * those that it does not match any more (controller: controller_ref_manager.go).
 */
export function claimPods(
  cluster: Cluster,
  owner: KubeObject,
  matches: (pod: Pod) => boolean,
  candidates: Iterable<Pod>,
): Pod[] {
  const claimed = new Map<string, Pod>();
  for (const pod of candidates) {
    if (controllerOf(pod)) {
      if (isControlledBy(pod, owner)) claimed.set(keyOf(pod), pod);
    } else if (matches(pod) && isActive(pod) && !owner.metadata.deletionTimestamp) {
      const ownerReferences = [...(pod.metadata.ownerReferences ?? []), controllerRef(owner)];
      claimed.set(keyOf(pod), cluster.store.put({ ...pod, metadata: { ...pod.metadata, ownerReferences } }));
    }
  }
  for (const key of cluster.control.dependents.get(owner.metadata.uid ?? '') ?? []) {
    const pod = key.startsWith('Pod/') ? cluster.store.byKey<Pod>(key) : undefined;
    if (!pod || !isControlledBy(pod, owner)) continue;
    if (matches(pod)) claimed.set(key, pod);
    else {
      claimed.delete(key);
      const ownerReferences = (pod.metadata.ownerReferences ?? []).filter((o) => o.uid !== owner.metadata.uid);
      const { ownerReferences: _, ...metadata } = pod.metadata;
      cluster.store.put({ ...pod, metadata: ownerReferences.length > 0 ? { ...metadata, ownerReferences } : metadata });
    }
  }
  return [...claimed.values()];
}

/**
 * Makes or deletes Pods until there are as many as wanted (controller: replicaset, manageReplicas). What the API
 * server said when it refused one.
 */
export function manageReplicas(
  cluster: Cluster,
  owner: KubeObject,
  template: PodTemplate,
  active: readonly Pod[],
  wanted: number,
  related: readonly Pod[] = active,
): string | undefined {
  const missing = Array.from({ length: Math.max(0, wanted - active.length) }, (): PodDetails => ({}));
  const refused = createPods(cluster, owner, template, missing);
  if (active.length > wanted)
    deletePods(cluster, owner, rankedForDeletion(active, related).slice(0, active.length - wanted));
  return refused;
}

/** Makes Pods of a template until one is refused. What the API server said of that one. */
export function createPods(
  cluster: Cluster,
  owner: KubeObject,
  template: PodTemplate,
  each: readonly PodDetails[],
): string | undefined {
  for (const details of each) {
    const made = makePod(cluster, owner, template, details);
    if (!isRefused(made)) continue;
    if (made.refused !== undefined) failed(cluster, owner, `Error creating: ${made.refused}`);
    return made.refused;
  }
  cluster.control.failures.delete(owner.metadata.uid ?? '');
  return undefined;
}

export function deletePods(cluster: Cluster, owner: KubeObject, pods: readonly Pod[]): void {
  for (const pod of pods) {
    deleteObject(cluster, 'Pod', pod.metadata.namespace, pod.metadata.name);
    noteEvent(cluster, owner, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
  }
}

export interface Counts {
  replicas: number;
  readyReplicas: number;
  availableReplicas: number;
}

/**
 * How many Pods there are, ready, and ready for long enough. Looks again, by a timer, when some are not ready
 * for long enough yet.
 */
export function countReplicas(
  cluster: Cluster,
  pods: readonly Pod[],
  minReadySeconds: number,
  again: (cluster: Cluster) => void,
): Counts {
  const ready = pods.filter(isReady);
  let available = ready.length;
  if (minReadySeconds > 0)
    for (const pod of ready) {
      const at = readySince(pod) + minReadySeconds * 1000;
      if (at <= cluster.now) continue;
      available--;
      schedule(cluster, at, again, { awaited: minReadySeconds <= 30 });
    }
  return { replicas: pods.length, readyReplicas: ready.length, availableReplicas: available };
}

/** A count as the API prints it: absent when it is 0. */
export const count = <K extends string>(field: K, n: number): { [k in K]?: number } =>
  n > 0 ? ({ [field]: n } as { [k in K]?: number }) : {};

/** Writes a status if it is another than before. */
export function putStatus(cluster: Cluster, object: KubeObject, status: unknown): void {
  if (!sameJson(object['status'], status)) cluster.store.put({ ...object, status });
}

export const now = (cluster: Cluster): string => timestamp(cluster.now);
