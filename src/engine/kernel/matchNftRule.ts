import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { NftMatch, NftRule, NftTable } from '../../model/Nftables.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import type { Chooser } from './Chooser.ts';
import { isDnat } from './conntrack.ts';
import type { Passage } from './Passage.ts';
import { isLocal } from './routing.ts';
import { UnknownRule } from './UnknownRule.ts';

/** What rules need to know besides the packet. */
export interface NftContext {
  table: NftTable;
  config: KernelConfig;
  chooser: Chooser;
  node: string;
  sawRecently(set: string, source: string, seconds: number, passage: Passage): boolean;
}

/** Holds a rule against a packet: the condition that fails, or undefined when all hold. */
export function failedNftMatch(rule: NftRule, passage: Passage, context: NftContext): NftMatch | undefined {
  for (const match of rule.matches) if (!holds(match, rule, passage, context)) return match;
  return undefined;
}

/** One condition (nft(8)). What is not known throws: a rule must never be skipped by mistake. */
function holds(match: NftMatch, rule: NftRule, passage: Passage, context: NftContext): boolean {
  const { packet, connection } = passage;
  switch (match.kind) {
    case 'address': {
      const ip = match.side === 'saddr' ? packet.src : packet.dst;
      return match.cidrs.some((text) => inRange(text, ip)) !== (match.negate ?? false);
    }
    case 'addressInSet': {
      const ip = match.side === 'saddr' ? packet.src : packet.dst;
      const set = context.table.sets.get(match.set);
      if (!set) throw new Error(`no set ${match.set}`);
      if (set.timeout === undefined) return set.elements.has(ip);
      return context.sawRecently(match.set, ip, set.timeout, passage);
    }
    case 'connectionInSet': {
      const set = context.table.sets.get(match.set);
      if (!set) throw new Error(`no set ${match.set}`);
      return set.elements.has(`${packet.src} . ${packet.dst} . ${packet.protocol} . ${packet.dport}`);
    }
    case 'fibLocal':
      return isLocal(context.config, match.side === 'saddr' ? packet.src : packet.dst);
    case 'inInterface': {
      const { name, negate = false } = match;
      const fits = name.endsWith('*') ? passage.inDevice.startsWith(name.slice(0, -1)) : passage.inDevice === name;
      return fits !== negate;
    }
    case 'ctStateNew':
      return connection.state === 'NEW';
    case 'ctStatusDnat':
      return connection.entry !== undefined && isDnat(connection.entry);
    case 'mark':
      return (packet.mark & match.value) !== 0;
    case 'l4proto':
      return packet.protocol === match.protocol;
    default:
      throw new UnknownRule('match', match satisfies never, rule);
  }
}

function inRange(text: string, ip: string): boolean {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a range: ${text}`);
  return cidrContains(cidr, ip);
}
