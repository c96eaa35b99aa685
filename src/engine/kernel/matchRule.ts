import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Match, Rule } from '../../model/Rule.ts';
import type { SourceRef } from '../../model/Span.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { isDnat, isSnat } from './conntrack.ts';
import type { Passage } from './Passage.ts';
import { setElement } from './ipset.ts';
import { isLocal } from './routing.ts';
import { UnknownRule } from './UnknownRule.ts';

/** What matches need to know besides the packet. */
export interface MatchContext {
  config: KernelConfig;
  /** Whether a list of `-m recent` saw a source within so many seconds. */
  sawRecently(list: string, source: string, seconds: number, passage: Passage): boolean;
}

/**
 * Holds a rule against a packet: the condition that fails, or undefined when all hold. Random conditions are not
 * decided here: `statistic` counts as holding, and the caller asks the chooser.
 */
export function failedMatch(rule: Rule, passage: Passage, context: MatchContext): Match | undefined {
  for (const match of rule.matches) if (!holds(match, rule, passage, context)) return match;
  return undefined;
}

/** One condition (iptables-extensions(8)). What is not known throws: a rule must never be skipped by mistake. */
function holds(match: Match, rule: Rule, passage: Passage, context: MatchContext): boolean {
  const { packet } = passage;
  switch (match.kind) {
    case 'source':
      return inRange(match.cidr, packet.src) !== (match.negate ?? false);
    case 'destination':
      return inRange(match.cidr, packet.dst) !== (match.negate ?? false);
    case 'inInterface':
      return isInterface(match.name, passage.inDevice) !== (match.negate ?? false);
    case 'protocol':
      return packet.protocol === match.protocol;
    case 'destinationPort':
      return packet.protocol === match.protocol && (match.port === undefined || packet.dport === match.port);
    case 'multiport':
      return packet.protocol === match.protocol && match.ports.includes(packet.dport);
    case 'addrtype':
      return isLocal(context.config, match.side === 'src' ? packet.src : packet.dst) !== (match.negate ?? false);
    case 'physdevIsIn':
      // the CNI plugin ptp has no bridge
      return match.negate ?? false;
    case 'set':
      return setElement(match, packet, context.config) !== undefined;
    case 'ipvs':
      return sentByIpvs(match, passage);
    case 'mark':
      return ((packet.mark & match.mask) >>> 0 === match.value) !== (match.negate ?? false);
    case 'conntrack':
      return match.states.some((state) => hasState(passage, state)) !== (match.negate ?? false);
    case 'recentCheck':
      return context.sawRecently(match.name, packet.src, match.seconds, passage);
    case 'comment':
    case 'statistic':
    case 'recentSet':
    case 'nfacct':
      return true;
    default:
      throw new UnknownRule('match', match satisfies never, rule);
  }
}

/** The fields behind the element of a set that a rule has found; undefined when it asks none. */
export function elementOf(rule: Rule, { packet }: Passage, { config }: MatchContext): SourceRef[] | undefined {
  for (const match of rule.matches) if (match.kind === 'set') return setElement(match, packet, config);
  return undefined;
}

/** The packet is on its way to a real server, and this virtual server sent it there (xt_ipvs.c). */
function sentByIpvs(
  { protocol, vaddr, vport }: Extract<Match, { kind: 'ipvs' }>,
  { packet, connection }: Passage,
): boolean {
  const { entry, direction } = connection;
  if (!entry?.ipvs || direction === 'reply' || packet.protocol !== protocol) return false;
  const sent = packet.dst === entry.reply.src && packet.dport === entry.reply.sport;
  return sent && entry.original.dst === vaddr && entry.original.dport === vport;
}

function hasState({ connection }: Passage, state: string): boolean {
  // IPVS leaves no mark of NAT in the connection
  if (state === 'DNAT') return connection.entry !== undefined && !connection.entry.ipvs && isDnat(connection.entry);
  if (state === 'SNAT') return connection.entry !== undefined && isSnat(connection.entry);
  return connection.state === state;
}

function inRange(text: string, ip: Packet['src']): boolean {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a range: ${text}`);
  return cidrContains(cidr, ip);
}

const isInterface = (pattern: string, device: string): boolean =>
  pattern.endsWith('+') ? device.startsWith(pattern.slice(0, -1)) : device === pattern;
