import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';

/** What made an object, or made what made it; the object itself if nobody did. */
export function workloadOf(cluster: Cluster, object: KubeObject): KubeObject {
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller);
  const parent = owner && cluster.store.get(owner.kind, object.metadata.namespace, owner.name);
  return parent ? workloadOf(cluster, parent) : object;
}

/** Namespaces are told only where they differ from default. */
export const nameOf = ({ metadata: { namespace, name } }: KubeObject): string =>
  namespace === undefined || namespace === 'default' ? name : `${namespace}/${name}`;
