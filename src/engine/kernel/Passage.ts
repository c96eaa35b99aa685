import type { Note } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { NftMatch, NftRule } from '../../model/Nftables.ts';
import type { ConntrackState, Match, Rule } from '../../model/Rule.ts';
import type { SourceRef } from '../../model/Span.ts';
import type { ConntrackEntry } from './KernelState.ts';

/** What connection tracking knows of a packet. Without an entry the packet is INVALID. */
export interface Connection {
  readonly entry: ConntrackEntry | undefined;
  readonly direction: 'original' | 'reply';
  readonly state: Extract<ConntrackState, 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID'>;
  /** The entry is not in the table yet: this packet makes it, and nat rules are walked for it. */
  readonly fresh: boolean;
}

/**
 * The rules that a packet was held against, and what came of it: a linked list, newest first, so that branches share
 * what they have in common.
 */
export type RuleLog =
  | {
      readonly kind: 'iptables';
      readonly chain: string;
      readonly index: number;
      readonly rule: Rule;
      /** The condition that did not hold; undefined when the rule matched, by this element of a set. */
      readonly failed: Match | undefined;
      readonly element: SourceRef[] | undefined;
      readonly before: RuleLog | undefined;
    }
  | {
      readonly kind: 'nft';
      readonly chain: string;
      readonly index: number;
      readonly rule: NftRule;
      readonly failed: NftMatch | 'element' | undefined;
      /** What the rule's verdict map, or its random choice, said. */
      readonly element: Choice | undefined;
      readonly before: RuleLog | undefined;
    };

/** What a map or a random choice came to, and why. */
export interface Choice {
  note: Note;
  because: SourceRef[];
}

/** The rule that decided: enough of it to say why. */
export interface Deciding {
  readonly id: string;
  readonly comment: string;
  readonly because: SourceRef[];
}

/** How a packet leaves a chain. `return` also when the chain simply ends. */
export type Verdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' | 'reject'; readonly rule: Deciding | undefined }
  | { readonly kind: 'dnat'; readonly rule: Deciding; readonly ip: string; readonly port: number }
  | { readonly kind: 'masquerade'; readonly rule: Deciding; readonly randomPort: boolean }
  | { readonly kind: 'return' };

export const ACCEPT: Verdict = { kind: 'accept' };
export const RETURN: Verdict = { kind: 'return' };

/** One way through the rules of a hook. */
export interface Branch {
  readonly passage: Passage;
  readonly log: RuleLog | undefined;
  readonly verdict: Verdict;
}

/** Sources that `-m recent` has to remember if this branch is the one that happens. */
export interface RecentUpdate {
  readonly node: string;
  readonly list: string;
  readonly source: string;
  /** Sources that the list can hold. */
  readonly limit: number;
  /** Seconds for which a set of nftables holds it. */
  readonly timeout?: number | undefined;
  readonly before: RecentUpdate | undefined;
}

/** Connections that virtual servers have given away, if this branch is the one that happens. */
export interface Scheduled {
  readonly node: string;
  readonly server: string;
  readonly to: string;
  readonly source: string;
  readonly before: Scheduled | undefined;
}

/** A packet on its way through one kernel. Immutable: every change makes a new one. */
export interface Passage {
  readonly packet: Packet;
  readonly inDevice: string;
  readonly outDevice: string;
  readonly connection: Connection;
  /** The probability of this branch, relative to the connection as a whole. */
  readonly share: number;
  readonly recent: RecentUpdate | undefined;
  readonly scheduled: Scheduled | undefined;
}
