import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { newMetadata } from './newMetadata.ts';

const KINDS = new Set(['Service', 'Endpoints', 'EndpointSlice']);

/**
 * The API server makes anew what is deleted of its own Service, within ten seconds (pkg/controlplane/controller:
 * kubernetesservice); here at once.
 */
export function keepKubernetesService(cluster: Cluster, deleted: KubeObject): void {
  const { kind, metadata } = deleted;
  if (metadata.name !== 'kubernetes' || metadata.namespace !== 'default' || !KINDS.has(kind)) return;
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
