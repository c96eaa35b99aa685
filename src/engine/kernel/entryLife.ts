import type { Packet } from '../../model/Packet.ts';

/**
 * The protocol's state of a conntrack entry after a packet, and the seconds that it is kept if no other follows: the
 * kernel's defaults (net/netfilter/nf_conntrack_proto_*.c). Only the first packet of a connection and the first answer
 * are followed here, so these are all the states there are.
 */
export function entryLife({ protocol, flags }: Pick<Packet, 'protocol' | 'flags'>): { state: string; timeout: number } {
  switch (protocol) {
    case 'tcp':
      if (flags === 'SYN') return { state: 'SYN_SENT', timeout: 120 };
      // a reset as the first answer: the entry is deleted at once
      return flags === 'RST' ? { state: 'CLOSE', timeout: 0 } : { state: 'SYN_RECV', timeout: 60 };
    case 'sctp':
      return { state: 'COOKIE_WAIT', timeout: 3 };
    case 'udp':
    case 'icmp':
    case 'icmp6':
      return { state: '', timeout: 30 };
  }
}
