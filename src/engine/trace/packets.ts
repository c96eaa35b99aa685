import type { KernelPacket } from '../kernel/Passage.ts';

/** The first packet of a connection. */
export function firstPacket(
  protocol: KernelPacket['protocol'],
  from: { ip: string; port: number },
  to: { ip: string; port: number },
): KernelPacket {
  const flags = protocol === 'tcp' ? 'SYN' : protocol === 'udp' ? 'datagram' : 'echo request';
  return { protocol, src: from.ip, sport: from.port, dst: to.ip, dport: to.port, flags, mark: 0 };
}

/** The answer to a packet: back where it came from. */
export const answerTo = (packet: KernelPacket, flags: string): KernelPacket => ({
  protocol: packet.protocol,
  src: packet.dst,
  sport: packet.dport,
  dst: packet.src,
  dport: packet.sport,
  flags,
  mark: 0,
});

/** An ICMP error about a packet, from whoever could not take it. */
export function icmpError(about: KernelPacket, from: string, flags: string): KernelPacket {
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
