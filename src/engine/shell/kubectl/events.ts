import type { KubeObject } from '../../../model/KubeObject.ts';
import { type Node } from '../../../model/Node.ts';
import type { Pod } from '../../../model/Pod.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { type GoneObject, makerOf, type NotedEvent, SPOKEN_OF } from '../../controllers/noteEvent.ts';
import { parseTimestamp, timestamp } from '../../cluster/timestamp.ts';
import { isFinished } from '../../controllers/kubelet.ts';
import { TAINT_EVICTION } from '../../controllers/taintEviction.ts';
import type { Fields } from '../../admit/Fields.ts';
import { aggregateEvents } from './aggregateEvents.ts';
import { aboutClaim } from './claimEvents.ts';
import { ageOf } from './tables.ts';

/** core/v1 Event, as far as it is printed. */
export interface Event extends KubeObject {
  kind: 'Event';
  involvedObject: {
    apiVersion: string;
    kind: string;
    name: string;
    namespace: string;
    uid: string;
    fieldPath?: string;
  };
  reason: string;
  message: string;
  type: 'Normal' | 'Warning';
  source: { component: string; host?: string };
  firstTimestamp: string;
  lastTimestamp: string;
  count: number;
}

export type Said = Pick<Event, 'reason' | 'message' | 'source'> & {
  type?: Event['type'];
  time?: string | undefined;
  fieldPath?: string;
};

/** Who makes Pods, and in which words. */
const MAKERS: Record<string, { component: string; words: (owner: string, pod: string) => string }> = {
  ReplicaSet: { component: 'replicaset-controller', words: (_, pod) => `Created pod: ${pod}` },
  ReplicationController: { component: 'replication-controller', words: (_, pod) => `Created pod: ${pod}` },
  DaemonSet: { component: 'daemonset-controller', words: (_, pod) => `Created pod: ${pod}` },
  Job: { component: 'job-controller', words: (_, pod) => `Created pod: ${pod}` },
  StatefulSet: {
    component: 'statefulset-controller',
    words: (owner, pod) => `Create Pod ${pod} in StatefulSet ${owner} successful`,
  },
  Deployment: { component: 'deployment-controller', words: () => '' },
  PodDisruptionBudget: { component: 'controllermanager', words: () => '' },
  Service: { component: 'service-controller', words: () => '' },
};

/** What controllers warn of. */
const WARNINGS = new Set(['FailedCreate', 'TopologyAwareHintsDisabled', 'UnmanagedPods', 'UnAvailableLoadBalancer']);
/** Who speaks of Services besides the controller of load balancers. */
const SLICES = { component: 'endpoint-slice-controller' };

/** An event is kept for an hour (kube-apiserver: --event-ttl). */
const TTL = 3_600_000;

/**
 * The events of the objects that there are and of those that went within the last hour, oldest first for each. They
 * are told from the objects and from what controllers have noted.
 */
export function eventsOf(cluster: Cluster, namespace?: string): Event[] {
  const events: Event[] = [];
  const about = (object: KubeObject, gone?: GoneObject): void => {
    if (namespace === undefined || (object.metadata.namespace ?? 'default') === namespace)
      events.push(...eventsAbout(cluster, object, gone));
  };
  for (const gone of cluster.control.gone) if (cluster.now - gone.at <= TTL) about(gone.object, gone);
  for (const kind of SPOKEN_OF) for (const object of cluster.store.list(kind)) about(object);
  return events.map((event, i) => ({ ...event, metadata: { ...event.metadata, name: nameOf(event, i) } }));
}

/** After the object and the moment, so that all that was said of a name is in order of time (client-go: tools/record). */
function nameOf({ involvedObject, firstTimestamp }: Event, i: number): string {
  const nanoseconds = 0x1886_0000_0000_0000n + BigInt(parseTimestamp(firstTimestamp)) * 1_000_000n + BigInt(i);
  return `${involvedObject.name}.${nanoseconds.toString(16)}`;
}

/** The events of one object, oldest first. */
export function eventsAbout(cluster: Cluster, object: KubeObject, gone?: GoneObject): Event[] {
  const { kind, apiVersion, metadata } = object;
  const said = [
    ...(kind === 'Pod' ? aboutPod(cluster, object as Pod, gone) : []),
    ...(kind === 'Node' ? aboutNode(object as Node, gone) : []),
    ...(kind === 'PersistentVolumeClaim' ? aboutClaim(cluster, object) : []),
    ...(MAKERS[kind] ? byController(cluster, object) : []),
  ].map((one) => ({ ...one, time: one.time ?? metadata.creationTimestamp ?? '' }));
  said.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const namespace = metadata.namespace ?? 'default';
  return aggregateEvents(said).map(({ time, last, count, fieldPath, reason, message, source, type = 'Normal' }) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: metadata.name, namespace, creationTimestamp: time },
    involvedObject: {
      apiVersion,
      ...(fieldPath === undefined ? {} : { fieldPath }),
      kind,
      name: metadata.name,
      namespace,
      uid: metadata.uid ?? '',
    },
    reason,
    message,
    source,
    type,
    firstTimestamp: time,
    lastTimestamp: last,
    count,
  }));
}

/** kubectl: util/event/sorted_event_list.go. */
export const byLastTime = ({ lastTimestamp: a }: Event, { lastTimestamp: b }: Event): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** How long ago, and how often within how long (kubectl: events.go and describe.go, getInterval). */
export function ageInterval({ firstTimestamp, lastTimestamp, count }: Event, now: number): string {
  const first = ageOf(firstTimestamp, now);
  return count > 1 ? `${ageOf(lastTimestamp, now)} (x${count} over ${first})` : first;
}

/** What the scheduler and the kubelet say of a Pod. */
function aboutPod(cluster: Cluster, pod: Pod, gone: GoneObject | undefined): Said[] {
  const { metadata, spec, status } = pod;
  if (OLD_PODS.has(`${metadata.namespace}/${metadata.name}`)) return [];
  const scheduler = { component: 'default-scheduler' };
  const said: Said[] = cluster.control.events
    .filter(({ uid }) => uid === metadata.uid)
    .map(({ reason, message, time }) =>
      reason === TAINT_EVICTION
        ? { reason, message, time, source: { component: 'taint-eviction-controller' } }
        : { type: 'Warning', reason, message, time, source: scheduler },
    );
  const scheduled = status.conditions?.find((c) => c.type === 'PodScheduled');
  // of very many that wait, what was said last is in the Pods themselves
  if (said.length === 0 && scheduled?.reason === 'Unschedulable')
    said.push({ type: 'Warning', reason: 'FailedScheduling', message: scheduled.message ?? '', source: scheduler });
  if (!spec.nodeName) return said;
  if (gone?.wasBound ?? cluster.control.bound.has(metadata.uid ?? ''))
    said.push({
      reason: 'Scheduled',
      message: `Successfully assigned ${metadata.namespace}/${metadata.name} to ${spec.nodeName}`,
      time: scheduled?.lastTransitionTime,
      source: scheduler,
    });
  if (!status.startTime) return said;
  const source = { component: 'kubelet', host: spec.nodeName };
  const sidecars = (spec.initContainers ?? []).filter((c) => c.restartPolicy === 'Always');
  for (const container of [...sidecars, ...spec.containers]) {
    const { name, image = '', imagePullPolicy } = container as Fields;
    const fieldPath = `spec.containers{${name}}`;
    const say = (reason: string, message: string): number =>
      said.push({ reason, message, source, fieldPath, time: String(status.startTime) });
    if (imagePullPolicy === 'Always') {
      say('Pulling', `Pulling image "${image}"`);
      say('Pulled', `Successfully pulled image "${image}" in 1s (1s including waiting). Image size: 10000000 bytes.`);
    } else say('Pulled', `Container image "${image}" already present on machine and can be accessed by the pod`);
    say('Created', 'Container created');
    say('Started', 'Container started');
  }
  const ended = endOf(pod, gone?.at);
  if (ended !== undefined)
    for (const { name } of spec.containers)
      said.push({
        reason: 'Killing',
        message: `Stopping container ${name}`,
        source,
        fieldPath: `spec.containers{${name}}`,
        time: ended,
      });
  return said;
}

/** When its containers were told to stop: it was asked to go, and is to be gone a grace period later. */
function endOf(pod: Pod, goneAt: number | undefined): string | undefined {
  if (isFinished(pod)) return undefined;
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata;
  if (deletionTimestamp !== undefined)
    return timestamp(parseTimestamp(deletionTimestamp) - deletionGracePeriodSeconds * 1000);
  return goneAt === undefined ? undefined : timestamp(goneAt);
}

/** The cluster that there is before the scenario: what was said of it is forgotten. */
const OLD_PODS = new Set(['kube-system/coredns-1', 'kube-system/coredns-2']);
const OLD_NODES = new Set(['control-plane', 'n1', 'n2', 'n3']);

/** nodelifecycle: node_lifecycle_controller.go, monitorNodeHealth; it looks every 5 s, here at once. */
function aboutNode({ metadata: { name } }: Node, gone: GoneObject | undefined): Said[] {
  const said = (reason: string, message: string, at?: number): Said => ({
    reason,
    message: `Node ${name} event: ${message}`,
    source: { component: 'node-controller' },
    ...(at === undefined ? {} : { time: timestamp(at) }),
  });
  return [
    ...(OLD_NODES.has(name) ? [] : [said('RegisteredNode', `Registered Node ${name} in Controller`)]),
    ...(gone ? [said('RemovingNode', `Removing Node ${name} from Controller`, gone.at)] : []),
  ];
}

function byController(cluster: Cluster, owner: KubeObject): Said[] {
  const { component = '', words } = MAKERS[owner.kind] ?? {};
  const source = { component };
  const { uid } = owner.metadata;
  const own =
    owner.kind === 'Deployment' || owner.kind === 'Service'
      ? []
      : [...(cluster.control.dependents.get(uid ?? '') ?? [])];
  const pods = own
    .flatMap((key) => cluster.store.byKey<Pod>(key) ?? [])
    .filter((one) => one.kind === 'Pod' && makerOf(one));
  const noted = cluster.control.events.filter((event) => event.uid === uid);
  const told = ({ reason, message, pod, time }: NotedEvent): Said => {
    const text = pod === undefined ? message : (words?.(owner.metadata.name, pod) ?? '');
    const by = reason.startsWith('TopologyAwareHints') ? SLICES : source;
    return { reason, message: text, time, source: by, ...(WARNINGS.has(reason) ? { type: 'Warning' } : {}) };
  };
  // a StatefulSet's claims come before the Pod that they are for
  const claims = new Map(pods.map(({ metadata: { name } }): [string, NotedEvent[]] => [name, []]));
  for (const event of noted) claims.get(event.forPod ?? '')?.push(event);
  const making = (name: string, said: Said[]): { ordinal: number; said: Said[] } => ({
    ordinal: owner.kind === 'StatefulSet' ? Number(name.slice(name.lastIndexOf('-') + 1)) : 0,
    said,
  });
  // a StatefulSet makes its Pods one after another, whichever of them are gone since
  const made = [
    ...noted.flatMap((event) => (event.pod === undefined ? [] : [making(event.pod, [told(event)])])),
    ...pods.map(({ metadata: { name, creationTimestamp: time } }) =>
      making(name, [
        ...(claims.get(name) ?? []).map(told),
        { reason: 'SuccessfulCreate', message: words?.(owner.metadata.name, name) ?? '', source, time },
      ]),
    ),
  ].sort((a, b) => a.ordinal - b.ordinal);
  const before = new Set([...claims.values()].flat());
  return [
    ...made.flatMap(({ said }) => said),
    ...noted.filter((event) => event.pod === undefined && !before.has(event)).map(told),
  ];
}
