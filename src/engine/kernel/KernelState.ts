import type { IpFamily } from '../../model/Address.ts';
import type { IndexedPort } from '../proxy/serviceIndex.ts';

/** A connection that a kernel tracks: the tuple of the first packet and that of the reply that it expects. */
export interface ConntrackEntry {
  protocol: 'tcp' | 'udp' | 'sctp' | 'icmp' | 'icmp6';
  original: { src: string; sport: number; dst: string; dport: number };
  reply: { src: string; sport: number; dst: string; dport: number };
  /** The rule that masqueraded; '' when none did. */
  snatRule: string;
  /** IPVS translates the destination, not NAT. */
  ipvs?: true;
  /** Once it is kept: when the kernel saw its packets, and what became of the connection. */
  seen?: Seen;
}

export interface Seen {
  /** The first and the last packet, virtual ms. */
  first: number;
  last: number;
  /** Whether an answer has passed here. */
  answered: boolean;
  /** Whether the connection came about: a program that got its answer has closed it then. */
  used: boolean;
}

/** An entry in the table of a Node. */
export interface KeptEntry extends ConntrackEntry {
  seen: Seen;
  /** Gone before its time: when, virtual ms, and by whom. */
  ended?: { at: number; by: 'reset' | 'user' | 'kube-proxy' | 'kernel' };
}

export interface Counter {
  packets: number;
  bytes: number;
}

/** A connection that a virtual server has given to a real one. */
export interface Scheduling {
  /** The real server, `10.244.1.2:8080`. */
  to: string;
  source: string;
  /** Virtual time, ms. */
  at: number;
}

/** An answered flow that has gone on for two seconds is a stream (nf_conntrack_udp_packet). */
export const isStream = ({ seen }: ConntrackEntry): boolean =>
  seen !== undefined && seen.answered && seen.last - seen.first > 2000;

/** The state that a protocol gives its entry, by which the kernel knows how long to keep it; '' where there is none. */
export function conntrackState({ protocol, seen }: ConntrackEntry): string {
  const { answered = false, used = false } = seen ?? {};
  if (protocol === 'tcp') return answered ? (used ? 'TIME_WAIT' : 'SYN_RECV') : 'SYN_SENT';
  if (protocol === 'sctp') return answered ? 'ESTABLISHED' : 'COOKIE_WAIT';
  return '';
}

/** Seconds in each state, by Linux's defaults (net.netfilter.nf_conntrack_*_timeout*). */
const TIMEOUTS: Record<string, number> = {
  SYN_SENT: 120,
  SYN_RECV: 60,
  TIME_WAIT: 120,
  COOKIE_WAIT: 3,
  ESTABLISHED: 210,
};

/** Seconds that a kernel goes on remembering a connection without further packets. */
export const conntrackTimeout = (entry: ConntrackEntry): number =>
  TIMEOUTS[conntrackState(entry)] ?? (entry.protocol === 'udp' && isStream(entry) ? 120 : 30);

/** A source in a list: the virtual time it was last seen, ms, and for how many seconds it is held, if it has a time of its own. */
export interface Listed {
  at: number;
  timeout: number | undefined;
}

/** What a Node's kernel remembers from one packet to the next. */
export interface KernelState {
  /** All entries that there were, the newest last; the oldest are forgotten when there are many. */
  conntrack: KeptEntry[];
  /** Of iptables: of rules and of built-in chains (trace/counterOf.ts). */
  counters: Map<string, Counter>;
  /** The service ports whose rules counted (trace/countAnew.ts). */
  countedWith: Partial<Record<IpFamily, readonly IndexedPort[]>>;
  /** The lists of `-m recent` and the sets that packets fill: name → source address → when it was seen. */
  recent: Map<string, Map<string, Listed>>;
  /** What each virtual server has scheduled, by its id, oldest first. */
  scheduled: Map<string, Scheduling[]>;
}

export const emptyKernelState = (): KernelState => ({
  conntrack: [],
  counters: new Map(),
  countedWith: {},
  recent: new Map(),
  scheduled: new Map(),
});
