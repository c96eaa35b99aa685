import type { Kubeconfig } from './Kubeconfig.ts';
import type { IpFamily } from '../../model/Address.ts';
import type { Delays } from '../../model/Delays.ts';
import type { IpvsScheduler } from '../../model/Ipvs.ts';
import type { Service } from '../../model/Service.ts';
import type { Trace } from '../../model/Trace.ts';
import type { ControlState } from '../controllers/ControlState.ts';
import type { KernelState } from '../kernel/KernelState.ts';
import type { EventLog } from './EventLog.ts';
import type { ObjectStore } from './ObjectStore.ts';
import type { Pace } from './Pace.ts';
import type { Play } from './Play.ts';
import type { Watcher } from './Watcher.ts';
import type { Write } from './Write.ts';
import type { Random } from './Random.ts';

/** KubeProxyConfiguration (kubeproxy.config.k8s.io/v1alpha1), after defaulting: what the rules depend on. */
export interface ProxySettings {
  mode: 'iptables' | 'nftables' | 'ipvs';
  clusterCIDR: string;
  detectLocalMode: 'ClusterCIDR' | 'NodeCIDR' | 'BridgeInterface' | 'InterfaceNamePrefix';
  bridgeInterface: string;
  interfaceNamePrefix: string;
  nodePortAddresses: string[];
  masqueradeAll: boolean;
  masqueradeBit: number;
  localhostNodePorts: boolean;
  /** `conntrack.tcpBeLiberal`: the kernel does not think a packet outside of its window invalid. */
  tcpBeLiberal: boolean;
  /** What matters in mode ipvs only. */
  ipvs: { scheduler: IpvsScheduler; strictARP: boolean };
}

/** How Pod traffic gets from Node to Node: as it is, by routes, or wrapped in UDP between the Nodes. */
export type PodNetwork = 'routed' | 'vxlan';

/** Whether the client outside has a route to the Nodes: `private` as with kind, Docker Desktop, or private Nodes of a cloud. */
export type NodeNetwork = 'open' | 'private';

/** What does not change while the cluster runs: subnets, domain, proxy options, networks of Pods and Nodes, seed. */
export interface ClusterSettings {
  /** One per family, the primary first: `10.244.0.0/16`. */
  podSubnets: string[];
  serviceSubnets: string[];
  /** The families of the cluster, the primary first. */
  families: IpFamily[];
  dnsDomain: string;
  proxy: ProxySettings;
  podNetwork: PodNetwork;
  nodeNetwork: NodeNetwork;
  delays: Delays;
  seed: number;
}

/**
 * One running cluster. It is a value that one caller owns: functions that take it change it, and nothing
 * else does. Virtual time only moves in `settle` and `advance` (controllers/settle.ts).
 */
export interface Cluster {
  readonly settings: ClusterSettings;
  readonly store: ObjectStore;
  /** Virtual milliseconds since the scenario began. */
  now: number;
  /** Things that will happen by themselves, soonest first, ties in order of scheduling. */
  timers: Timer[];
  /** Controllers, kubelets, kube-proxies and the load balancer take their time (`settings.delays`); else all answer at once. */
  pace: Pace | undefined;
  /** Controllers undid each other's work without end, and were stopped: how they were left is what there is. */
  restless: boolean;
  /** Who is told of everything that happens, while somebody keeps a timeline. */
  log: EventLog | undefined;
  /** The scenario whose steps run in it as time goes on; undefined where each settles before the next. */
  play: Play | undefined;
  /** Commands that go on printing what happens. */
  watchers: Watcher[];
  /** What kubectl's own file says, on the admin's terminal. */
  kubeconfig: Kubeconfig;
  readonly random: Random;
  /** What each Node's kernel remembers between packets: connections and affinity; by Node name. */
  readonly kernels: Map<string, KernelState>;
  /** The connections that commands have made, the newest last; the oldest are forgotten when there are many. */
  readonly sent: SentConnection[];
  /** The Services that each Pod's kubelet knew when its containers started, by Pod uid. */
  readonly startedWith: Map<string, readonly Service[]>;
  /** The requests that made objects what they are, by uid: who owns which fields follows from them. */
  readonly writes: Map<string, readonly Write[]>;
  /** Next free names and addresses: counters that must not run backwards; owned by the controllers. */
  readonly counters: Map<string, number>;
  /** What the controllers remember and have yet to do. */
  readonly control: ControlState;
}

export interface SentConnection {
  /** Virtual time at which it began, ms. */
  at: number;
  trace: Trace;
}

export interface Timer {
  at: number;
  sequence: number;
  /** `settle` waits for it however late it is; for others only when they are seconds away. */
  awaited: boolean;
  /** Somebody's hand, for which nobody waits: a step of the scenario. */
  byHand: boolean;
  fire: (cluster: Cluster) => void;
}
