import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { KubeObject, LabelSelector } from '../../model/KubeObject.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Service } from '../../model/Service.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf, type ObjectChange } from '../cluster/ObjectStore.ts';
import type { ControlState, Queues } from './ControlState.ts';
import { ENDPOINT_SLICE_CONTROLLER, MANAGED_BY, SERVICE_NAME } from './endpointSliceNames.ts';
import { type Labels, matchesLabels, matchesSelector } from './labels.ts';
import { isAntiAffine } from './nodeFit.ts';
import { controllerKey } from './owners.ts';

const WORKLOADS: Record<string, keyof Queues> = {
  Deployment: 'deployments',
  ReplicaSet: 'replicaSets',
  ReplicationController: 'replicationControllers',
  StatefulSet: 'statefulSets',
  DaemonSet: 'daemonSets',
};

/** Tells the controllers of everything that was written since they looked last: the watches of a real cluster. */
export function dispatch(cluster: Cluster): void {
  const { store, control } = cluster;
  while (store.changes.length > 0) {
    const changes = store.changes;
    store.changes = [];
    for (const change of changes) tell(cluster, control, change);
  }
}

function tell(cluster: Cluster, control: ControlState, { before, after }: ObjectChange): void {
  const object = after ?? before;
  if (!object) return;
  const { queues } = control;
  follow(control, before, after);
  switch (object.kind) {
    case 'Pod':
      return tellOfPod(cluster, control, before as Pod | undefined, after as Pod | undefined);
    case 'Service':
      return tellOfService(control, before as Service | undefined, after as Service | undefined);
    case 'Node':
      return tellOfNode(cluster, control, object, !before || !after);
    case 'Namespace':
      return after ? queues.namespaces.add(keyOf(after)) : undefined;
    case 'Endpoints':
      queues.mirroring.add(objectKey('Endpoints', object.metadata.namespace, object.metadata.name));
      if (!after)
        queues.endpoints.add(objectKey('Service', object.metadata.namespace, object.metadata.name));
      return;
    case 'EndpointSlice':
      return tellOfSlice(control, before as EndpointSlice | undefined, after as EndpointSlice | undefined);
  }
  const queue = WORKLOADS[object.kind];
  if (!queue) return;
  queues[queue].add(keyOf(object));
  const owner = controllerKey(object);
  if (owner?.startsWith('Deployment/')) queues.deployments.add(owner);
  if (object.kind === 'Deployment') return;
  const namespace = object.metadata.namespace ?? '';
  const adopters = control.adopters.get(namespace) ?? new Set();
  control.adopters.set(namespace, adopters);
  if (after) adopters.add(keyOf(object));
  else adopters.delete(keyOf(object));
}

/** Keeps the index of owners, and sends what its owner left behind to the garbage collector. */
function follow(control: ControlState, before: KubeObject | undefined, after: KubeObject | undefined): void {
  const object = after ?? before;
  if (!object) return;
  const refsBefore = before?.metadata.ownerReferences;
  const refsAfter = after?.metadata.ownerReferences;
  if (refsBefore !== refsAfter) {
    for (const { uid } of refsBefore ?? []) control.dependents.get(uid)?.delete(keyOf(object));
    for (const { uid } of refsAfter ?? []) {
      const owned = control.dependents.get(uid);
      if (owned) owned.add(keyOf(object));
      else control.dependents.set(uid, new Set([keyOf(object)]));
    }
    if (!before && refsAfter) control.queues.garbage.add(keyOf(object));
  }
  const gone = before?.metadata.uid !== after?.metadata.uid ? before?.metadata.uid : undefined;
  for (const key of (gone && control.dependents.get(gone)) || []) control.queues.garbage.add(key);
  if (after?.metadata.deletionTimestamp && !before?.metadata.deletionTimestamp) control.queues.garbage.add(keyOf(after));
  const namespace = object.metadata.namespace;
  if (!after && namespace) control.queues.namespaces.add(objectKey('Namespace', undefined, namespace));
}

function tellOfPod(
  cluster: Cluster,
  control: ControlState,
  before: Pod | undefined,
  after: Pod | undefined,
): void {
  const { queues, services, pods } = control;
  const pod = after ?? before;
  if (!pod) return;
  pods.replace(before, after);
  const namespace = pod.metadata.namespace ?? '';
  const affected = (labels: Labels | undefined): void => {
    for (const service of services.matching(namespace, labels)) {
      queues.endpointSlices.add(keyOf(service));
      queues.endpoints.add(keyOf(service));
    }
  };
  affected(pod.metadata.labels);
  if (before && after && before.metadata.labels !== after.metadata.labels) affected(before.metadata.labels);
  const owners = new Set([before && controllerKey(before), after && controllerKey(after)]);
  for (const owner of owners) {
    const queue = owner && WORKLOADS[owner.slice(0, owner.indexOf('/'))];
    if (queue) queues[queue].add(owner);
  }
  if (after && !controllerKey(after)) offerToAdopters(cluster, control, namespace, after);
  if (after?.spec.nodeName && isAntiAffine(after)) control.antiAffine.set(after.metadata.uid ?? '', after);
  if (!after || before?.metadata.uid !== after.metadata.uid) retire(cluster, before);
  if (!after) {
    tellUnscheduled(cluster);
    return;
  }
  if (!after.spec.nodeName) queues.scheduler.add(keyOf(after));
  queues.kubelets.add(keyOf(after));
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
  const run = cluster.control.runs.get(uid);
  if (!run) return;
  cluster.control.runs.delete(uid);
  cluster.startedWith.delete(uid);
  for (const ip of run.ips) cluster.control.addresses.delete(ip);
}

function tellUnscheduled(cluster: Cluster): void {
  for (const pod of cluster.control.pods.onNode('')) cluster.control.queues.scheduler.add(keyOf(pod));
}

function tellOfService(control: ControlState, before: Service | undefined, after: Service | undefined): void {
  const service = after ?? before;
  if (!service) return;
  control.services.replace(before, after);
  const { queues } = control;
  queues.endpointSlices.add(keyOf(service));
  queues.endpoints.add(keyOf(service));
  queues.loadBalancers.add(keyOf(service));
  queues.mirroring.add(objectKey('Endpoints', service.metadata.namespace, service.metadata.name));
}

function tellOfNode(cluster: Cluster, control: ControlState, node: KubeObject, comesOrGoes: boolean): void {
  const { queues, pods, services } = control;
  queues.nodes.add(keyOf(node));
  for (const key of cluster.store.list('DaemonSet')) queues.daemonSets.add(keyOf(key));
  tellUnscheduled(cluster);
  for (const pod of pods.onNode(node.metadata.name)) {
    queues.kubelets.add(keyOf(pod));
    if (!comesOrGoes) continue;
    for (const service of services.matching(pod.metadata.namespace ?? '', pod.metadata.labels))
      queues.endpointSlices.add(keyOf(service));
  }
}

const serviceOf = (slice: EndpointSlice | undefined): ObjectKey | undefined => {
  const name = slice?.metadata.labels?.[SERVICE_NAME];
  return name ? objectKey('Service', slice?.metadata.namespace, name) : undefined;
};

/** Keeps the index of slices. Their controller looks again when somebody else touched one of them. */
function tellOfSlice(control: ControlState, before: EndpointSlice | undefined, after: EndpointSlice | undefined): void {
  const [was, is] = [serviceOf(before), serviceOf(after)];
  if (before && was && was !== is) control.slices.get(was)?.delete(keyOf(before));
  if (after && is && was !== is) {
    const slices = control.slices.get(is);
    if (slices) slices.add(keyOf(after));
    else control.slices.set(is, new Set([keyOf(after)]));
  }
  if (after && control.ownWrites.has(after)) return;
  const slice = after ?? before;
  const service = serviceOf(slice);
  if (service && slice?.metadata.labels?.[MANAGED_BY] === ENDPOINT_SLICE_CONTROLLER) control.queues.endpointSlices.add(service);
}
