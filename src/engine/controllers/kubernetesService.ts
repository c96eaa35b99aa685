import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { newMetadata } from './newMetadata.ts';

/** default/kubernetes: the Service of the API server itself, and what goes with it. */
export const isApiServer = ({ metadata }: KubeObject): boolean =>
  metadata.namespace === 'default' && metadata.name === 'kubernetes';

const KINDS = new Set(['Service', 'Endpoints', 'EndpointSlice']);

/**
 * The API server makes anew what is deleted of its own Service, within ten seconds (pkg/controlplane/controller:
 * kubernetesservice); here at once.
 */
export function keepKubernetesService(cluster: Cluster, deleted: KubeObject): void {
  const { kind, metadata } = deleted;
  if (!isApiServer(deleted) || !KINDS.has(kind)) return;
  const { labels, generation } = metadata;
  cluster.store.put({
    ...deleted,
    metadata: {
      ...newMetadata(cluster, kind, 'default', 'kubernetes'),
      ...(generation === undefined ? {} : { generation: 1 }),
      ...(labels ? { labels } : {}),
    },
  });
}
