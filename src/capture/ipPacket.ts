import type { OuterHeader, Packet } from '../model/Packet.ts';
import { addressBytes, Bytes, checksum, numberOf } from './bytes.ts';

const NUMBER = { tcp: 6, udp: 17, sctp: 132, icmp: 1, icmp6: 58 } as const;

/** What belongs to a connection whatever its addresses become: its numbers are the same on every wire. */
export interface Conversation {
  /** Initial sequence numbers: of who asks, and of who answers. */
  asks: number;
  answers: number;
  /** Both sides' clocks, as the option timestamp has them. */
  clock: number;
}

/** The numbers of a connection, made from its first packet. */
export function conversationOf({ protocol, src, sport, dst, dport }: Packet): Conversation {
  const text = `${protocol} ${src} ${sport} ${dst} ${dport}`;
  return { asks: numberOf(`${text} asks`), answers: numberOf(`${text} answers`), clock: numberOf(`${text} clock`) };
}

/** The bytes of a packet from its IP header on, with its checksums. `ttl` is the hop limit in IPv6. */
export function ipPacket(packet: Packet, ttl: number, conversation: Conversation): number[] {
  const { outer, ...inner } = packet;
  if (outer) return vxlan(outer, inner, ttl, conversation);
  return ip(
    packet.src,
    packet.dst,
    NUMBER[packet.protocol],
    ttl,
    payload(packet, conversation),
    packet.protocol !== 'icmp',
  );
}

function ip(src: string, dst: string, protocol: number, ttl: number, body: number[], dontFragment: boolean): number[] {
  const [from, to] = [addressBytes(src), addressBytes(dst)];
  if (src.includes(':'))
    return new Bytes().u32(0x6000_0000).u16(body.length).u8(protocol, ttl).add(from).add(to).add(body).done();
  const head = (sum: number): number[] =>
    new Bytes()
      .u8(0x45, 0)
      .u16(20 + body.length, 0, dontFragment ? 0x4000 : 0)
      .u8(ttl, protocol)
      .u16(sum)
      .add(from)
      .add(to)
      .done();
  return [...head(checksum(head(0))), ...body];
}

/** What the checksums of TCP, UDP and ICMPv6 cover besides themselves (RFC 8200, §8.1). */
function pseudoHeader({ src, dst, protocol }: Packet, length: number): number[] {
  return new Bytes().add(addressBytes(src)).add(addressBytes(dst)).u32(length, NUMBER[protocol]).done();
}

function payload(packet: Packet, conversation: Conversation): number[] {
  switch (packet.protocol) {
    case 'tcp':
      return summed((sum) => tcp(packet, conversation, sum), packet);
    case 'udp':
      // a sum of 0 would mean that there is none
      return summed((sum) => udp(packet.sport, packet.dport, [], sum), packet, 0xffff);
    case 'icmp':
    case 'icmp6':
      return summed((sum) => icmp(packet, conversation, sum), packet.protocol === 'icmp' ? undefined : packet);
    case 'sctp':
      return sctp(packet, conversation);
  }
}

/** Writes it with a sum of 0, and again with the right one. */
function summed(write: (sum: number) => number[], over: Packet | undefined, instead0 = 0): number[] {
  const bytes = write(0);
  return write(checksum([...(over ? pseudoHeader(over, bytes.length) : []), ...bytes]) || instead0);
}

const [FIN_SYN, RST, ACK] = [0x02, 0x04, 0x10];

/** The options of Linux: maximum segment size, SACK, timestamps, window scale. */
function options(mss: number, value: number, echo: number): number[] {
  return new Bytes().u8(2, 4).u16(mss).u8(4, 2).u8(8, 10).u32(value, echo).u8(1).u8(3, 3, 7).done();
}

function tcp({ src, sport, dport, flags }: Packet, { asks, answers, clock }: Conversation, sum: number): number[] {
  const mss = src.includes(':') ? 1440 : 1460;
  const segment = (sequence: number, acknowledged: number, bits: number, window: number, more: number[]): number[] =>
    new Bytes()
      .u16(sport, dport)
      .u32(sequence, acknowledged)
      .u8((5 + more.length / 4) << 4, bits)
      .u16(window, sum, 0)
      .add(more)
      .done();
  if (flags === 'SYN') return segment(asks, 0, FIN_SYN, mss === 1460 ? 64240 : 64800, options(mss, clock, 0));
  if (flags === 'SYN-ACK')
    return segment(answers, asks + 1, FIN_SYN | ACK, mss === 1460 ? 65160 : 64260, options(mss, clock + 1, clock));
  if (flags === 'RST') return segment(0, asks + 1, RST | ACK, 0, []);
  throw new Error(`no bytes for TCP ${flags}`);
}

const udp = (sport: number, dport: number, data: readonly number[], sum: number): number[] =>
  new Bytes()
    .u16(sport, dport, 8 + data.length, sum)
    .add(data)
    .done();

/** Type and code of what a packet's `flags` say: of ICMP, and of ICMPv6. */
export const ICMP: Record<string, [icmp: [number, number], icmp6: [number, number]]> = {
  'echo request': [
    [8, 0],
    [128, 0],
  ],
  'echo reply': [
    [0, 0],
    [129, 0],
  ],
  'port unreachable': [
    [3, 3],
    [1, 4],
  ],
  'time exceeded': [
    [11, 0],
    [3, 0],
  ],
};

/** 56 bytes, as ping sends them. */
const PING_DATA = Array.from({ length: 56 }, (_, i) => i);

function icmp({ protocol, flags, quoted }: Packet, conversation: Conversation, sum: number): number[] {
  const [type, code] = ICMP[flags]?.[protocol === 'icmp' ? 0 : 1] ?? [];
  if (type === undefined || code === undefined) throw new Error(`no bytes for ICMP ${flags}`);
  const head = new Bytes().u8(type, code).u16(sum);
  if (!quoted)
    return head
      .u16(conversation.asks & 0xffff, 1)
      .add(PING_DATA)
      .done();
  // an ICMPv6 error may fill 1,280 bytes, one of Linux in IPv4 576: all of what we quote fits
  return head
    .u32(0)
    .add(ipPacket(quoted, flags === 'time exceeded' ? 1 : 63, conversation))
    .done();
}

/** An INIT, its acknowledgement, or an ABORT; the checksum is CRC32c. */
function sctp({ sport, dport, flags }: Packet, { asks, answers }: Conversation): number[] {
  const chunk = { INIT: 1, 'INIT-ACK': 2, ABORT: 6 }[flags];
  if (chunk === undefined) throw new Error(`no bytes for SCTP ${flags}`);
  const own = flags === 'INIT' ? asks : answers;
  const body = chunk === 6 ? [] : new Bytes().u32(own, 106_496).u16(10, 65535).u32(own).done();
  const bytes = (sum: number): number[] =>
    new Bytes()
      .u16(sport, dport)
      .u32(flags === 'INIT' ? 0 : asks)
      .add([sum, sum >>> 8, sum >>> 16, sum >>> 24].map((byte) => byte & 0xff))
      .u8(chunk, 0)
      .u16(4 + body.length)
      .add(body)
      .done();
  return bytes(crc32c(bytes(0)));
}

function crc32c(bytes: readonly number[]): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f6_3b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** The inner packet as an Ethernet frame in UDP from Node to Node (RFC 7348); Linux sends its IPv4 sum as 0. */
function vxlan(outer: OuterHeader, inner: Packet, ttl: number, conversation: Conversation): number[] {
  const frame = ethernet(ipPacket(inner, ttl, conversation), 'vxlan', 'vxlan peer');
  const data = new Bytes()
    .u32(0x0800_0000, outer.vni << 8)
    .add(frame)
    .done();
  const carrier: Packet = {
    protocol: 'udp',
    src: outer.src,
    sport: outer.sport,
    dst: outer.dst,
    dport: outer.dport,
    flags: '',
    mark: 0,
  };
  const body = summed((sum) => udp(outer.sport, outer.dport, data, sum), carrier, 0xffff);
  return ip(outer.src, outer.dst, 17, 64, body, false);
}

/** An Ethernet frame between two interfaces, named by anything: each has an address of its own. */
export function ethernet(packet: readonly number[], from: string, to: string): number[] {
  const type = (packet[0] ?? 0) >>> 4 === 6 ? 0x86dd : 0x0800;
  return new Bytes().add(macOf(to)).add(macOf(from)).u16(type).add(packet).done();
}

/** An interface's hardware address as it is written; interfaces are named as for `ethernet`. */
export const macText = (name: string): string =>
  macOf(name)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(':');

/** A locally administered address; loopback has none. */
function macOf(name: string): number[] {
  if (name === '') return [0, 0, 0, 0, 0, 0];
  return new Bytes().u8(0x02, 0x42).u32(numberOf(name)).done();
}
