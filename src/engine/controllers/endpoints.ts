import type { Endpoints } from '../../model/EndpointSlice.ts';
import { isReady, type Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { sameJson } from '../plain.ts';
import { HEADLESS, LAST_CHANGE_TRIGGER_TIME } from './endpointSliceNames.ts';
import { newMetadata } from './newMetadata.ts';
import { belongsInEndpoints, endpointPorts, shouldSetHostname } from './podEndpoints.ts';
import { type Address, repackSubsets, type Subset } from './repackSubsets.ts';
import { lastChangeTriggerTime } from './triggerTime.ts';

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';
const CAPACITY = 1000;

/** controller: endpoint: the one Endpoints object of a Service, deprecated and still written. */
export function syncEndpoints(cluster: Cluster, serviceKey: ObjectKey): void {
  const { store, control } = cluster;
  const service = store.byKey<Service>(serviceKey);
  const [, namespace = '', name = ''] = serviceKey.split('/');
  const before = store.get<Endpoints>('Endpoints', namespace, name);
  if (!service) {
    control.endpointsTriggerTimes.delete(serviceKey);
    if (before) store.remove(keyOf(before));
    return;
  }
  const { selector, type } = service.spec;
  if (type === 'ExternalName' || !selector) return;
  const pods = control.pods.select(namespace, selector);
  const triggerTime = lastChangeTriggerTime(cluster, control.endpointsTriggerTimes, serviceKey, service, pods);
  const all = subsetsOf(service, pods);
  const { subsets, truncated } = truncate(all);
  const { clusterIP } = service.spec;
  // the label that says so is not the Service's to give (endpoints_controller.go, syncService)
  const { [HEADLESS]: _given, ...given } = service.metadata.labels ?? {};
  const labels = {
    ...given,
    [MANAGED_BY]: 'endpoint-controller',
    ...(!clusterIP || clusterIP === 'None' ? { [HEADLESS]: '' } : {}),
  };
  if (before && sameJson(before.subsets ?? [], subsets) && sameJson(before.metadata.labels, labels)) return;
  const annotations = { ...before?.metadata.annotations };
  delete annotations[LAST_CHANGE_TRIGGER_TIME];
  delete annotations[OVER_CAPACITY];
  if (triggerTime !== undefined) annotations[LAST_CHANGE_TRIGGER_TIME] = triggerTime;
  if (truncated) annotations[OVER_CAPACITY] = 'truncated';
  const { annotations: _, ...metadata } = before?.metadata ?? newMetadata(cluster, 'Endpoints', namespace, name);
  store.put<Endpoints>({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { ...metadata, ...(Object.keys(annotations).length > 0 ? { annotations } : {}), labels },
    ...(subsets.length > 0 ? { subsets } : {}),
  });
}

function subsetsOf(service: Service, pods: readonly Pod[]): Subset[] {
  const always = service.spec.publishNotReadyAddresses === true;
  const { ports = [], clusterIP } = service.spec;
  if (ports.length === 0 && clusterIP !== 'None') return [];
  const subsets: Subset[] = [];
  let shared: Subset | undefined;
  for (const pod of pods) {
    if (!belongsInEndpoints(pod, always)) continue;
    const address = addressOf(service, pod);
    if (!address) continue;
    const list = always || isReady(pod) ? 'addresses' : 'notReadyAddresses';
    if (shared) {
      (shared[list] ??= []).push(address);
      continue;
    }
    const resolved = endpointPorts(service, pod).map(({ name, port, protocol = 'TCP', appProtocol }) => ({
      ...(appProtocol ? { appProtocol } : {}),
      ...(name ? { name } : {}),
      port: port ?? 0,
      protocol,
    }));
    if (resolved.length === 0 && ports.length > 0) continue;
    const subset: Subset = { [list]: [address], ...(resolved.length > 0 ? { ports: resolved } : {}) };
    subsets.push(subset);
    // without names, all Pods resolve the ports alike and are one subset
    if (!ports.some((p) => typeof p.targetPort === 'string')) shared = subset;
  }
  return repackSubsets(subsets);
}

/** The Pod's one address in the Service's first family. */
function addressOf(service: Service, pod: Pod): Address | undefined {
  const family = service.spec.ipFamilies?.[0];
  const ip = pod.status.podIPs?.find((i) => !family || i.ip.includes(':') === (family === 'IPv6'))?.ip;
  if (!ip) return undefined;
  const { name, namespace = '', uid = '' } = pod.metadata;
  return {
    ...(shouldSetHostname(pod, service) ? { hostname: pod.spec.hostname as string } : {}),
    ip,
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    targetRef: { kind: 'Pod', name, namespace, uid },
  };
}

/** At most a thousand addresses, the ready ones first, in proportion (endpoints_controller.go, truncateEndpoints). */
function truncate(subsets: Subset[]): { subsets: Subset[]; truncated: boolean } {
  const sum = (of: 'addresses' | 'notReadyAddresses'): number => subsets.reduce((n, s) => n + (s[of]?.length ?? 0), 0);
  const [ready, notReady] = [sum('addresses'), sum('notReadyAddresses')];
  if (ready + notReady <= CAPACITY) return { subsets, truncated: false };
  const cut = ready > CAPACITY ? 'addresses' : 'notReadyAddresses';
  const [room, total] = cut === 'addresses' ? [CAPACITY, ready] : [CAPACITY - ready, notReady];
  let left = room;
  return {
    truncated: true,
    subsets: subsets.map((subset) => {
      const list = subset[cut] ?? [];
      const kept = list.slice(0, Math.min(Math.ceil((list.length / total) * room), left));
      left -= kept.length;
      const { addresses = [], notReadyAddresses: _, ...rest } = subset;
      const readyKept = cut === 'addresses' ? kept : addresses;
      const notReadyKept = cut === 'addresses' ? [] : kept;
      return {
        ...(readyKept.length > 0 ? { addresses: readyKept } : {}),
        ...(notReadyKept.length > 0 ? { notReadyAddresses: notReadyKept } : {}),
        ...rest,
      };
    }),
  };
}
