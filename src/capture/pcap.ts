import type { Trace } from '../model/Trace.ts';
import { Bytes } from './bytes.ts';
import { type Crossing, crossingsOf } from './crossings.ts';
import { conversationOf, ethernet, ipPacket } from './ipPacket.ts';

const [MAGIC, LINKTYPE_ETHERNET, SNAPLEN] = [0xa1b2_c3d4, 1, 262_144];

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
  const file = new Bytes().u32(MAGIC).u16(2, 4).u32(0, 0, SNAPLEN, LINKTYPE_ETHERNET);
  if (!first) return Uint8Array.from(file.done());
  const conversation = conversationOf(first.after);
  for (const crossing of crossingsOf(trace)) {
    if (!at(crossing)) continue;
    const { packet, ttl, time } = crossing;
    const frame = ethernet(ipPacket(packet, ttl, conversation), ...endsOf(crossing));
    const micros = Math.round((begin % 1) * 1e6) + time;
    file.u32(Math.floor(begin) + Math.floor(micros / 1e6), micros % 1e6, frame.length, frame.length).add(frame);
  }
  return Uint8Array.from(file.done());
}

/** The two ends of a frame as `ethernet` names them: the interface of the capture, and what is at the other end. */
export function endsOf({ at, device, direction }: Pick<Crossing, 'at' | 'device' | 'direction'>): [string, string] {
  if (device === 'lo') return ['', ''];
  const here = `${at.name} ${device}`;
  return direction === 'Out' ? [here, `${here} peer`] : [`${here} peer`, here];
}

const isSent = ({ direction, device }: Crossing): boolean => direction === 'Out' || device === 'lo';
