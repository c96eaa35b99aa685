import { type Conversation, ICMP } from '../../../capture/ipPacket.ts';
import type { OuterHeader, Packet } from '../../../model/Packet.ts';
import { numberToIpv4 } from '../../net/ip.ts';
import { printIpv6 } from '../../net/ipv6.ts';

/** A packet of a capture file. */
export interface Recorded {
  /** Since 1970. */
  micros: number;
  packet: Packet;
  ttl: number;
  conversation: Conversation;
  /** In a capture of all interfaces: the number of the one that it crossed, and which way. */
  crossed?: { index: number; direction: 'In' | 'Out' };
  bytes: number[];
}

export interface Capture {
  linkType: 'ethernet' | 'cooked';
  packets: Recorded[];
}

/** What libpcap says of a file that it cannot open (sf-pcap.c). */
export class NoCapture extends Error {}

const [FILE_HEADER, RECORD_HEADER] = [24, 16];
const MAGIC = 0xa1b2_c3d4;

/** Reads a capture file as `capture/pcap.ts` writes them: other programs write none here. A file that is cut ends there. */
export function readPcap(text: string): Capture {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  if (bytes.length < 4)
    throw new NoCapture(`truncated dump file; tried to read 4 file header bytes, only got ${bytes.length}`);
  if (view.getUint32(0) !== MAGIC) throw new NoCapture('unknown file format');
  const cooked = view.getUint32(20) === 276;
  const packets: Recorded[] = [];
  for (let at = FILE_HEADER; at + RECORD_HEADER <= bytes.length; ) {
    const micros = view.getUint32(at) * 1e6 + view.getUint32(at + 4);
    const start = at + RECORD_HEADER;
    at = start + view.getUint32(at + 8);
    if (at > bytes.length) break;
    const frame = new DataView(bytes.buffer, start, at - start);
    const crossed = {
      index: cooked ? frame.getUint32(4) : 0,
      direction: cooked && frame.getUint8(10) === 4 ? ('Out' as const) : ('In' as const),
    };
    packets.push({
      micros,
      ...readIp(frame, cooked ? 20 : 14),
      ...(cooked && { crossed }),
      bytes: Array.from(bytes.subarray(start, at)),
    });
  }
  return { linkType: cooked ? 'cooked' : 'ethernet', packets };
}

type Read = Pick<Recorded, 'packet' | 'ttl' | 'conversation'>;

const PROTOCOLS: Record<number, Packet['protocol']> = { 6: 'tcp', 17: 'udp', 132: 'sctp', 1: 'icmp', 58: 'icmp6' };

function readIp(frame: DataView, at: number): Read {
  const six = frame.getUint8(at) >>> 4 === 6;
  const address = (from: number): string =>
    six
      ? printIpv6(Array.from({ length: 8 }, (_, i) => frame.getUint16(from + 2 * i)))
      : numberToIpv4(frame.getUint32(from));
  const protocol = PROTOCOLS[frame.getUint8(at + (six ? 6 : 9))] ?? 'tcp';
  const ends = six ? { src: address(at + 8), dst: address(at + 24) } : { src: address(at + 12), dst: address(at + 16) };
  const body = at + (six ? 40 : 20);
  const ttl = frame.getUint8(at + (six ? 7 : 8));
  const ports = protocol.startsWith('icmp')
    ? { sport: 0, dport: 0 }
    : { sport: frame.getUint16(body), dport: frame.getUint16(body + 2) };
  const packet: Packet = { protocol, ...ends, ...ports, flags: '', mark: 0 };
  switch (protocol) {
    case 'tcp':
      return { ttl, ...readTcp(frame, body, packet) };
    case 'udp':
      return frame.getUint16(body + 4) > 8 ? readVxlan(frame, body + 8, packet) : { ttl, packet, conversation: NONE };
    case 'sctp': {
      const flags = { 1: 'INIT', 2: 'INIT-ACK', 6: 'ABORT' }[frame.getUint8(body + 12)] ?? '';
      const tag = flags === 'ABORT' ? 0 : frame.getUint32(body + 16);
      return { ttl, packet: { ...packet, flags }, conversation: { ...NONE, asks: tag, answers: tag } };
    }
    case 'icmp':
    case 'icmp6':
      return { ttl, ...readIcmp(frame, body, packet) };
  }
}

const NONE: Conversation = { asks: 0, answers: 0, clock: 0 };

function readTcp(frame: DataView, at: number, packet: Packet): Omit<Read, 'ttl'> {
  const [sequence, acknowledged, bits] = [frame.getUint32(at + 4), frame.getUint32(at + 8), frame.getUint8(at + 13)];
  const asks = acknowledged - 1;
  if (bits & 0x04) return { packet: { ...packet, flags: 'RST' }, conversation: { ...NONE, asks } };
  const [value, echo] = [frame.getUint32(at + 28), frame.getUint32(at + 32)];
  return bits & 0x10
    ? { packet: { ...packet, flags: 'SYN-ACK' }, conversation: { asks, answers: sequence, clock: echo } }
    : { packet: { ...packet, flags: 'SYN' }, conversation: { asks: sequence, answers: 0, clock: value } };
}

function readIcmp(frame: DataView, at: number, packet: Packet): Omit<Read, 'ttl'> {
  const kind = `${frame.getUint8(at)} ${frame.getUint8(at + 1)}`;
  const column = packet.protocol === 'icmp' ? 0 : 1;
  const [flags = ''] = Object.entries(ICMP).find(([, types]) => types[column].join(' ') === kind) ?? [];
  if (flags.startsWith('echo'))
    return { packet: { ...packet, flags }, conversation: { ...NONE, asks: frame.getUint16(at + 4) } };
  const { packet: quoted, conversation } = readIp(frame, at + 8);
  return { packet: { ...packet, flags, quoted }, conversation };
}

/** VXLAN: the packet inside, with the header around it. */
function readVxlan(frame: DataView, at: number, { src, sport, dst, dport }: Packet): Read {
  const outer: OuterHeader = { src, sport, dst, dport, vni: frame.getUint32(at + 4) >>> 8 };
  const { packet, ...rest } = readIp(frame, at + 8 + 14);
  return { ...rest, packet: { ...packet, outer } };
}
