import type { IpSet } from '../../model/Ipvs.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Match } from '../../model/Rule.ts';
import type { SourceRef } from '../../model/Span.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';

/** Looks a packet up in a set (xt_set): the causes of the element found, or undefined. */
export function setElement(
  { set: name, flags }: Extract<Match, { kind: 'set' }>,
  packet: Packet,
  config: KernelConfig,
): SourceRef[] | undefined {
  const set = config.ipvs?.[familyOf(packet.dst)].sets.get(name);
  if (!set) throw new Error(`no set ${name}`);
  const ip = (n: number): string => (flags[n] === 'src' ? packet.src : packet.dst);
  const port = (n: number): number => (flags[n] === 'src' ? packet.sport : packet.dport);
  if (set.type === 'hash:ip') return set.entries.get(ip(0));
  // a ping has no port: its elements have a type and a code instead, and kube-proxy makes none
  if (packet.protocol === 'icmp' || packet.protocol === 'icmp6') return undefined;
  if (set.type === 'bitmap:port') return packet.protocol === 'sctp' ? undefined : set.entries.get(String(port(0)));
  const key = `${ip(0)},${packet.protocol}:${port(1)}`;
  if (set.type === 'hash:ip,port') return set.entries.get(key);
  if (set.type === 'hash:ip,port,ip') return set.entries.get(`${key},${ip(2)}`);
  return inNetwork(set, `${key},`, ip(2));
}

function inNetwork({ entries }: IpSet, start: string, ip: string): SourceRef[] | undefined {
  for (const [entry, because] of entries) {
    const range = entry.startsWith(start) ? parseCidr(entry.slice(start.length)) : null;
    if (range && cidrContains(range, ip)) return because;
  }
  return undefined;
}
