import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { newMetadata } from './newMetadata.ts';
import { schedule } from './timers.ts';

/** default/kubernetes: the Service of the API server itself, and what goes with it. */
export const isApiServer = ({ metadata }: KubeObject): boolean =>
  metadata.namespace === 'default' && metadata.name === 'kubernetes';

const KINDS = new Set(['Service', 'Endpoints', 'EndpointSlice']);

/** The API server looks after its own Service so often (pkg/controlplane/controller/kubernetesservice), ms. */
const INTERVAL = 10_000;

/** The API server makes anew what is deleted of its own Service, when it looks the next time. */
export function keepKubernetesService(cluster: Cluster, deleted: KubeObject): void {
  const { kind, metadata } = deleted;
  if (!isApiServer(deleted) || !KINDS.has(kind)) return;
  const { labels, generation } = metadata;
  schedule(cluster, (Math.floor(cluster.now / INTERVAL) + 1) * INTERVAL, (then) => {
    if (then.store.get(kind, 'default', 'kubernetes')) return;
    then.store.put({
      ...deleted,
      metadata: {
        ...newMetadata(then, kind, 'default', 'kubernetes'),
        ...(generation === undefined ? {} : { generation: 1 }),
        ...(labels ? { labels } : {}),
      },
    });
  });
}
