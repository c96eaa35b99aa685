import type { Place, Trace } from './Trace.ts';
import type { ObjectKey } from './Span.ts';

/** Where a Pod is in its life. */
export type PodLife = 'pending' | 'starting' | 'running' | 'ready' | 'down' | 'terminating' | 'gone';

/** An endpoint of a slice as its conditions were at one moment. */
export interface EndpointState {
  /** The Pod, `namespace/name`, or the address of an endpoint without one. */
  who: string;
  ready: boolean;
  serving: boolean;
  terminating: boolean;
}

type Verb = 'added' | 'modified' | 'deleted';

/** What can happen. `by` is who wrote: a controller, a kubelet, or a step. */
export type Happening =
  | { kind: 'step'; step: number; on: string; run: string; exit: number }
  /** A watch went on and printed something. */
  | { kind: 'printed'; step: number; text: string }
  | { kind: 'pod'; object: ObjectKey; node: string; life: PodLife; by: string }
  /** Pods that a workload wants, has, and has ready. */
  | { kind: 'workload'; verb: Verb; object: ObjectKey; wanted: number; have: number; ready: number; by: string }
  /** The endpoints of a slice that changed, and those that left it. */
  | {
      kind: 'slice';
      verb: Verb;
      object: ObjectKey;
      service: string;
      changed: EndpointState[];
      gone: string[];
      by: string;
    }
  | { kind: 'object'; verb: Verb; object: ObjectKey; by: string }
  /** A Node's kube-proxy wrote its rules, which had been older than what the API says for `stale` milliseconds. */
  | { kind: 'sync'; node: string; stale: number }
  /** A machine or its kubelet stopped working, or works again. */
  | { kind: 'node'; node: string; state: 'off' | 'silent' | 'back' }
  /** The load balancer outside changed its mind about a Node. */
  | { kind: 'health'; service: string; node: string; healthy: boolean }
  | { kind: 'bound'; bound: TimelineBound };

/** Something that happened, in virtual milliseconds since the steps of the scenario began. */
export type TimelineEvent = { at: number } & Happening;

/** Why a timeline ends before its scenario does: too much virtual time, too many steps, too many events, controllers that work on in no time. */
export type TimelineBound = 'time' | 'steps' | 'events' | 'loop';

/** One way in which connections end. A connection is `broken` when its Pod ended before it had answered. */
export interface TrafficEnd {
  result: Trace['ending']['result'] | 'broken';
  /** Who answered, or was to, `namespace/name`; '' when nobody. */
  pod: string;
  reason: Trace['reason'];
}

/** Connections that were opened one after another between two moments. */
export interface TrafficSpan {
  from: number;
  to: number;
  /** Index into the stream's `ends` → how many. */
  counts: [end: number, count: number][];
}

/** A stream of connections, and what became of them. */
export interface TrafficResult {
  from: Place;
  url: string;
  ends: TrafficEnd[];
  spans: TrafficSpan[];
}

/** What happened in a scenario, in the order in which it happened. Plain data. */
export interface Timeline {
  /** When nothing was left to do. */
  end: number;
  nodes: string[];
  /** The Pods that there were at the beginning. */
  pods: { object: ObjectKey; node: string; life: PodLife }[];
  /** How many of the steps are the scenario's own; those after them were typed. */
  own: number;
  events: TimelineEvent[];
  traffic: TrafficResult[];
  bound: TimelineBound | null;
}
