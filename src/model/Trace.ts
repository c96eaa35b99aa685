import type { Clause, Label, Name, Note, PolicyText, Reason, Seen } from './Message.ts';
import type { PolicyType } from './NetworkPolicy.ts';
import type { OuterHeader, Packet } from './Packet.ts';
import type { SourceRef } from './Span.ts';

/** A place where a command runs and a connection begins or ends. */
export type Place =
  | { kind: 'client' }
  | { kind: 'node'; name: string }
  | { kind: 'pod'; namespace: string; name: string };

/** A machine on the packet's way. `name` is `external client`, `load balancer`, a Node's name, `namespace/name` of a Pod. */
export interface Machine {
  kind: 'client' | 'loadBalancer' | 'node' | 'pod';
  name: string;
}

/** A rule that the packet was held against: of a kernel's tables, or of a NetworkPolicy. */
export interface RuleTried {
  ruleId: string;
  chain: string;
  /** The rule as `iptables-save`, `nft` or `ipvsadm` prints it; or a policy's. */
  text: string | PolicyText;
  matched: boolean;
  /** Why it did not match, or what it did. */
  note: Note;
  because: SourceRef[];
}

/** What happened at a hop, in order. */
export type Step =
  | { kind: 'send'; from: string }
  | { kind: 'resolve'; name: string; answer: string }
  | { kind: 'chooseNode'; node: string; probability: number; among: string[] }
  | { kind: 'rules'; table: 'nat' | 'filter' | 'mangle' | 'ipvs'; chain: string; tried: RuleTried[]; skipped: number }
  /** What the NetworkPolicies of a Pod (`namespace/name`) say; `ruleId` is the rule that allows, '' when none does. */
  | { kind: 'policy'; type: PolicyType; pod: string; ruleId: string; tried: RuleTried[] }
  /** `by` is absent for NAT. */
  | {
      kind: 'translate';
      field: 'dst' | 'src';
      from: string;
      to: string;
      ruleId: string;
      because: SourceRef[];
      by?: 'ipvs';
    }
  | { kind: 'mark'; value: number; ruleId: string }
  | { kind: 'untranslate'; field: 'dst' | 'src'; from: string; to: string; by?: 'ipvs' }
  | { kind: 'route'; to: string; device: string; via?: string }
  /** `text` is the header; '' when it is missed. */
  | { kind: 'proxyHeader'; state: 'sent' | 'read' | 'unexpected' | 'missing'; text: string }
  | { kind: 'encapsulate' | 'decapsulate'; outer: OuterHeader }
  | { kind: 'deliver'; to: string; port: number }
  | { kind: 'answer'; text: string }
  | { kind: 'reject'; ruleId: string; with: string }
  | { kind: 'drop'; ruleId: string; reason: Reason[] }
  | { kind: 'noListener'; port: number }
  | { kind: 'noRoute'; to: string };

/** The netfilter hook that a hop stands at; absent for the ends of the way. */
export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

/** The ends of a connection as one direction of it is written: `src` asks, or answers, `dst`. */
export interface Tuple {
  src: string;
  sport: number;
  dst: string;
  dport: number;
}

/** What the connection tracking of the machine's kernel knows of the packet at a hop. */
export interface Tracking {
  /** `ctstate`: an INVALID packet has no entry. */
  state: 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID';
  /** Which of the entry's two directions the packet has. */
  direction: 'original' | 'reply';
  /** The packet made the entry; otherwise it found it. */
  fresh: boolean;
  /** The entry after this packet, as `conntrack -L` shows it. */
  entry?: {
    protocol: Packet['protocol'];
    original: Tuple;
    reply: Tuple;
    /** The protocol's own state, `SYN_SENT`; empty for protocols that have none. */
    state: string;
    /** Seconds until it is forgotten if nothing more comes; 0: this packet ends it. */
    timeout: number;
  };
}

/** One sentence: what a machine does, or a whole one. */
export type Sentence = { who: Name; does: Clause[] } | Reason;

/** One stop of the packet: where, the packet before and after, what was done to it, and that in one sentence. */
export interface Hop {
  at: Machine;
  hook?: Hook;
  before: Packet;
  after: Packet;
  steps: Step[];
  /** What happens here: "n2 changes the destination to web-1." */
  sentence: Sentence;
  /** A short label for the timeline: `dst ▸ 10.244.3.2`. */
  label: Label;
  /** true on the way back. */
  reply: boolean;
  /** Time to live as the packet came to this machine. */
  ttl: number;
  /** The interfaces by which it came in and goes out; absent where it begins, ends, or did not get so far. */
  inDevice?: string;
  outDevice?: string;
  /** Only where a kernel tracks connections: on Nodes. */
  tracking?: Tracking;
}

/**
 * How a connection can end; the set is closed. Fields are those of the conformance format.
 * `delivered` names a Pod or a Node; `source` is the address that it saw.
 */
export type Ending =
  | { result: 'delivered'; pod: string; port?: number; source?: string }
  /** `node` is '' for a machine outside the cluster. */
  | { result: 'delivered'; node: string }
  | { result: 'refused' }
  | { result: 'unreachable' }
  | { result: 'timeout' }
  | { result: 'unresolved' };

/** One way that a new connection can go, there and back. */
export interface Trace {
  hops: Hop[];
  ending: Ending;
  /** Why it ended so: where it died, by which rule, what to change. */
  reason: Reason[];
  /** What the sender sees: `connection refused`, `no answer`, … */
  seen: Seen;
  /** Chance of this way among all, 0…1. */
  share: number;
}

/** All that can happen to one new connection: the answer to `reach`. */
export interface Reach {
  from: Place;
  url: string;
  /** Ways with an equal path are one; ordered by share, then by path. */
  traces: Trace[];
  /** true when there were more ways than are listed; `share` of those listed then adds up to less than 1. */
  truncated: boolean;
}
