import type { KubeObject } from '../../model/KubeObject.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import { KINDS } from '../admit/kinds.ts';
import type { Cluster } from '../cluster/Cluster.ts';

/** Deletes what all of whose owners are gone, and what waits for finalizers that nobody holds any more. */
export function syncGarbage(cluster: Cluster, key: ObjectKey): void {
  const { store } = cluster;
  const object = store.byKey(key);
  if (!object) return;
  const { deletionTimestamp, finalizers, ownerReferences, namespace, name } = object.metadata;
  if (deletionTimestamp) {
    if (object.kind !== 'Pod' && object.kind !== 'Namespace' && !finalizers?.length) store.remove(key);
    return;
  }
  if (!ownerReferences?.length) return;
  const isAlive = ({ kind, name, uid }: { kind: string; name: string; uid: string }): boolean => {
    const info = KINDS.find((k) => k.kind === kind);
    if (!info) return true;
    return store.byKey(objectKey(kind, info.namespaced ? namespace : undefined, name))?.metadata.uid === uid;
  };
  if (!ownerReferences.some(isAlive)) deleteObject(cluster, object.kind, namespace, name);
}

/** What an owner that is deleted with `--cascade=orphan` leaves behind: nobody owns it any more. */
export function orphanDependents(cluster: Cluster, owner: KubeObject): void {
  const { uid } = owner.metadata;
  for (const key of Array.from(cluster.control.dependents.get(uid ?? '') ?? [])) {
    const object = cluster.store.byKey(key);
    if (!object) continue;
    const { ownerReferences = [], ...metadata } = object.metadata;
    const others = ownerReferences.filter((reference) => reference.uid !== uid);
    cluster.store.put({
      ...object,
      metadata: others.length > 0 ? { ...metadata, ownerReferences: others } : metadata,
    });
  }
}
