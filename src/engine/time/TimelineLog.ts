import type { EndpointSlice, SliceEndpoint } from '../../model/EndpointSlice.ts';
import type { Pod } from '../../model/Pod.ts';
import type { EndpointState, Happening, TimelineEvent } from '../../model/Timeline.ts';
import type { Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { EventLog } from '../cluster/EventLog.ts';
import type { ObjectChange } from '../cluster/ObjectStore.ts';
import { SERVICE_NAME } from '../controllers/endpointSliceNames.ts';
import { podLife } from './podLife.ts';
import type { TrafficMeter } from './TrafficMeter.ts';

/** Kinds that follow from others, and tell nothing that these do not. */
const ECHOES = new Set(['Endpoints', 'ControllerRevision']);
const WORKLOADS = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job']);

/** Keeps what happens in a cluster, and lets its connections be counted as time passes. */
export class TimelineLog implements EventLog {
  actor = '';
  readonly events: TimelineEvent[] = [];
  #cluster: Cluster;
  #start: number;
  #meter: TrafficMeter;

  constructor(cluster: Cluster, meter: TrafficMeter) {
    this.#cluster = cluster;
    this.#start = cluster.now;
    this.#meter = meter;
  }

  passes(to: number): void {
    this.#meter.passes(to);
  }

  happened(what: Happening): void {
    if (what.kind === 'sync') this.#meter.synced(what.node);
    this.events.push({ at: this.#cluster.now - this.#start, ...what });
  }

  wrote(change: ObjectChange): void {
    const { key, before, after } = change;
    const kind = (after ?? before)?.kind ?? '';
    if (kind === 'Pod') this.#pod(change);
    else if (kind === 'EndpointSlice') this.#slice(change);
    else if (WORKLOADS.has(kind)) this.#workload(change);
    else if (!ECHOES.has(kind)) this.happened({ kind: 'object', verb: verbOf(change), object: key, by: this.actor });
  }

  #pod({ key, before, after }: ObjectChange): void {
    const [old, pod] = [before, after] as [Pod | undefined, Pod | undefined];
    const life = podLife(pod);
    const stops = life === 'gone' || life === 'down';
    if (old && stops && podLife(old) !== life) this.#meter.ended(`${old.metadata.namespace}/${old.metadata.name}`);
    if (old && podLife(old) === life) return;
    this.happened({ kind: 'pod', object: key, node: (pod ?? old)?.spec.nodeName ?? '', life, by: this.actor });
  }

  #slice(change: ObjectChange): void {
    const [old, slice] = [change.before, change.after] as [EndpointSlice | undefined, EndpointSlice | undefined];
    const was = new Map(old?.endpoints?.map((endpoint) => [whoOf(endpoint), stateOf(endpoint)]));
    const is = new Map(slice?.endpoints?.map((endpoint) => [whoOf(endpoint), stateOf(endpoint)]));
    const changed = [...is.values()].filter((state) => JSON.stringify(was.get(state.who)) !== JSON.stringify(state));
    const gone = [...was.keys()].filter((who) => !is.has(who));
    const { namespace, labels } = (slice ?? old)?.metadata ?? {};
    const service = `${namespace}/${labels?.[SERVICE_NAME] ?? ''}`;
    const { actor: by } = this;
    if (changed.length > 0 || gone.length > 0 || !old || !slice)
      this.happened({ kind: 'slice', verb: verbOf(change), object: change.key, service, changed, gone, by });
  }

  #workload(change: ObjectChange): void {
    const counts = (object: Workload | undefined) => ({
      wanted: object?.spec.replicas ?? Number(object?.status?.['desiredNumberScheduled'] ?? 0),
      have: Number(object?.status?.['replicas'] ?? object?.status?.['currentNumberScheduled'] ?? 0),
      ready: Number(object?.status?.['readyReplicas'] ?? object?.status?.['numberReady'] ?? 0),
    });
    const [was, is] = [counts(change.before as Workload | undefined), counts(change.after as Workload | undefined)];
    const verb = verbOf(change);
    if (verb === 'modified' && JSON.stringify(was) === JSON.stringify(is)) return;
    this.happened({ kind: 'workload', verb, object: change.key, ...is, by: this.actor });
  }
}

function verbOf({ before, after }: ObjectChange): 'added' | 'modified' | 'deleted' {
  if (!before) return 'added';
  return after ? 'modified' : 'deleted';
}

const whoOf = ({ targetRef, addresses }: SliceEndpoint): string =>
  targetRef?.kind === 'Pod' ? `${targetRef.namespace}/${targetRef.name}` : (addresses[0] ?? '');

function stateOf(endpoint: SliceEndpoint): EndpointState {
  const { ready = true, serving = true, terminating = false } = endpoint.conditions ?? {};
  return { who: whoOf(endpoint), ready, serving, terminating };
}
