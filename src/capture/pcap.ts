import type { Trace } from '../model/Trace.ts';
import { Bytes } from './bytes.ts';
import { type Crossing, crossingsOf } from './crossings.ts';
import { type Conversation, conversationOf, ethernet, ipPacket } from './ipPacket.ts';

const [MAGIC, SNAPLEN] = [0xa1b2_c3d4, 262_144];
/** What the frames of a file begin with: of one interface, and of all at once (`tcpdump -i any`). */
const LINKTYPE = { ethernet: 1, cooked: 276 } as const;

/** Which packets of a connection to write. */
export interface PcapOptions {
  /** Only what this chooses of the connection's crossings; without it each wire once, where the packet is sent. */
  at?: (crossing: Crossing) => boolean;
  /** When the connection begins: seconds of virtual time since 1970; 2026-01-01T00:00:00Z unless said otherwise. */
  begin?: number;
}

/** Virtual time 0 of a scenario, in seconds since 1970. */
export const EPOCH = 1_767_225_600;

/**
 * A connection as the bytes of a .pcap file, which `tcpdump -r` and Wireshark open: Ethernet, IPv4 or IPv6, and TCP,
 * UDP, SCTP or ICMP with right checksums. It holds the first packet and the answer to it. What the simulation does
 * not decide (sequence numbers, hardware addresses, times between packets) is made from the names and addresses, so
 * that the same trace always gives the same bytes.
 *
 *     pcapOf(trace)                                                     // the packet on every wire
 *     pcapOf(trace, { at: ({ at, device }) => at.name === 'n1' && device === 'eth0' })
 */
export function pcapOf(
  trace: Pick<Trace, 'hops'>,
  { at = isSent, begin = EPOCH }: PcapOptions = {},
): Uint8Array<ArrayBuffer> {
  const [first] = trace.hops;
  if (!first) return pcapFile([]);
  const conversation = conversationOf(first.after);
  const start = Math.round(begin * 1e6);
  return pcapFile(
    crossingsOf(trace)
      .filter(at)
      .map((crossing) => ({ micros: start + crossing.time, bytes: frameOf(crossing, conversation) })),
  );
}

/** Frames as a file, each with its time: µs since 1970. */
export function pcapFile(
  frames: readonly { micros: number; bytes: readonly number[] }[],
  linkType: keyof typeof LINKTYPE = 'ethernet',
): Uint8Array<ArrayBuffer> {
  const file = new Bytes().u32(MAGIC).u16(2, 4).u32(0, 0, SNAPLEN, LINKTYPE[linkType]);
  for (const { micros, bytes } of frames)
    file.u32(Math.floor(micros / 1e6), micros % 1e6, bytes.length, bytes.length).add(bytes);
  return Uint8Array.from(file.done());
}

/** A packet at an interface as the bytes on its wire. */
export const frameOf = (crossing: Crossing, conversation: Conversation): number[] =>
  ethernet(ipPacket(crossing.packet, crossing.ttl, conversation), ...endsOf(crossing));

/** The same behind the header that says which of several interfaces it is of (LINKTYPE_LINUX_SLL2). */
export function cookedFrame(frame: readonly number[], { device, direction }: Crossing, index: number): number[] {
  const [hardware, sent] = [device === 'lo' ? 772 : 1, direction === 'Out' && device !== 'lo' ? 4 : 0];
  const [source, kind, packet] = [frame.slice(6, 12), frame.slice(12, 14), frame.slice(14)];
  return new Bytes()
    .add(kind)
    .u16(0)
    .u32(index)
    .u16(hardware)
    .u8(sent, source.length)
    .add(source)
    .u16(0)
    .add(packet)
    .done();
}

/** The two ends of a frame as `ethernet` names them: the interface of the capture, and what is at the other end. */
export function endsOf({ at, device, direction }: Pick<Crossing, 'at' | 'device' | 'direction'>): [string, string] {
  if (device === 'lo') return ['', ''];
  const here = `${at.name} ${device}`;
  return direction === 'Out' ? [here, `${here} peer`] : [`${here} peer`, here];
}

const isSent = ({ direction, device }: Crossing): boolean => direction === 'Out' || device === 'lo';
