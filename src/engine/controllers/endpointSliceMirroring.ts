import type { Endpoints, EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Service } from '../../model/Service.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { MANAGED_BY, MIRRORING_CONTROLLER } from './endpointSliceNames.ts';
import { reconcileMirrors } from './mirroringReconciler.ts';

const SKIP = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER = 'control-plane.alpha.kubernetes.io/leader';

/** controller: endpointslicemirroring: hand-written Endpoints of a Service without a selector become slices. */
export function syncMirroring(cluster: Cluster, key: ObjectKey): void {
  const { store } = cluster;
  const [, namespace = '', name = ''] = key.split('/');
  const endpoints = store.byKey<Endpoints>(key);
  const service = store.get<Service>('Service', namespace, name);
  const existing = mirrorsOf(cluster, namespace, name);
  const skips =
    endpoints?.metadata.labels?.[SKIP] === 'true' || endpoints?.metadata.annotations?.[LEADER] !== undefined;
  if (!endpoints || !service || skips || service.spec.selector) {
    for (const slice of existing) store.remove(keyOf(slice));
    return;
  }
  reconcileMirrors(cluster, endpoints, existing);
}

function mirrorsOf(cluster: Cluster, namespace: string, name: string): EndpointSlice[] {
  const slices: EndpointSlice[] = [];
  for (const key of cluster.control.slices.get(objectKey('Service', namespace, name)) ?? []) {
    const slice = cluster.store.byKey<EndpointSlice>(key);
    if (slice?.metadata.labels?.[MANAGED_BY] === MIRRORING_CONTROLLER) slices.push(slice);
  }
  return slices;
}
