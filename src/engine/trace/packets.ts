import type { Packet } from '../../model/Packet.ts';

const FIRST: Record<Packet['protocol'], string> = {
  tcp: 'SYN',
  udp: 'datagram',
  sctp: 'INIT',
  icmp: 'echo request',
  icmp6: 'echo request',
};

/** How a listener answers the first packet of each protocol. */
export const ANSWER = { tcp: 'SYN-ACK', udp: 'answer', sctp: 'INIT-ACK' } as const;

/** How a host refuses what nobody listens for; UDP has no packet for that, and ICMP says it. */
export const REFUSAL = { tcp: 'RST', sctp: 'ABORT' } as const;

/** The first packet of a connection. */
export function firstPacket(
  protocol: Packet['protocol'],
  from: { ip: string; port: number },
  to: { ip: string; port: number },
): Packet {
  const flags = FIRST[protocol];
  return { protocol, src: from.ip, sport: from.port, dst: to.ip, dport: to.port, flags, mark: 0 };
}

/** The answer to a packet: back where it came from. */
export const answerTo = (packet: Packet, flags: string): Packet => ({
  protocol: packet.protocol,
  src: packet.dst,
  sport: packet.dport,
  dst: packet.src,
  dport: packet.sport,
  flags,
  mark: 0,
});

/** An ICMP error about a packet, from whoever could not take it. */
export function icmpError(about: Packet, from: string, flags: string): Packet {
  const { protocol, src, sport, dst, dport, flags: said } = about;
  return {
    protocol: from.includes(':') ? 'icmp6' : 'icmp',
    src: from,
    sport: 0,
    dst: src,
    dport: 0,
    flags,
    mark: 0,
    quoted: { protocol, src, sport, dst, dport, flags: said, mark: 0 },
  };
}
