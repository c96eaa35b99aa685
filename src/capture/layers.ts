import type { OuterHeader, Packet } from '../model/Packet.ts';
import type { Hop, Trace } from '../model/Trace.ts';
import { PROTOCOLS } from './conntrackLine.ts';
import { type Crossing, crossingsOf } from './crossings.ts';
import { type Conversation, conversationOf, ipPacket, macText } from './ipPacket.ts';
import { endsOf } from './pcap.ts';
import { proxyHeaderText } from './proxyHeaderText.ts';
import { tcpdumpLine } from './tcpdumpLine.ts';

/** A field as its protocol calls it. One that the hop changes has two values, one that comes or goes only one. */
export interface Field {
  name: string;
  before: string | undefined;
  after: string | undefined;
  /** The value is an address, and is shown as one. */
  address?: true;
}

export interface Layer {
  name: string;
  /** Only of a frame on a wire: by which interface it comes in or goes out. */
  wire?: { direction: Crossing['direction']; device: string };
  fields: Field[];
}

/** What the packet carries for the programs at its ends. */
export type Payload =
  | { kind: 'proxy' | 'dns'; text: string }
  /** Nothing: a handshake has no data, and Kubehop's datagrams are empty; ping fills 56 bytes. */
  | { kind: 'handshake' | 'empty' | 'ping' | 'error' };

export interface Layers {
  layers: Layer[];
  payload: Payload;
  /** The packet as `tcpdump -n` prints it: as it goes out, or as it is here. */
  tcpdump: string;
}

/**
 * The layers of the packet at a hop, from the wire upwards, before and after what the hop does to it. Their values
 * are those of the .pcap file that is captured at this machine.
 */
export function layersOf({ hops }: Pick<Trace, 'hops'>, index: number): Layers | null {
  const [hop, first] = [hops[index], hops[0]];
  if (!hop || !first || hop.after.src === '') return null;
  const [last, next] = [hops[index - 1], hops[index + 1]];
  const comes = last && crossingsOf({ hops: [last, hop] }).find(({ direction }) => direction === 'In');
  const goes =
    next && crossingsOf({ hops: [hop, next] }).find(({ direction, device }) => direction === 'Out' || device === 'lo');
  const conversation = conversationOf(first.after);
  const { before, after } = hop;
  const ttl = { before: comes?.ttl ?? hop.ttl, after: goes && !answers(hop) ? goes.ttl : hop.ttl };
  const frame = (crossing: Crossing | undefined): Layer[] => (crossing ? [ethernet(crossing)] : []);
  return {
    layers: [
      ...frame(comes && { ...comes, direction: 'In' }),
      ...frame(goes && { ...goes, direction: 'Out' }),
      ...outer(before.outer, after.outer),
      ip(before, after, ttl, conversation),
      transport(before, after),
    ],
    payload: payloadOf(hop),
    tcpdump: tcpdumpLine(after, ttl.after, conversation),
  };
}

/** What goes out is another packet than what came in. */
const answers = ({ steps }: Hop): boolean =>
  steps.some(({ kind }) => kind === 'answer' || kind === 'noListener' || kind === 'reject');

function ethernet({ at, device, direction, packet }: Crossing): Layer {
  const [from, to] = endsOf({ at, device, direction });
  const six = (packet.outer ?? packet).src.includes(':');
  const same = (name: string, value: string): Field => ({ name, before: value, after: value });
  return {
    name: 'Ethernet',
    wire: { direction, device },
    fields: [same('src', macText(from)), same('dst', macText(to)), same('type', six ? '0x86dd IPv6' : '0x0800 IPv4')],
  };
}

function outer(before: OuterHeader | undefined, after: OuterHeader | undefined): Layer[] {
  if (!before && !after) return [];
  const field = (name: string, of: (header: OuterHeader) => string): Field => ({
    name,
    before: before && of(before),
    after: after && of(after),
  });
  return [
    {
      name: 'VXLAN',
      fields: [
        { ...field('src', ({ src }) => src), address: true },
        { ...field('dst', ({ dst }) => dst), address: true },
        field('UDP', ({ sport, dport }) => `${sport} → ${dport}`),
        field('VNI', ({ vni }) => String(vni)),
      ],
    },
  ];
}

/** Between two packets: a field for each of some values. */
const field = (name: string, before: string | number, after: string | number): Field => ({
  name,
  before: String(before),
  after: String(after),
});

function ip(before: Packet, after: Packet, ttl: { before: number; after: number }, conversation: Conversation): Layer {
  const six = after.src.includes(':');
  const { name, number } = PROTOCOLS[after.protocol];
  const { outer: _, ...inner } = after;
  const { length } = ipPacket(inner, ttl.after, conversation);
  return {
    name: six ? 'IPv6' : 'IPv4',
    fields: [
      { ...field('src', before.src, after.src), address: true },
      { ...field('dst', before.dst, after.dst), address: true },
      field(six ? 'hop limit' : 'TTL', ttl.before, ttl.after),
      field('protocol', `${number} ${name}`, `${number} ${name}`),
      field('length', length, length),
    ],
  };
}

function transport(before: Packet, after: Packet): Layer {
  const { protocol, flags, quoted } = after;
  if (protocol === 'icmp' || protocol === 'icmp6') {
    const about =
      quoted && `${quoted.protocol.toUpperCase()} ${quoted.src} → ${quoted.dst} ${quoted.dport || ''}`.trim();
    return {
      name: protocol === 'icmp' ? 'ICMP' : 'ICMPv6',
      fields: [field('type', before.flags, flags), ...(about ? [field('about', about, about)] : [])],
    };
  }
  const ports = [field('sport', before.sport, after.sport), field('dport', before.dport, after.dport)];
  const name = protocol === 'udp' ? [] : [field(protocol === 'tcp' ? 'flags' : 'chunk', before.flags, flags)];
  return { name: protocol.toUpperCase(), fields: [...ports, ...name] };
}

function payloadOf({ after, steps }: Hop): Payload {
  if (after.proxied) return { kind: 'proxy', text: proxyHeaderText(after.proxied) };
  const name = steps.find((step) => step.kind === 'resolve');
  if (name) return { kind: 'dns', text: `${name.name} = ${name.answer}` };
  if (after.quoted) return { kind: 'error' };
  if (after.protocol.startsWith('icmp')) return { kind: 'ping' };
  return { kind: after.protocol === 'udp' ? 'empty' : 'handshake' };
}
