import type { KubeObject } from '../../model/KubeObject.ts';
import { valueAt } from '../plain.ts';
import type { Fields } from './Fields.ts';
import type { KindInfo } from './kinds.ts';

/** Resources that etcd has under another name than their own (pkg/kubeapiserver/default_storage_factory_builder.go). */
const STORED_AS: Readonly<Record<string, string>> = {
  customresourcedefinitions: 'apiextensions.k8s.io/customresourcedefinitions',
  endpoints: 'services/endpoints',
  ingresses: 'ingress',
  nodes: 'minions',
  services: 'services/specs',
};

/** A PUT that names a uid is for that object alone (apiserver: storage, Preconditions.Check). */
export function otherUid({ plural }: KindInfo, { namespace, name, uid }: Fields, old: KubeObject): string {
  const key = ['/registry', valueAt(STORED_AS, plural) ?? plural, namespace, name].filter(Boolean).join('/');
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`;
  return `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`;
}
