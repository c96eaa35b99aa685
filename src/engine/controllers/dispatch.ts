import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { KubeObject, LabelSelector } from '../../model/KubeObject.ts';
import type { Node } from '../../model/Node.ts';
import { isReady, type Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import type { Workload } from '../../model/Workload.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { selects } from '../admit/labelSelector.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf, type ObjectChange } from '../cluster/ObjectStore.ts';
import { available } from './deploymentScale.ts';
import type { ControlState, Queues } from './ControlState.ts';
import { ENDPOINT_SLICE_CONTROLLER, HEADLESS, MANAGED_BY, SERVICE_NAME } from './endpointSliceNames.ts';
import { type Labels, matchesLabels, matchesSelector } from './labels.ts';
import { collectOrphans } from './podGarbage.ts';
import { isIncluded, tellLoadBalancers } from './loadBalancer.ts';
import { claimsIn } from './claimsIn.ts';
import type { Budget } from './disruption.ts';
import { isAntiAffine } from './nodeFit.ts';
import { noteGone, noteMaking } from './noteEvent.ts';
import { cpuRatios, isOverloaded } from './topologyHints.ts';
import { changesTopology } from './wantsTopologyHints.ts';
import { keepKubernetesService } from './kubernetesService.ts';
import { controllerKey, controllerOf } from './owners.ts';
import { syncDefinition } from './customResourceDefinition.ts';
import { syncServiceCidr } from './serviceCidr.ts';

/** The queue of each kind of workload. */
export const WORKLOADS: Record<string, keyof Queues> = {
  Deployment: 'deployments',
  ReplicaSet: 'replicaSets',
  ReplicationController: 'replicationControllers',
  StatefulSet: 'statefulSets',
  DaemonSet: 'daemonSets',
  Job: 'jobs',
};

/** Tells the controllers of everything that was written since they looked last: the watches of a real cluster. */
export function dispatch(cluster: Cluster): void {
  const { store, control } = cluster;
  while (store.changes.length > 0) {
    const changes = store.changes;
    store.changes = [];
    for (const [i, change] of changes.entries()) {
      tell(cluster, control, change, () => changes.slice(i + 1));
      cluster.pace?.changed(cluster, change);
      cluster.log?.wrote(change);
      for (const watcher of cluster.watchers) watcher.see(cluster, change, watcher.widths);
    }
  }
}

function tell(
  cluster: Cluster,
  control: ControlState,
  { key, before, after }: ObjectChange,
  later: () => readonly ObjectChange[],
): void {
  const object = after ?? before;
  if (!object) return;
  const { queues } = control;
  const { namespace, name } = object.metadata;
  follow(control, key, before, after);
  tally(cluster, key, object, after);
  if (!after) keepKubernetesService(cluster, object);
  if (before && before.metadata.uid !== after?.metadata.uid) noteGone(cluster, before);
  switch (object.kind) {
    case 'Pod':
      return tellOfPod(cluster, control, key, before as Pod | undefined, after as Pod | undefined);
    case 'Service':
      return tellOfService(control, key, before as Service | undefined, after as Service | undefined);
    case 'Node':
      if (after) control.leftMachines.delete(name);
      else control.leftMachines.set(name, before as Node);
      if (!after) collectOrphans(cluster, name);
      if (changesTopology(before as Node | undefined, after as Node | undefined)) requeueOverloaded(cluster, control);
      if (isForLoadBalancers(before) !== isForLoadBalancers(after))
        tellLoadBalancers(cluster, nodesSeen(cluster, later()));
      if (taintsOf(before) !== taintsOf(after))
        for (const pod of control.pods.onNode(name)) queues.evictions.add(keyOf(pod));
      return tellOfNode(cluster, control, key, name, !before, !after);
    case 'Namespace':
      return queues.namespaces.add(key);
    case 'Endpoints':
      queues.mirroring.add(key);
      if (!after) queues.endpoints.add(objectKey('Service', namespace, name));
      return;
    case 'PersistentVolume':
    case 'PersistentVolumeClaim':
    case 'StorageClass':
      queues.volumes.add('');
      return tellUnscheduled(cluster);
    case 'CustomResourceDefinition':
      return syncDefinition(cluster, after);
    case 'ServiceCIDR':
      return syncServiceCidr(cluster, before, after);
    case 'EndpointSlice':
      return tellOfSlice(control, key, before as EndpointSlice | undefined, after as EndpointSlice | undefined);
  }
  const queue = WORKLOADS[object.kind];
  if (!queue) return;
  queues[queue].add(key);
  const owner = controllerKey(object);
  if (owner?.startsWith('Deployment/'))
    queues[
      isUrgent(cluster, before as Workload | undefined, after as Workload | undefined) ? 'shortages' : 'deployments'
    ].add(owner);
  if (object.kind === 'Deployment') return;
  const adopters = control.adopters.get(namespace ?? '') ?? new Set();
  control.adopters.set(namespace ?? '', adopters);
  if (after) adopters.add(key);
  else adopters.delete(key);
}

const availableOf = (set: Workload | undefined): number => (set ? available(set) : 0);

const madeOf = (set: Workload | undefined): number => Number(set?.status?.['replicas'] ?? 0);

/** Whether a Deployment looks at its ReplicaSets before more Pods run: also because of what it did itself in a rollout. */
function isUrgent(cluster: Cluster, before: Workload | undefined, after: Workload | undefined): boolean {
  if (!after || availableOf(after) < availableOf(before)) return after !== undefined;
  const moved = availableOf(after) > availableOf(before) || madeOf(after) !== madeOf(before);
  return (moved || before?.spec !== after.spec) && isRollingOut(cluster, after);
}

/** With more Pods than this, several become ready between two looks of a real controller, too. */
const MANY = 100;

/**
 * Whether a Deployment has had Pods of more than one template. In recorded rollouts each Pod that became ready was seen
 * by itself, and let another one go.
 */
function isRollingOut({ store, control, pace }: Cluster, set: Workload | undefined): boolean {
  if (pace || !set) return false;
  const sizes = [...(control.dependents.get(controllerOf(set)?.uid ?? '') ?? [])].map(
    (key) => store.byKey<Workload>(key)?.spec.replicas ?? 0,
  );
  return sizes.length > 1 && sizes.reduce((sum, size) => sum + size) <= MANY;
}

const TALLIES: Record<string, keyof Queues> = { PodDisruptionBudget: 'disruptions', ResourceQuota: 'quotas' };

/** Whatever is written in a Namespace may count for its quotas, and the Pods that a budget selects for the budget. */
function tally({ control, store }: Cluster, key: ObjectKey, object: KubeObject, after: unknown): void {
  const { tallies, queues } = control;
  const { namespace = '', labels } = object.metadata;
  const own = TALLIES[object.kind];
  if (own) {
    const known = tallies.get(namespace) ?? new Set();
    tallies.set(namespace, known);
    if (after) known.add(key);
    else known.delete(key);
  }
  for (const one of tallies.get(namespace) ?? []) {
    const queue = TALLIES[one.slice(0, one.indexOf('/'))];
    const isOfBudget = (): boolean =>
      one === key || (object.kind === 'Pod' && selects(store.byKey<Budget>(one)?.spec.selector, labels));
    if (queue && (queue !== 'disruptions' || isOfBudget())) queues[queue].add(one);
  }
}

/** Keeps the index of owners, and sends what its owner left behind to the garbage collector. */
function follow(
  control: ControlState,
  key: ObjectKey,
  before: KubeObject | undefined,
  after: KubeObject | undefined,
): void {
  const refsBefore = before?.metadata.ownerReferences;
  const refsAfter = after?.metadata.ownerReferences;
  if (refsBefore !== refsAfter) {
    for (const { uid } of refsBefore ?? []) control.dependents.get(uid)?.delete(key);
    for (const { uid } of refsAfter ?? []) {
      const owned = control.dependents.get(uid);
      if (owned) owned.add(key);
      else control.dependents.set(uid, new Set([key]));
    }
    if (refsAfter) control.queues.garbage.add(key);
  }
  if (before && before.metadata.uid !== after?.metadata.uid)
    for (const owned of control.dependents.get(before.metadata.uid ?? '') ?? []) control.queues.garbage.add(owned);
  if (after?.metadata.deletionTimestamp && !before?.metadata.deletionTimestamp) control.queues.garbage.add(key);
  const namespace = before?.metadata.namespace;
  if (!after && namespace) control.queues.namespaces.add(objectKey('Namespace', undefined, namespace));
}

function tellOfPod(
  cluster: Cluster,
  control: ControlState,
  key: ObjectKey,
  before: Pod | undefined,
  after: Pod | undefined,
): void {
  const { queues, services, pods } = control;
  const pod = after ?? before;
  if (!pod) return;
  pods.replace(key, before, after);
  const namespace = pod.metadata.namespace ?? '';
  const affect = (service: ObjectKey): void => {
    queues.endpointSlices.add(service);
    queues.endpoints.add(service);
    control.podChanges.set(service, (control.podChanges.get(service) ?? 0) + 1);
  };
  services.forMatching(namespace, pod.metadata.labels, affect);
  if (before && before.metadata.labels !== pod.metadata.labels)
    services.forMatching(namespace, before.metadata.labels, affect);
  tellOwner(queues, pod);
  if (after && (!before || (isReady(after) && !isReady(before)))) tellRollout(cluster, after);
  if (before && before.metadata.ownerReferences !== pod.metadata.ownerReferences) {
    tellOwner(queues, before);
    if (after && controllerOf(before)?.uid !== controllerOf(after)?.uid) noteMaking(cluster, before);
  }
  if (!after || (before && before.metadata.uid !== after.metadata.uid)) retire(cluster, before);
  if (!after) {
    if (before) noteMaking(cluster, before);
    if (before && claimsIn(before).length > 0) queues.volumes.add('');
    tellUnscheduled(cluster);
    return;
  }
  if (!controllerOf(after)) offerToAdopters(cluster, control, namespace, after);
  if (after.spec.nodeName && isAntiAffine(after)) control.antiAffine.set(after.metadata.uid ?? '', after);
  if (!after.spec.nodeName && !(before && isSaidOnly(before, after))) queues.scheduler.add(key);
  else if (after.spec.nodeName && !before?.spec.nodeName) {
    const node = cluster.store.get('Node', undefined, after.spec.nodeName);
    if (taintsOf(node) !== NO_TAINTS) queues.evictions.add(key);
  }
  queues.kubelets.add(key);
}

/** Whether only the status is another one: the scheduler need not look again at what it has said itself. */
const isSaidOnly = (before: Pod, { spec, metadata }: Pod): boolean =>
  before.spec === spec &&
  before.metadata.labels === metadata.labels &&
  before.metadata.deletionTimestamp === metadata.deletionTimestamp;

/** The Nodes as their watch has told of them: of later changes it has not told yet. */
function nodesSeen({ store }: Cluster, later: readonly ObjectChange[]): Node[] {
  const seen = new Map(store.list<Node>('Node').map((node) => [keyOf(node), node]));
  for (const { key, before, after } of later.toReversed()) {
    if ((after ?? before)?.kind !== 'Node') continue;
    if (before) seen.set(key, before as Node);
    else seen.delete(key);
  }
  return [...seen.values()];
}

const isForLoadBalancers = (node: KubeObject | undefined): boolean => node !== undefined && isIncluded(node as Node);

const NO_TAINTS = '[]';
const taintsOf = (node: KubeObject | undefined): string =>
  JSON.stringify((node as Node | undefined)?.spec.taints?.filter(({ effect }) => effect === 'NoExecute') ?? []);

function tellOwner(queues: Queues, pod: Pod): void {
  const owner = controllerKey(pod);
  const queue = owner && WORKLOADS[owner.slice(0, owner.indexOf('/'))];
  if (queue) queues[queue].add(owner);
}

/** A Pod has come, or has become ready: its owner looks before other Pods run. A StatefulSet does so if somebody watches. */
function tellRollout(cluster: Cluster, pod: Pod): void {
  const owner = controllerKey(pod);
  if (owner?.startsWith('StatefulSet/') && !cluster.pace && cluster.watchers.length > 0)
    cluster.control.queues.rollouts.add(owner);
  if (owner?.startsWith('ReplicaSet/') && isRollingOut(cluster, cluster.store.byKey<Workload>(owner)))
    cluster.control.queues.rollouts.add(owner);
}

/** A Pod without an owner belongs to whoever selects it. */
function offerToAdopters(cluster: Cluster, control: ControlState, namespace: string, pod: Pod): void {
  for (const key of control.adopters.get(namespace) ?? []) {
    const adopter = cluster.store.byKey<KubeObject & { spec: { selector?: LabelSelector | Labels } }>(key);
    const selector = adopter?.spec.selector;
    if (!adopter || !selector) continue;
    const matches =
      adopter.kind === 'ReplicationController'
        ? matchesLabels(selector as Labels, pod.metadata.labels)
        : matchesSelector(selector as LabelSelector, pod.metadata.labels);
    const queue = WORKLOADS[adopter.kind];
    if (matches && queue) control.queues[queue].add(key);
  }
}

/** What its kubelet forgets when a Pod is gone. */
function retire(cluster: Cluster, pod: Pod | undefined): void {
  const uid = pod?.metadata.uid ?? '';
  cluster.control.antiAffine.delete(uid);
  cluster.control.bound.delete(uid);
  const run = cluster.control.runs.get(uid);
  if (!run) return;
  cluster.control.runs.delete(uid);
  cluster.startedWith.delete(uid);
  for (const ip of run.ips) cluster.control.addresses.delete(ip);
}

function tellUnscheduled(cluster: Cluster): void {
  for (const pod of cluster.control.pods.onNode('')) cluster.control.queues.scheduler.add(keyOf(pod));
}

function tellOfService(
  control: ControlState,
  key: ObjectKey,
  before: Service | undefined,
  after: Service | undefined,
): void {
  control.services.replace(key, before, after);
  const { queues } = control;
  queues.endpointSlices.add(key);
  queues.endpoints.add(key);
  queues.loadBalancers.add(key);
  const { namespace, name = '' } = (after ?? before)?.metadata ?? {};
  queues.mirroring.add(objectKey('Endpoints', namespace, name));
}

function tellOfNode(
  cluster: Cluster,
  control: ControlState,
  key: ObjectKey,
  name: string,
  isNew: boolean,
  isGone: boolean,
): void {
  const { queues, pods, services } = control;
  queues.nodes.add(key);
  control.suitable.clear();
  // their controller hears nothing of a Node that goes, only of its Pods
  if (!isGone) for (const set of cluster.store.list('DaemonSet')) queues.daemonSets.add(keyOf(set));
  tellUnscheduled(cluster);
  for (const pod of pods.onNode(name)) {
    queues.kubelets.add(keyOf(pod));
    if (isNew)
      services.forMatching(pod.metadata.namespace ?? '', pod.metadata.labels, (service) =>
        queues.endpointSlices.add(service),
      );
  }
}

/** endpointslice: checkNodeTopologyDistribution. */
function requeueOverloaded(cluster: Cluster, { hinted, slices, queues }: ControlState): void {
  if (hinted.size === 0) return;
  const ratios = cpuRatios(cluster.store.list<Node>('Node'));
  for (const service of hinted) {
    const own = [...(slices.get(service) ?? [])].flatMap((key) => cluster.store.byKey<EndpointSlice>(key) ?? []);
    if (isOverloaded(own, ratios)) queues.endpointSlices.add(service);
  }
}

const serviceOf = (slice: EndpointSlice | undefined): ObjectKey | undefined => {
  const name = slice?.metadata.labels?.[SERVICE_NAME];
  return name ? objectKey('Service', slice?.metadata.namespace, name) : undefined;
};

const isHeadless = (slice: EndpointSlice): boolean => slice.metadata.labels?.[HEADLESS] !== undefined;

/** Keeps the index of slices. Their controller looks again when somebody else touched one of them. */
function tellOfSlice(
  control: ControlState,
  key: ObjectKey,
  before: EndpointSlice | undefined,
  after: EndpointSlice | undefined,
): void {
  const [was, is] = [serviceOf(before), serviceOf(after)];
  if (before && was && was !== is) control.slices.get(was)?.delete(key);
  if (before && was && after && was !== is && !isHeadless(after)) control.keptSlices.set(`${was} ${key}`, before);
  if (after && is) control.keptSlices.delete(`${is} ${key}`);
  if (after && is && was !== is) {
    const slices = control.slices.get(is);
    if (slices) slices.add(key);
    else control.slices.set(is, new Set([key]));
  }
  if (after && control.ownWrites.has(after)) return;
  const slice = after ?? before;
  const service = serviceOf(slice);
  if (service && slice?.metadata.labels?.[MANAGED_BY] === ENDPOINT_SLICE_CONTROLLER)
    control.queues.endpointSlices.add(service);
}
