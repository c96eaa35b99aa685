import type { Packet } from '../model/Packet.ts';
import { type Conversation, ipPacket } from './ipPacket.ts';

/** A packet as `tcpdump -n` prints it, without the time: `IP 10.244.1.2.51514 > 10.96.0.80.80: Flags [S], seq …`. */
export function tcpdumpLine(packet: Packet, ttl: number, conversation: Conversation): string {
  const { outer, ...inner } = packet;
  if (outer) {
    const carrier: Packet = { ...inner, ...outer, protocol: 'udp' };
    // 4789 is VXLAN to tcpdump; on Linux's own port it takes the packet for OTV, which looks the same
    const kind =
      outer.dport === 8472
        ? `OTV, flags [I] (0x08), overlay 0, instance ${outer.vni}`
        : `VXLAN, flags [I] (0x08), vni ${outer.vni}`;
    return `${ends(carrier)}: ${kind}\n${tcpdumpLine(inner, ttl, conversation)}`;
  }
  return `${ends(packet)}: ${said(packet, ttl, conversation)}`;
}

function ends({ protocol, src, sport, dst, dport }: Packet): string {
  const name = src.includes(':') ? 'IP6' : 'IP';
  if (protocol.startsWith('icmp')) return `${name} ${src} > ${dst}`;
  return `${name} ${src}.${sport} > ${dst}.${dport}`;
}

/** What goes to or from these is DNS to tcpdump (print-udp.c: NAMESERVER_PORT, MULTICASTDNS_PORT). */
const DNS = [53, 5353];

function said(packet: Packet, ttl: number, conversation: Conversation): string {
  const { protocol, flags, src, quoted } = packet;
  const { asks, answers, clock } = conversation;
  const six = src.includes(':');
  const length = ipPacket(packet, ttl, conversation).length - (six ? 40 : 20);
  const wrap = (n: number): number => n >>> 0;
  switch (protocol) {
    case 'tcp': {
      const options = (value: number, echo: number): string =>
        `options [mss ${six ? 1440 : 1460},sackOK,TS val ${value} ecr ${echo},nop,wscale 7], length 0`;
      if (flags === 'SYN') return `Flags [S], seq ${asks}, win ${six ? 64800 : 64240}, ${options(clock, 0)}`;
      if (flags === 'RST') return `Flags [R.], seq 0, ack ${wrap(asks + 1)}, win 0, length 0`;
      return `Flags [S.], seq ${answers}, ack ${wrap(asks + 1)}, win ${six ? 64260 : 65160}, ${options(wrap(clock + 1), clock)}`;
    }
    case 'udp':
      return [packet.sport, packet.dport].some((port) => DNS.includes(port))
        ? 'domain [length 0 < 12] (invalid)'
        : 'UDP, length 0';
    case 'sctp':
      return sctp(flags, asks, answers);
    case 'icmp':
    case 'icmp6': {
      const start = protocol === 'icmp' ? 'ICMP ' : 'ICMP6, ';
      if (!quoted) return `${start}${flags}, id ${asks & 0xffff}, seq 1, length ${length}`;
      return `${start}${complaint(flags, quoted)}, length ${length}`;
    }
  }
}

function sctp(flags: string, asks: number, answers: number): string {
  if (flags === 'ABORT') return 'sctp (1) [ABORT] ';
  const tag = flags === 'INIT' ? asks : answers;
  const name = flags === 'INIT' ? 'INIT' : 'INIT ACK';
  return `sctp (1) [${name}] [init tag: ${tag}] [rwnd: 106496] [OS: 10] [MIS: 65535] [init TSN: ${tag}] `;
}

function complaint(flags: string, { protocol, dst, dport, src }: Packet): string {
  const six = src.includes(':');
  if (flags === 'time exceeded') return six ? 'time exceeded in-transit, hop limit' : 'time exceeded in-transit';
  const port = protocol.startsWith('icmp') ? '' : ` ${protocol} port ${dport}`;
  if (six) return `destination unreachable, unreachable port, ${dst}${port}`;
  return protocol === 'icmp' ? `${dst} protocol 1 port ${dport} unreachable` : `${dst}${port} unreachable`;
}
