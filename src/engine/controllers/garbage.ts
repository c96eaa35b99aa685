import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { deleteObject } from '../admit/api.ts';
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
