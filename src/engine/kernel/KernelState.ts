/** A connection that a kernel tracks: the tuple of the first packet and that of the reply that it expects. */
export interface ConntrackEntry {
  protocol: 'tcp' | 'udp' | 'sctp' | 'icmp' | 'icmp6';
  original: { src: string; sport: number; dst: string; dport: number };
  reply: { src: string; sport: number; dst: string; dport: number };
  /** The rules that translated, for the explanation of the way back. */
  dnatRule: string;
  snatRule: string;
}

/** What a Node's kernel remembers from one packet to the next. */
export interface KernelState {
  conntrack: ConntrackEntry[];
  /** The lists of `-m recent`: list name → source address → virtual time it was last seen, ms. */
  recent: Map<string, Map<string, number>>;
}

export const emptyKernelState = (): KernelState => ({ conntrack: [], recent: new Map() });
