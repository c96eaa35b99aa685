import type { EndpointSlice, SliceEndpoint, SlicePort } from '../../model/EndpointSlice.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import {
  ENDPOINT_SLICE_CONTROLLER,
  HEADLESS,
  LAST_CHANGE_TRIGGER_TIME,
  MANAGED_BY,
  SERVICE_NAME,
} from './endpointSliceNames.ts';
import { generatedName } from './generatedName.ts';
import { newMetadata } from './newMetadata.ts';
import { controllerRef } from './owners.ts';
import { noteEvent } from './noteEvent.ts';
import { belongsInEndpoints, endpointPorts, podToEndpoint } from './podEndpoints.ts';
import { bySlicePortHash } from './portOrder.ts';
import { type Draft, pack, type Packing, portsKey } from './slicePacking.ts';
import { addTopologyHints, cpuRatios } from './topologyHints.ts';
import { wantsTopologyHints } from './wantsTopologyHints.ts';
import { addDistributionHints, isTrafficDistribution, removeHints } from './trafficDistribution.ts';
import { lastChangeTriggerTime } from './triggerTime.ts';

type Family = 'IPv4' | 'IPv6';

/** controller: endpointslice, and k8s.io/endpointslice/reconciler.go. */
export function syncEndpointSlices(cluster: Cluster, key: ObjectKey): void {
  const { control, store } = cluster;
  const service = store.byKey<Service>(key);
  if (!service) {
    control.triggerTimes.delete(key);
    control.hinted.delete(key);
    return;
  }
  const { selector, type } = service.spec;
  if (type === 'ExternalName' || !selector) return;
  const namespace = service.metadata.namespace ?? '';
  const pods = control.pods.select(namespace, selector);
  const existing = slicesOf(cluster, service);
  const triggerTime = lastChangeTriggerTime(cluster, control.triggerTimes, key, service, pods);
  const families = service.spec.ipFamilies ?? [];
  for (const family of families)
    reconcile(
      cluster,
      service,
      pods,
      existing.filter((s) => s.addressType === family),
      family,
      triggerTime,
    );
  for (const slice of existing) if (!families.includes(slice.addressType as Family)) store.remove(keyOf(slice));
}

/** The slices that the controller keeps for a Service. */
function slicesOf(cluster: Cluster, service: Service): EndpointSlice[] {
  const slices: EndpointSlice[] = [];
  for (const key of cluster.control.slices.get(keyOf(service)) ?? []) {
    const slice = cluster.store.byKey<EndpointSlice>(key);
    if (slice && !slice.metadata.deletionTimestamp && slice.metadata.labels?.[MANAGED_BY] === ENDPOINT_SLICE_CONTROLLER)
      slices.push(slice);
  }
  return slices;
}

const isOwnedBy = (slice: EndpointSlice, service: Service): boolean =>
  slice.metadata.ownerReferences?.some((o) => o.uid === service.metadata.uid) ?? false;

interface Group {
  ports: SlicePort[];
  endpoints: SliceEndpoint[];
}

function reconcile(
  cluster: Cluster,
  service: Service,
  pods: readonly Pod[],
  existing: readonly EndpointSlice[],
  family: Family,
  triggerTime: string | undefined,
): void {
  const groups = desiredGroups(cluster, service, pods, family);
  const labels = sliceLabels(service);
  const labelsChanged = (slice: EndpointSlice): boolean =>
    !sameLabels(ownLabels(slice.metadata.labels), ownLabels(labels));
  const packing: Packing = { create: [], update: [], unchanged: [], remove: [] };
  const byPorts = new Map<string, EndpointSlice[]>();
  for (const slice of existing) {
    if (!isOwnedBy(slice, service)) packing.remove.push(slice);
    else byPorts.set(portsKey(slice.ports ?? []), [...(byPorts.get(portsKey(slice.ports ?? [])) ?? []), slice]);
  }
  for (const [ports, group] of groups) {
    const part = pack(byPorts.get(ports) ?? [], group.endpoints, group.ports, labelsChanged);
    for (const list of ['create', 'update', 'unchanged', 'remove'] as const)
      (packing[list] as unknown[]).push(...part[list]);
  }
  for (const [ports, slices] of byPorts) if (!groups.has(ports)) packing.remove.push(...slices);
  keepPlaceholder(packing, existing, labelsChanged);
  addHints(cluster, service, packing, family);
  write(cluster, service, family, labels, packing, triggerTime);
}

/** The endpoints that there should be, by their ports. */
function desiredGroups(cluster: Cluster, service: Service, pods: readonly Pod[], family: Family): Map<string, Group> {
  const groups = new Map<string, Group>();
  let numeric: Group | undefined;
  for (const pod of pods) {
    if (!belongsInEndpoints(pod, true)) continue;
    let group = numeric;
    if (!group) {
      const ports = endpointPorts(service, pod).sort(bySlicePortHash);
      const key = portsKey(ports);
      group = groups.get(key) ?? { ports, endpoints: [] };
      groups.set(key, group);
      // without names, all Pods resolve the ports alike
      if (!service.spec.ports?.some((p) => typeof p.targetPort === 'string')) numeric = group;
    }
    const node = cluster.store.get<Node>('Node', undefined, pod.spec.nodeName ?? '');
    if (!node && !service.spec.publishNotReadyAddresses) continue;
    const endpoint = podToEndpoint(pod, node, service, family);
    if (endpoint) group.endpoints.push(endpoint);
  }
  return groups;
}

/** A Service is never without a slice: an empty one stays, or is made. */
function keepPlaceholder(
  packing: Packing,
  existing: readonly EndpointSlice[],
  labelsChanged: (slice: EndpointSlice) => boolean,
): void {
  if (existing.length !== packing.remove.length || packing.create.length > 0) return;
  const [only] = packing.remove;
  const isPlaceholder = only && !only.endpoints?.length && !only.ports?.length && !labelsChanged(only);
  if (packing.remove.length === 1 && isPlaceholder) packing.remove = [];
  else packing.create.push({ slice: undefined, endpoints: [], ports: [] });
}

function addHints(cluster: Cluster, service: Service, packing: Packing, family: Family): void {
  const { hinted } = cluster.control;
  const distribution = service.spec.trafficDistribution;
  const key = keyOf(service);
  const tell = (what: 'Enabled' | 'Disabled', why: string): void =>
    noteEvent(cluster, service, `TopologyAwareHints${what}`, `${why}, addressType: ${family}`);
  if (wantsTopologyHints(service)) {
    const against = addTopologyHints(packing, cpuRatios(cluster.store.list<Node>('Node')));
    if (against !== undefined) {
      tell('Disabled', against);
      hinted.delete(key);
      return;
    }
    if (!hinted.has(key)) tell('Enabled', 'Topology Aware Hints has been enabled');
    hinted.add(key);
    return;
  }
  if (hinted.delete(key)) tell('Disabled', 'Topology Aware Hints has been disabled');
  if (distribution !== undefined && isTrafficDistribution(distribution)) addDistributionHints(packing, distribution);
  else removeHints(packing);
}

const RESERVED = [SERVICE_NAME, MANAGED_BY, HEADLESS];

function ownLabels(labels: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !RESERVED.includes(name)));
}

const sameLabels = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((k) => a[k] === b[k]);

/** endpointslice: utils.go, setEndpointSliceLabels. */
function sliceLabels(service: Service): Record<string, string> {
  const { clusterIP } = service.spec;
  return {
    ...ownLabels(service.metadata.labels),
    ...(!clusterIP || clusterIP === 'None' ? { [HEADLESS]: '' } : {}),
    [SERVICE_NAME]: service.metadata.name,
    [MANAGED_BY]: ENDPOINT_SLICE_CONTROLLER,
  };
}

/** reconciler.go, finalize: a slice that would go takes the place of one that would come. */
function write(
  cluster: Cluster,
  service: Service,
  family: Family,
  labels: Record<string, string>,
  packing: Packing,
  triggerTime: string | undefined,
): void {
  const { create, update } = packing;
  const remove = packing.remove.filter((slice) => {
    const draft = isOwnedBy(slice, service) ? create.pop() : undefined;
    if (draft) update.push({ ...draft, slice });
    return !draft;
  });
  const put = (slice: EndpointSlice): void => void cluster.control.ownWrites.add(cluster.store.put(slice));
  const filled = (draft: Draft): Pick<EndpointSlice, 'endpoints' | 'ports'> => ({
    endpoints: draft.endpoints.length > 0 ? draft.endpoints : null,
    ports: draft.ports.length > 0 ? draft.ports : null,
  });
  if (!service.metadata.deletionTimestamp)
    for (const draft of create) put({ ...newSlice(cluster, service, family, labels, triggerTime), ...filled(draft) });
  for (const draft of update) {
    if (!draft.slice) continue;
    const metadata = { ...draft.slice.metadata, labels, generation: (draft.slice.metadata.generation ?? 1) + 1 };
    put({ ...draft.slice, metadata: withTriggerTime(metadata, triggerTime), ...filled(draft) });
  }
  for (const slice of remove) cluster.store.remove(keyOf(slice));
}

function withTriggerTime(
  metadata: EndpointSlice['metadata'],
  triggerTime: string | undefined,
): EndpointSlice['metadata'] {
  const { annotations: { [LAST_CHANGE_TRIGGER_TIME]: _, ...others } = {}, ...rest } = metadata;
  const annotations = triggerTime === undefined ? others : { ...others, [LAST_CHANGE_TRIGGER_TIME]: triggerTime };
  return Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest;
}

function newSlice(
  cluster: Cluster,
  service: Service,
  family: Family,
  labels: Record<string, string>,
  triggerTime: string | undefined,
): EndpointSlice {
  const namespace = service.metadata.namespace ?? '';
  const generateName = `${service.metadata.name}-`;
  const name = generatedName(cluster, 'EndpointSlice', namespace, generateName);
  const metadata = {
    ...newMetadata(cluster, 'EndpointSlice', namespace, name),
    generateName,
    generation: 1,
    labels,
    ownerReferences: [controllerRef(service)],
  };
  return {
    addressType: family,
    apiVersion: 'discovery.k8s.io/v1',
    endpoints: null,
    kind: 'EndpointSlice',
    metadata: withTriggerTime(metadata, triggerTime),
    ports: null,
  };
}
