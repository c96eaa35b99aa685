import type { Packet } from '../../model/Packet.ts';
import type { ConntrackState, Match, Rule } from '../../model/Rule.ts';
import type { ConntrackEntry } from './KernelState.ts';

/** A packet as a kernel sees it: an ICMP error also carries the packet that it complains of. */
export interface KernelPacket extends Packet {
  readonly quoted?: Packet;
}

/** What connection tracking knows of a packet. Without an entry the packet is INVALID. */
export interface Connection {
  readonly entry: ConntrackEntry | undefined;
  readonly direction: 'original' | 'reply';
  readonly state: Extract<ConntrackState, 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID'>;
  /** The entry is not in the table yet: this packet makes it, and nat rules are walked for it. */
  readonly fresh: boolean;
}

/** A rule that was held against the packet: a linked list, newest first, so that branches share what they have in common. */
export interface RuleLog {
  readonly chain: string;
  readonly rule: Rule;
  readonly index: number;
  /** The condition that did not hold; undefined when the rule matched. */
  readonly failed: Match | undefined;
  readonly before: RuleLog | undefined;
}

/** Sources that `-m recent` has to remember if this branch is the one that happens. */
export interface RecentUpdate {
  readonly node: string;
  readonly list: string;
  readonly source: string;
  readonly before: RecentUpdate | undefined;
}

/** A packet on its way through one kernel. Immutable: every change makes a new one. */
export interface Passage {
  readonly packet: KernelPacket;
  readonly inDevice: string;
  readonly outDevice: string;
  readonly connection: Connection;
  /** The probability of this branch, relative to the connection as a whole. */
  readonly share: number;
  readonly recent: RecentUpdate | undefined;
  readonly log: RuleLog | undefined;
}
