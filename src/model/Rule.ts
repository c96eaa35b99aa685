import type { SourceRef } from './Span.ts';

/**
 * One condition of an iptables rule. `negate` is the `!` before it. The kernel interprets exactly these and
 * throws at any other; the renderer prints exactly these.
 */
export type Match =
  | { kind: 'source'; cidr: string; negate?: boolean }
  | { kind: 'destination'; cidr: string; negate?: boolean }
  | { kind: 'inInterface'; name: string; negate?: boolean }
  | { kind: 'protocol'; protocol: 'tcp' | 'udp' | 'sctp' }
  | { kind: 'comment'; text: string }
  /** `-m tcp` and the like, with or without a port. */
  | { kind: 'destinationPort'; protocol: 'tcp' | 'udp' | 'sctp'; port?: number }
  | { kind: 'multiport'; protocol: 'tcp' | 'udp' | 'sctp'; ports: number[] }
  | { kind: 'addrtype'; side: 'src' | 'dst'; type: 'LOCAL'; negate?: boolean }
  /** The interface of a bridge that the packet came in by. */
  | { kind: 'physdevIsIn'; negate?: boolean }
  /** An ipset by its name; `flags` say which ends of the packet make the element. */
  | { kind: 'set'; set: string; flags: ('src' | 'dst')[] }
  /** A packet that IPVS has sent on for this virtual server. */
  | { kind: 'ipvs'; protocol: 'tcp' | 'udp' | 'sctp'; vaddr: string; vport: number }
  | { kind: 'mark'; value: number; mask: number; negate?: boolean }
  | { kind: 'conntrack'; states: ConntrackState[]; negate?: boolean }
  | { kind: 'statistic'; probability: number }
  | { kind: 'recentCheck'; name: string; seconds: number }
  | { kind: 'recentSet'; name: string }
  | { kind: 'nfacct'; name: string };

export type ConntrackState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'DNAT' | 'SNAT';

export type Target =
  | { kind: 'jump'; chain: string }
  | { kind: 'accept' }
  | { kind: 'drop' }
  | { kind: 'return' }
  | { kind: 'reject' }
  | { kind: 'dnat'; ip: string; port: number }
  | { kind: 'masquerade'; randomFully: boolean }
  /** `-j MARK --set-xmark value/mask`: mark = (mark & ~mask) ^ value. */
  | { kind: 'mark'; value: number; mask: number }
  /** A rule without `-j`: it only counts, or only sets a recent list. */
  | { kind: 'none' };

/** One rule of one chain. `id` is unique within a Node's configuration: `nat/KUBE-SERVICES/3`. */
export interface Rule {
  id: string;
  matches: Match[];
  target: Target;
  /** The manifest fields that it came from, the most telling first; empty for kube-proxy's fixed rules. */
  because: SourceRef[];
}

export interface Chain {
  name: string;
  /** Set for built-in chains only. */
  policy?: 'ACCEPT';
  rules: Rule[];
}

export type TableName = 'mangle' | 'filter' | 'nat';

/** The chains of a table, by their names and all of them. */
export interface Chains {
  get(name: string): Chain | undefined;
  forEach(visit: (chain: Chain) => void): void;
}

export interface Table {
  name: TableName;
  chains: Chains;
}
