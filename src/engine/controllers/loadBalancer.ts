import type { Node } from '../../model/Node.ts';
import type { LoadBalancerIngress, Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { canonicalIp } from '../net/ip.ts';
import { sameJson } from '../plain.ts';
import { noteEvent } from './noteEvent.ts';

const FINALIZER = 'service.kubernetes.io/load-balancer-cleanup';
export const LOAD_BALANCER_ANNOTATION = 'kubehop.dev/load-balancer';
/** The address that another cloud gave: a dump of a cluster keeps it (`importedObject.ts`). */
export const ADDRESS_ANNOTATION = 'kubehop.dev/load-balancer-ip';
/** The cloud has IPv4 addresses for all Services, and others only where a cluster has no IPv4. */
const RANGES = { IPv4: '203.0.113.', IPv6: 'fd00:203::' } as const;
const FIRST = 10;

const isCleaning = (service: Service): boolean =>
  (service.metadata.finalizers ?? []).includes(FINALIZER) &&
  (service.metadata.deletionTimestamp !== undefined || service.spec.type !== 'LoadBalancer');

/** Whether the cloud outside looks after a Service. */
export const wantsLoadBalancer = (service: Service): boolean =>
  service.spec.type === 'LoadBalancer' &&
  service.spec.loadBalancerClass === undefined &&
  service.metadata.annotations?.[LOAD_BALANCER_ANNOTATION] !== 'none';

/** The service controller over a cloud that only hands out addresses (cloud-provider: controllers/service). */
export function syncLoadBalancer(cluster: Cluster, key: ObjectKey): void {
  const service = cluster.store.byKey<Service>(key);
  const { loadBalancers } = cluster.control;
  if (!service) {
    loadBalancers.delete(key);
    return;
  }
  if (!wantsLoadBalancer(service) || isCleaning(service)) {
    const exists = loadBalancers.delete(key);
    if (service.metadata.finalizers?.includes(FINALIZER)) release(cluster, service, key, exists);
    return;
  }
  if (service.metadata.deletionTimestamp) return;
  const known = loadBalancers.get(key);
  // what somebody else has written into the status stays until the Service asks for something else
  if (known?.asked === askedOf(service)) return;
  const ingress = ensure(cluster, service, key);
  const finalizers = service.metadata.finalizers ?? [];
  const complete = finalizers.includes(FINALIZER);
  const same = complete && JSON.stringify(service.status.loadBalancer.ingress ?? []) === JSON.stringify(ingress);
  if (same && ingress.length === 0) return;
  noteEvent(cluster, service, 'EnsuringLoadBalancer', 'Ensuring load balancer');
  if (loadBalancerNodes(cluster).length === 0) noteNoNodes(cluster, service);
  if (ingress.length > 0) noteEvent(cluster, service, 'EnsuredLoadBalancer', 'Ensured load balancer');
  if (same) return;
  cluster.store.put({
    ...service,
    metadata: complete ? service.metadata : { ...service.metadata, finalizers: [...finalizers, FINALIZER] },
    status: { ...service.status, loadBalancer: ingress.length > 0 ? { ingress } : {} },
  });
}

/** What makes the controller look again at a Service, where it has changed (needsUpdate, portEqualForLB). */
const askedOf = ({ metadata, spec }: Service): string =>
  JSON.stringify([
    metadata.uid,
    metadata.annotations ?? {},
    spec.loadBalancerSourceRanges ?? null,
    spec.ports,
    spec.sessionAffinity,
    spec.sessionAffinityConfig ?? null,
    spec.loadBalancerIP,
    spec.externalIPs ?? [],
    spec.externalTrafficPolicy,
    spec.healthCheckNodePort,
    spec.ipFamilies?.length,
  ]);

/** A Service that was edited in the text is as if it had been so from the start: nobody was told of another one. */
export function takeAsAsked({ store, control: { loadBalancers } }: Cluster, key: ObjectKey): void {
  const service = store.byKey<Service>(key);
  const known = loadBalancers.get(key);
  if (service && known) loadBalancers.set(key, { ...known, asked: askedOf(service) });
}

/**
 * A Node has come, gone, been excluded, or is so no more: the cloud is told for each load balancer whose Nodes are others then
 * (nodeSyncService). Of other changes the controller takes no notice (shouldSyncUpdatedNode).
 */
export function tellLoadBalancers(cluster: Cluster, seen: readonly Node[]): void {
  const { loadBalancers } = cluster.control;
  const nodes = namesOf(seen.filter(isSentTo));
  for (const [key, balancer] of loadBalancers) {
    const service = cluster.store.byKey<Service>(key);
    if (!service || sameJson(balancer.nodes.toSorted(), nodes.toSorted())) continue;
    loadBalancers.set(key, { ...balancer, nodes });
    if (nodes.length === 0) noteNoNodes(cluster, service);
    else noteEvent(cluster, service, 'UpdatedLoadBalancer', 'Updated load balancer with new hosts');
  }
}

const namesOf = (nodes: readonly Node[]): string[] => nodes.map(({ metadata }) => metadata.name);

const noteNoNodes = (cluster: Cluster, service: Service): void =>
  noteEvent(cluster, service, 'UnAvailableLoadBalancer', 'There are no available nodes for LoadBalancer');

function release(cluster: Cluster, service: Service, key: ObjectKey, exists: boolean): void {
  if (exists) noteEvent(cluster, service, 'DeletingLoadBalancer', 'Deleting load balancer');
  noteEvent(cluster, service, 'DeletedLoadBalancer', 'Deleted load balancer');
  const { finalizers = [], ...metadata } = service.metadata;
  const rest = finalizers.filter((f) => f !== FINALIZER);
  if (service.metadata.deletionTimestamp && rest.length === 0) {
    cluster.store.remove(key);
    return;
  }
  cluster.store.put({
    ...service,
    metadata: rest.length > 0 ? { ...metadata, finalizers: rest } : metadata,
    status: { ...service.status, loadBalancer: {} },
  });
}

/** The ingress of a Service that the cloud looks after; empty while its address is somebody else's. */
function ensure(cluster: Cluster, service: Service, key: ObjectKey): LoadBalancerIngress[] {
  const { loadBalancers } = cluster.control;
  const proxy = service.metadata.annotations?.[LOAD_BALANCER_ANNOTATION] === 'proxy';
  const kept = canonicalIp(service.metadata.annotations?.[ADDRESS_ANNOTATION] ?? '');
  const wanted = kept ?? service.spec.loadBalancerIP ?? '';
  let ip = loadBalancers.get(key)?.ip;
  if (ip === undefined || (wanted !== '' && wanted !== ip)) {
    loadBalancers.delete(key);
    const taken = takenAddresses(cluster);
    ip = kept && !taken.has(kept) ? kept : freeAddress(cluster, taken, wanted);
    if (ip === undefined) return [];
  }
  loadBalancers.set(key, {
    ip,
    asked: askedOf(service),
    nodes: namesOf(loadBalancerNodes(cluster)),
  });
  return [{ ip, ipMode: proxy ? 'Proxy' : 'VIP' }];
}

const takenAddresses = ({ control }: Cluster): Set<string> =>
  new Set([...control.loadBalancers.values()].map(({ ip }) => ip));

/** The address that the next Service of type LoadBalancer gets if it asks for none. */
export const nextAddress = (cluster: Cluster): string | undefined => freeAddress(cluster, takenAddresses(cluster), '');

function freeAddress({ settings }: Cluster, taken: ReadonlySet<string>, wanted: string): string | undefined {
  const range = RANGES[settings.families.includes('IPv4') ? 'IPv4' : 'IPv6'];
  for (let i = 0; i < 255; i++) if (`${range}${i}` === wanted) return taken.has(wanted) ? undefined : wanted;
  for (let i = FIRST; i < 255; i++) if (!taken.has(`${range}${i}`)) return `${range}${i}`;
  return undefined;
}

const EXCLUDE = 'node.kubernetes.io/exclude-from-external-load-balancers';
const TO_BE_DELETED = 'ToBeDeletedByClusterAutoscaler';
/** strconv.ParseBool. */
const FALSE = ['0', 'f', 'F', 'false', 'False', 'FALSE'];

/** Whether a Node is not excluded from load balancers by its label (nodeIncludedPredicate). */
export const isIncluded = (node: Node): boolean => {
  const excluded = node.metadata.labels?.[EXCLUDE];
  return excluded === undefined || FALSE.includes(excluded);
};

/** A Node that is being deleted, or that the cluster autoscaler has marked for it. */
export const isLeaving = ({ metadata, spec }: Node): boolean =>
  metadata.deletionTimestamp !== undefined || (spec.taints?.some((taint) => taint.key === TO_BE_DELETED) ?? false);

/**
 * The Nodes that a new load balancer may send to, ready or not: health checks are there for that (cloud-provider:
 * controllers/service, stableNodeSetPredicates).
 */
export const loadBalancerNodes = (cluster: Cluster): Node[] => cluster.store.list<Node>('Node').filter(isSentTo);

const isSentTo = (node: Node): boolean => isIncluded(node) && !isLeaving(node);

/** The Nodes that the load balancer of a Service sends to: those that it was told of last, as far as they are still there. */
export function nodesBehind(cluster: Cluster, service: Service): Node[] {
  const told = cluster.control.loadBalancers.get(keyOf(service))?.nodes;
  if (told === undefined) return loadBalancerNodes(cluster);
  return cluster.store.list<Node>('Node').filter(({ metadata }) => told.includes(metadata.name));
}
