import type { KubeObject } from '../../model/KubeObject.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import { KINDS } from '../admit/kinds.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { newMetadata } from './newMetadata.ts';

/** Every Namespace gets a ServiceAccount and the API server's certificate; a deleted one empties itself, then goes. */
export function syncNamespace(cluster: Cluster, key: ObjectKey): void {
  const { store } = cluster;
  const namespace = store.byKey<KubeObject>(key);
  if (!namespace) return;
  const { name } = namespace.metadata;
  if (!namespace.metadata.deletionTimestamp) {
    for (const object of inhabitants(cluster, name)) store.put(object);
    return;
  }
  let left = 0;
  for (const { kind, namespaced } of KINDS) {
    if (!namespaced) continue;
    for (const object of store.list(kind, name)) {
      if (!object.metadata.deletionTimestamp) deleteObject(cluster, kind, name, object.metadata.name);
      if (store.byKey(objectKey(kind, name, object.metadata.name))) left++;
    }
  }
  if (left === 0) store.remove(key);
}

const CERTIFICATE = 'kube-root-ca.crt';
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** controllers: serviceaccount, root-ca-certificate-publisher. */
function inhabitants(cluster: Cluster, namespace: string): KubeObject[] {
  const has = (kind: string, name: string): boolean => cluster.store.get(kind, namespace, name) !== undefined;
  const objects: KubeObject[] = [];
  if (!has('ServiceAccount', 'default'))
    objects.push({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: newMetadata(cluster, 'ServiceAccount', namespace, 'default'),
    });
  if (!has('ConfigMap', CERTIFICATE))
    objects.push({
      apiVersion: 'v1',
      data: { 'ca.crt': '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n' },
      kind: 'ConfigMap',
      metadata: {
        ...newMetadata(cluster, 'ConfigMap', namespace, CERTIFICATE),
        annotations: { 'kubernetes.io/description': DESCRIPTION },
      },
    });
  return objects;
}
