/** A connection that a kernel tracks: the tuple of the first packet and that of the reply that it expects. */
export interface ConntrackEntry {
  protocol: 'tcp' | 'udp' | 'sctp' | 'icmp' | 'icmp6';
  original: { src: string; sport: number; dst: string; dport: number };
  reply: { src: string; sport: number; dst: string; dport: number };
  /** The rules that translated, for the explanation of the way back. */
  dnatRule: string;
  snatRule: string;
  /** IPVS translates the destination, not NAT. */
  ipvs?: true;
  /** When the kernel saw its first and its last packet, in virtual ms, and whether it was answered; once it is kept. */
  seen?: { first: number; last: number; answered: boolean };
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

/**
 * Seconds that a kernel goes on remembering a connection without further packets, by Linux's defaults
 * (net.netfilter.nf_conntrack_*_timeout*).
 */
export function conntrackTimeout(entry: ConntrackEntry): number {
  switch (entry.protocol) {
    case 'tcp':
      return entry.seen?.answered ? 432_000 : 120;
    case 'sctp':
      return entry.seen?.answered ? 210 : 3;
    case 'udp':
      return isStream(entry) ? 120 : 30;
    default:
      return 30;
  }
}

/** What a Node's kernel remembers from one packet to the next. */
export interface KernelState {
  conntrack: ConntrackEntry[];
  /** The lists of `-m recent`: list name → source address → virtual time it was last seen, ms. */
  recent: Map<string, Map<string, number>>;
  /** What each virtual server has scheduled, by its id, oldest first. */
  scheduled: Map<string, Scheduling[]>;
}

export const emptyKernelState = (): KernelState => ({ conntrack: [], recent: new Map(), scheduled: new Map() });
