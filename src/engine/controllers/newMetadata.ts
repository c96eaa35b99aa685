import type { ObjectMeta } from '../../model/KubeObject.ts';
import { objectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { makeUid } from '../admit/identity.ts';

/** The metadata that every object gets when a controller creates it. */
export const newMetadata = (
  cluster: Cluster,
  kind: string,
  namespace: string | undefined,
  name: string,
): ObjectMeta => ({
  creationTimestamp: timestamp(cluster.now),
  name,
  ...(namespace ? { namespace } : {}),
  uid: makeUid(cluster, objectKey(kind, namespace, name)),
});
