import type { Packet } from '../../model/Packet.ts';
import { copyPacket } from './copy.ts';
import type { Connection } from './Passage.ts';
import type { ConntrackEntry } from './KernelState.ts';

type Tuple = ConntrackEntry['original'];

/** The entries that a connection has made so far, in any kernel: a linked list, newest first. */
export interface Tracked {
  readonly node: string;
  readonly entry: ConntrackEntry;
  readonly before: Tracked | undefined;
}

const tupleOf = ({ src, sport, dst, dport }: Packet): Tuple => ({ src, sport, dst, dport });
const invert = ({ src, sport, dst, dport }: Tuple): Tuple => ({ src: dst, sport: dport, dst: src, dport: sport });
export const equal = (a: Tuple, b: Tuple): boolean =>
  a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport;

/**
 * What a kernel's connection tracking makes of a packet (nf_conntrack_in). A TCP packet that neither begins a
 * connection nor belongs to one is INVALID, and so is an ICMP error about a connection that is not known.
 */
export function track(packet: Packet, node: string, tracked: Tracked | undefined): Connection {
  if (packet.quoted) {
    // the error travels against the direction of the packet that it is about
    const found = find(invert(tupleOf(packet.quoted)), packet.quoted.protocol, node, tracked);
    return found ? { entry: found.entry, direction: found.direction, state: 'RELATED', fresh: false } : INVALID;
  }
  const found = find(tupleOf(packet), packet.protocol, node, tracked);
  if (found) {
    const { entry, direction } = found;
    const answered = direction === 'reply' || entry?.seen?.answered === true;
    return { entry, direction, state: answered ? 'ESTABLISHED' : 'NEW', fresh: false };
  }
  if (!begins(packet)) return INVALID;
  const original = tupleOf(packet);
  const entry: ConntrackEntry = {
    protocol: packet.protocol,
    original,
    reply: invert(original),
    snatRule: '',
  };
  return { entry, direction: 'original', state: 'NEW', fresh: true };
}

const INVALID: Connection = { entry: undefined, direction: 'original', state: 'INVALID', fresh: false };

const begins = (packet: Packet): boolean => {
  if (packet.protocol === 'tcp') return packet.flags === 'SYN';
  return packet.protocol === 'udp' || packet.protocol === 'sctp' || packet.flags === 'echo request';
};

function find(
  tuple: Tuple,
  protocol: Packet['protocol'],
  node: string,
  tracked: Tracked | undefined,
): Pick<Connection, 'entry' | 'direction'> | undefined {
  for (let t = tracked; t; t = t.before) {
    if (t.node !== node || t.entry.protocol !== protocol) continue;
    if (equal(tuple, t.entry.reply)) return { entry: t.entry, direction: 'reply' };
    if (equal(tuple, t.entry.original)) return { entry: t.entry, direction: 'original' };
  }
  return undefined;
}

/** Whether an entry of the packet's own, from an earlier passage of this kernel, has this reply (nf_nat_used_tuple). */
export const isTaken = (reply: Tuple, protocol: Packet['protocol'], node: string, tracked: Tracked | undefined) =>
  find(reply, protocol, node, tracked) !== undefined;

export const isDnat = ({ original, reply }: ConntrackEntry): boolean =>
  reply.src !== original.dst || reply.sport !== original.dport;

export const isSnat = ({ original, reply }: ConntrackEntry): boolean =>
  reply.dst !== original.src || reply.dport !== original.sport;

/** The destination after translation, as the hooks PREROUTING and OUTPUT set it for packets of a known connection. */
export function translateDestination(packet: Packet, { entry, direction }: Connection): Packet {
  if (!entry) return packet;
  const { original, reply } = entry;
  const to = direction === 'reply' ? ([original.src, original.sport] as const) : ([reply.src, reply.sport] as const);
  if (direction === 'reply' ? !isSnat(entry) : !isDnat(entry)) return packet;
  return withDestination(packet, to[0], to[1]);
}

/** The source after translation, as the hooks POSTROUTING and INPUT set it. */
export function translateSource(packet: Packet, { entry, direction }: Connection): Packet {
  if (!entry) return packet;
  const { original, reply } = entry;
  const to = direction === 'reply' ? ([original.dst, original.dport] as const) : ([reply.dst, reply.dport] as const);
  if (direction === 'reply' ? !isDnat(entry) : !isSnat(entry)) return packet;
  return withSource(packet, to[0], to[1]);
}

/** A new destination; inside an ICMP error it is the quoted packet's source that changes with it. */
export function withDestination(packet: Packet, ip: string, port: number): Packet {
  const { quoted } = packet;
  if (quoted) return { ...packet, dst: ip, quoted: { ...quoted, src: ip, sport: port } };
  const copy = copyPacket(packet);
  copy.dst = ip;
  copy.dport = port;
  return copy;
}

export function withSource(packet: Packet, ip: string, port: number): Packet {
  const { quoted } = packet;
  // who complains is hidden behind the address that was asked for
  if (quoted)
    return { ...packet, src: packet.src === quoted.dst ? ip : packet.src, quoted: { ...quoted, dst: ip, dport: port } };
  const copy = copyPacket(packet);
  copy.src = ip;
  copy.sport = port;
  return copy;
}
