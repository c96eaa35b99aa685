import type { AddressInfo, Network } from './Address.ts';
import type { AddressKind } from './Matrix.ts';
import type { Diagnostic } from './Diagnostic.ts';
import type { Outage } from './Node.ts';
import type { Scenario, TypedLine } from './Scenario.ts';
import type { Protocol, ServiceType, TrafficPolicy } from './Service.ts';
import type { ObjectKey } from './Span.ts';
import type { Place, Reach, Trace } from './Trace.ts';

/** The cluster that somebody looks at: what a text makes, and what commands have done in it since, in order. */
export interface Source {
  text: string;
  typed?: readonly TypedLine[];
  /** A moment of the scenario's timeline, milliseconds after its steps began; absent: the cluster at rest, before them. */
  at?: number;
}

/** What the page asks the engine for. A result is a function of this and of nothing else. */
export interface SimulationInput extends Source {
  /** The connection to follow; absent: the first offer (`SimulationResult.offers`). */
  traffic?: { from: Place; url: string };
}

export interface NodeView {
  name: string;
  zone: string;
  controlPlane: boolean;
  ips: string[];
  podCIDRs: string[];
  schedulable: boolean;
  /** As the API server has it: what it has not heard of yet is not in it. */
  ready: boolean;
  /** As it is. */
  outage: Outage | null;
}

export interface PodView {
  key: ObjectKey;
  namespace: string;
  name: string;
  node: string;
  ips: string[];
  hostNetwork: boolean;
  labels: Record<string, string>;
  phase: string;
  ready: boolean;
  /** Why it is not ready, or pending; empty when it is ready. */
  reason: string;
  terminating: boolean;
  /** `8080/tcp`, `53/udp`: what it really listens on. */
  listens: string[];
  /** Part of the cluster itself (kube-system). */
  system: boolean;
}

export interface EndpointView {
  ip: string;
  /** `namespace/name` of the Pod behind it, if any. */
  pod: string;
  node: string;
  ready: boolean;
  serving: boolean;
  terminating: boolean;
}

export interface ServicePortView {
  name: string;
  port: number;
  protocol: Protocol;
  targetPort: number | string;
  nodePort: number;
}

export interface ServiceView {
  key: ObjectKey;
  namespace: string;
  name: string;
  type: ServiceType;
  clusterIPs: string[];
  headless: boolean;
  ports: ServicePortView[];
  selector: Record<string, string> | null;
  externalIPs: string[];
  loadBalancer: { ip: string; mode: 'VIP' | 'Proxy' }[];
  /** type LoadBalancer, and no address yet. */
  pending: boolean;
  externalTrafficPolicy: TrafficPolicy | '';
  internalTrafficPolicy: TrafficPolicy | '';
  sessionAffinity: 'None' | 'ClientIP';
  endpoints: EndpointView[];
  system: boolean;
}

/** A connection that is worth trying: what the traffic controls list. */
export interface Offer {
  from: Place;
  url: string;
  kind: AddressKind;
  network: Network;
  service: ObjectKey | '';
}

/** Everything the page shows. Plain data: it survives structuredClone and JSON. */
export interface SimulationResult {
  /** false when the text could not be understood well enough to build a cluster; `diagnostics` says why. */
  ok: boolean;
  diagnostics: Diagnostic[];
  scenario: Scenario;
  proxyMode: 'iptables' | 'nftables' | 'ipvs';
  subnets: { node: string[]; pod: string[]; cluster: string[] };
  clientIPs: string[];
  /** The client outside has no route to the Nodes. */
  nodesHidden: boolean;
  nodes: NodeView[];
  pods: PodView[];
  services: ServiceView[];
  /** The document that each object comes from: its own, or that of the workload that made it; by index. */
  origins: Record<ObjectKey, number>;
  /**
   * Where the documents are in the text: for each its start, and its end. Numbers in a row, since a key at the head of a
   * large text moves them all.
   */
  documents: number[];
  offers: Offer[];
  /** The connection asked for, in all the ways that it can go. */
  reach: Reach | null;
  /** The one way that the scenario's seed takes: an index into `reach.traces`. */
  taken: number;
  /** Every address that occurs in the objects and traces above. */
  addresses: Record<string, AddressInfo>;
}

/** Many connections one after another, as the seed decides them: how often each way was taken. */
export interface Tally {
  connections: number;
  /** Aligned with `reach.traces`. */
  counts: number[];
}

export type { Trace };
