import type { EndpointSlice } from '../../model/EndpointSlice.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod, PodStatus } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Timer } from '../cluster/Cluster.ts';
import type { NodeProxy } from '../proxy/NodeProxy.ts';
import type { Outage } from '../../model/Node.ts';
import type { GoneObject, NotedEvent } from './noteEvent.ts';
import type { Revision } from './noteRevision.ts';
import { PodIndex } from './PodIndex.ts';
import { Queue } from './Queue.ts';
import { ServiceIndex } from './ServiceIndex.ts';

/** A load balancer outside, and what it was told. */
export interface LoadBalancer {
  ip: string;
  /** What the Service asked for when the cloud was last told. */
  asked: string;
  /** The Nodes that it was told of last. */
  nodes: readonly string[];
}

/** Times that the EndpointSlice controller has seen of one Service (endpointslice: util/trigger_time_tracker.go). */
export interface TriggerTimes {
  service: string;
  pods: Map<string, string>;
}

/** A Pod that a kubelet runs. */
export interface Run {
  ips: string[];
  /** When its kubelet first looked at it, ms. */
  seenAt: number;
  startedAt: string;
  /** Its containers have been started. */
  launched: boolean;
  /** The status that its kubelet wrote last. */
  said?: PodStatus;
  /** Its end is under way: a timer will take it away, or a finalizer still holds it. */
  ending: boolean;
  /** The grace period that it was given, seconds: a shorter one ends it sooner. */
  grace: number;
  /** Its containers by name, where probes take their time. */
  containers: Map<string, ContainerRun>;
}

type Probes<T> = { [kind in 'startup' | 'readiness' | 'liveness']?: T };

/** A container, and what its probes have said so far. */
export interface ContainerRun {
  /** ms; undefined between its end and its next start. */
  startedAt: number | undefined;
  restarts: number;
  good: Probes<boolean>;
  /** When a probe will say something else, as far as one knows now. */
  plans: Probes<number | undefined>;
  /** The time from which the periods of a probe count; the start of the container where it is missing. */
  ticksFrom: Probes<number>;
}

/** What the controllers remember between two looks at the store, and the keys that they have yet to look at. */
export interface ControlState {
  readonly pods: PodIndex;
  readonly services: ServiceIndex;
  /** uid of an owner → the objects that it owns. */
  readonly dependents: Map<string, Set<ObjectKey>>;
  /** ReplicationControllers, ReplicaSets, StatefulSets and DaemonSets by Namespace: who might adopt a Pod. */
  readonly adopters: Map<string, Set<ObjectKey>>;
  /** PodDisruptionBudgets and ResourceQuotas by Namespace: who counts what is in it. */
  readonly tallies: Map<string, Set<ObjectKey>>;
  readonly queues: Queues;
  /** Addresses that files asked for in status.podIP(s), by `namespace/name` of the Pod. */
  readonly given: Map<string, string[]>;
  /** Addresses and Pod ranges that are kept for Nodes until they join, by Node name. */
  readonly machines: Map<string, { addresses: string[]; podCIDRs: string[] }>;
  /** Nodes that were deleted, as they were (cluster/machines.ts). */
  readonly leftMachines: Map<string, Node>;
  /** What a Pod says about Nodes → the names of those that suit, as long as no Node changes. */
  readonly suitable: Map<string, string[]>;
  /** Pods that the scheduler has placed, by uid: no manifest named their Nodes. */
  readonly bound: Set<string>;
  /** Bound Pods that have rules of anti-affinity, by uid. */
  readonly antiAffine: Map<string, Pod>;
  /** How often a Pod that a Service selects, or did, has changed. */
  readonly podChanges: Map<ObjectKey, number>;
  /** Pods that run, by uid. */
  readonly runs: Map<string, Run>;
  /** Pod addresses in use. */
  readonly addresses: Set<string>;
  readonly loadBalancers: Map<ObjectKey, LoadBalancer>;
  readonly triggerTimes: Map<ObjectKey, TriggerTimes>;
  /** Service → all slices that name it in their label, whoever made them. */
  readonly slices: Map<ObjectKey, Set<ObjectKey>>;
  /**
   * Slices as they were when they named another Service, by that Service and their key: kube-proxy files what it hears
   * under the Service of the label, and takes nothing away from the one before (pkg/proxy/endpointslicecache.go,
   * updatePending).
   */
  readonly keptSlices: Map<string, EndpointSlice>;
  /** Slices as the EndpointSlice controller wrote them: it does not look again because of its own writes. */
  readonly ownWrites: WeakSet<object>;
  readonly endpointsTriggerTimes: Map<ObjectKey, TriggerTimes>;
  /** Services that have topology hints now (endpointslice: topologycache, hintsPopulatedByService). */
  readonly hinted: Set<ObjectKey>;
  /** What of a Node does not work, by Node name. */
  readonly outages: Map<string, Outage>;
  /** When a Pod has to leave its Node because of a taint, by uid. */
  readonly evictions: Map<string, number>;
  /** Each Node's kube-proxy, where they take their time; empty where all answer at once. */
  readonly proxies: Map<string, NodeProxy>;
  /** How a load balancer last found a Node, by uid of the Service and Node, and when it will find it otherwise. */
  readonly health: Map<string, { healthy: boolean; turnsAt: number | undefined }>;
  /** Grows with everything that the way of a packet may depend on, where a timeline is kept. */
  networkChanges: number;
  /** How often in a row a workload was refused a Pod, by uid. */
  readonly failures: Map<string, number>;
  /** Deployments whose rollouts will be looked at when they have had their time, by uid. */
  readonly deadlines: Map<string, Timer>;
  /** The templates that DaemonSets and StatefulSets have had, by uid, the newest last. */
  readonly revisions: Map<string, Revision[]>;
  /** What controllers said of objects, the newest last. */
  readonly events: NotedEvent[];
  /** What is no more, and had events: they outlive it. The newest last. */
  readonly gone: GoneObject[];
  /** The moment that it is, and how much had been written when it began. */
  moment: { readonly at: number; readonly revision: number };
  sequence: number;
}

export interface Queues {
  nodes: Queue;
  evictions: Queue;
  namespaces: Queue;
  garbage: Queue;
  deployments: Queue;
  /** Deployments of which a ReplicaSet has fewer available Pods than before, or more in a rollout. */
  shortages: Queue;
  /** ReplicaSets of which a Pod became ready in a rollout. */
  rollouts: Queue;
  replicaSets: Queue;
  replicationControllers: Queue;
  statefulSets: Queue;
  daemonSets: Queue;
  jobs: Queue;
  disruptions: Queue;
  quotas: Queue;
  /** One key for all claims and volumes. */
  volumes: Queue;
  scheduler: Queue;
  kubelets: Queue;
  loadBalancers: Queue;
  mirroring: Queue;
  endpointSlices: Queue;
  endpoints: Queue;
}

export const newControlState = (): ControlState => ({
  pods: new PodIndex(),
  services: new ServiceIndex(),
  dependents: new Map(),
  adopters: new Map(),
  tallies: new Map(),
  queues: {
    nodes: new Queue(),
    evictions: new Queue(),
    namespaces: new Queue(),
    garbage: new Queue(),
    deployments: new Queue(),
    shortages: new Queue(),
    rollouts: new Queue(),
    replicaSets: new Queue(),
    replicationControllers: new Queue(),
    statefulSets: new Queue(),
    daemonSets: new Queue(),
    jobs: new Queue(),
    disruptions: new Queue(),
    quotas: new Queue(),
    volumes: new Queue(),
    scheduler: new Queue(),
    kubelets: new Queue(),
    loadBalancers: new Queue(),
    mirroring: new Queue(),
    endpointSlices: new Queue(),
    endpoints: new Queue(),
  },
  given: new Map(),
  machines: new Map(),
  leftMachines: new Map(),
  suitable: new Map(),
  bound: new Set(),
  antiAffine: new Map(),
  podChanges: new Map(),
  runs: new Map(),
  addresses: new Set(),
  loadBalancers: new Map(),
  triggerTimes: new Map(),
  endpointsTriggerTimes: new Map(),
  slices: new Map(),
  keptSlices: new Map(),
  ownWrites: new WeakSet(),
  hinted: new Set(),
  outages: new Map(),
  evictions: new Map(),
  proxies: new Map(),
  health: new Map(),
  networkChanges: 0,
  failures: new Map(),
  deadlines: new Map(),
  revisions: new Map(),
  events: [],
  gone: [],
  moment: { at: Number.NEGATIVE_INFINITY, revision: 0 },
  sequence: 0,
});
