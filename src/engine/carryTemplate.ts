import type { Endpoints, EndpointSlice, ObjectReference } from '../model/EndpointSlice.ts';
import type { Node } from '../model/Node.ts';
import type { Pod } from '../model/Pod.ts';
import { type ObjectKey, objectKey } from '../model/Span.ts';
import type { Workload } from '../model/Workload.ts';
import { addTopologyLabels } from './admit/pod.ts';
import { limitRefusal } from './admit/quota/limitRanger.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { keyOf } from './cluster/ObjectStore.ts';
import { replicaSetOf, replicaSetsOf } from './controllers/deployment.ts';
import { nameCounter } from './controllers/generatedName.ts';
import { runInstead } from './controllers/kubelet.ts';
import { isRefused, podOf } from './controllers/makePod.ts';

/**
 * Puts a Deployment in the place of one whose template says the same about Nodes, and its ReplicaSet and Pods in those of
 * the ones before: their names follow from the template, their Nodes and addresses do not. As if it had been created
 * so; not as a rollout, which would take other addresses. Whether that could be done; if not, nothing has changed.
 */
export function carryTemplate(
  cluster: Cluster,
  old: Workload,
  deployment: Workload,
  isWritten: (key: ObjectKey) => boolean,
): boolean {
  const { store, control } = cluster;
  const [set, ...others] = replicaSetsOf(cluster, old);
  if (!set || others.length > 0 || isWritten(keyOf(set)) || old.spec['paused'] || old.spec['minReadySeconds'])
    return false;
  const before = podsOf(cluster, set);
  const asMade = (pod: Pod): boolean =>
    pod.metadata.generateName === `${set.metadata.name}-` && !isWritten(keyOf(pod)) && !pod.metadata.deletionTimestamp;
  if (before.length !== (old.spec.replicas ?? 1) || !before.every(asMade) || control.given.size > 0) return false;
  // rules of affinity and spread look at the labels of Pods, which have the template's hash
  const looksAround = ({ spec }: Pod): boolean => Boolean(spec['affinity'] ?? spec['topologySpreadConstraints']);
  if (before.some(({ spec }) => spec.hostNetwork) || store.list<Pod>('Pod').some(looksAround)) return false;

  const renewed = replicaSetOf(cluster, deployment, []);
  const { namespace = '', name } = renewed.metadata;
  if (keyOf(renewed) === keyOf(set)) {
    store.put(deployment);
    return true;
  }
  if (store.byKey(keyOf(renewed))) return false;
  const counter = nameCounter('Pod', namespace, `${name}-`);
  const counted = cluster.counters.get(counter);
  cluster.counters.delete(counter);
  const made = before.map(() => podOf(cluster, renewed, renewed.spec.template));
  if (made.some((pod) => isRefused(pod) || limitRefusal(cluster, pod))) {
    if (counted === undefined) cluster.counters.delete(counter);
    else cluster.counters.set(counter, counted);
    return false;
  }

  store.put(deployment);
  control.dependents.set(deployment.metadata.uid ?? '', new Set([keyOf(renewed)]));
  store.rename('ReplicaSet', new Map([[keyOf(set), renewed]]));
  control.adopters.get(namespace)?.delete(keyOf(set));
  control.adopters.get(namespace)?.add(keyOf(renewed));
  const pods = new Map(before.map((pod, i) => [keyOf(pod), instead(cluster, pod, made[i] as Pod)]));
  store.rename('Pod', pods);
  control.dependents.delete(set.metadata.uid ?? '');
  control.dependents.set(renewed.metadata.uid ?? '', new Set([...pods.values()].map(keyOf)));
  control.pods.rename(namespace, new Map([...pods].map(([key, pod]) => [key, store.byKey<Pod>(keyOf(pod)) ?? pod])));
  cluster.counters.delete(nameCounter('Pod', namespace, `${set.metadata.name}-`));
  for (const [i, event] of control.events.entries())
    if (event.uid === deployment.metadata.uid)
      control.events[i] = { ...event, message: event.message.replace(set.metadata.name, name) };
  control.queues.replicaSets.add(keyOf(renewed));
  const services = new Set<ObjectKey>();
  for (const pod of [before[0], ...[...pods.values()].slice(0, 1)])
    control.services.forMatching(namespace, pod?.metadata.labels, (service) => void services.add(service));
  for (const service of services) tellService(cluster, service, pods);
  return true;
}

const podsOf = ({ store, control }: Cluster, set: Workload): Pod[] =>
  [...(control.dependents.get(set.metadata.uid ?? '') ?? [])].flatMap((key) => store.byKey<Pod>(key) ?? []);

/** A Pod on the Node of another, where that was bound and runs. */
function instead(cluster: Cluster, before: Pod, made: Pod): Pod {
  const { nodeName } = before.spec;
  const pod: Pod = { ...made, status: before.status };
  if (nodeName !== undefined) {
    pod.spec = { ...made.spec, nodeName };
    addTopologyLabels(pod.metadata, cluster.store.get<Node>('Node', undefined, nodeName));
  }
  return runInstead(cluster, before, pod);
}

/** Endpoints keep their places under the new names; what else is new of them, their controllers find. */
function tellService({ store, control }: Cluster, key: ObjectKey, pods: ReadonlyMap<ObjectKey, Pod>): void {
  const renamed = <T extends { targetRef?: ObjectReference }>(reference: T): T => {
    const { kind = '', namespace, name = '' } = reference.targetRef ?? {};
    const pod = pods.get(objectKey(kind, namespace, name));
    if (!pod || !reference.targetRef) return reference;
    const { uid = '' } = pod.metadata;
    return { ...reference, targetRef: { ...reference.targetRef, name: pod.metadata.name, uid } };
  };
  for (const sliceKey of control.slices.get(key) ?? []) {
    const slice = store.byKey<EndpointSlice>(sliceKey);
    if (slice?.endpoints) control.ownWrites.add(store.put({ ...slice, endpoints: slice.endpoints.map(renamed) }));
  }
  const endpoints = store.byKey<Endpoints>(key.replace(/^Service/, 'Endpoints'));
  if (endpoints?.subsets)
    store.put({
      ...endpoints,
      subsets: endpoints.subsets.map((subset) => ({
        ...subset,
        ...(subset.addresses && { addresses: subset.addresses.map(renamed) }),
        ...(subset.notReadyAddresses && { notReadyAddresses: subset.notReadyAddresses.map(renamed) }),
      })),
    });
  control.queues.endpointSlices.add(key);
  control.queues.endpoints.add(key);
  control.podChanges.set(key, (control.podChanges.get(key) ?? 0) + 1);
}
