import type { KubeObject, OwnerReference } from '../../model/KubeObject.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';

/** The owner that manages an object, if one does (metav1.GetControllerOf). */
export const controllerOf = (object: KubeObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find((o) => o.controller);

export const isControlledBy = (object: KubeObject, owner: KubeObject): boolean =>
  controllerOf(object)?.uid === owner.metadata.uid;

/** The key of the owner that manages an object: always in the object's own Namespace here. */
export function controllerKey(object: KubeObject): ObjectKey | undefined {
  const owner = controllerOf(object);
  return owner && objectKey(owner.kind, owner.kind === 'Node' ? undefined : object.metadata.namespace, owner.name);
}

/** metav1.NewControllerRef. */
export const controllerRef = (owner: KubeObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  blockOwnerDeletion: true,
  controller: true,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid ?? '',
});
