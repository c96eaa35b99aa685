import type { Packet } from '../../../model/Packet.ts';
import { cidrContains, parseCidr } from '../../net/cidr.ts';
import { canonicalIp, familyOf } from '../../net/ip.ts';

/** Whether a packet is wanted. */
export type PacketFilter = (packet: Packet) => boolean;

/** The expression makes no sense, or asks for what is not known here. */
export class FilterProblem extends Error {}

const PROTOCOLS: Record<string, PacketFilter> = {
  ip: ({ src }) => familyOf(src) === 'IPv4',
  ip6: ({ src }) => familyOf(src) === 'IPv6',
  tcp: ({ protocol }) => protocol === 'tcp',
  udp: ({ protocol }) => protocol === 'udp',
  sctp: ({ protocol }) => protocol === 'sctp',
  icmp: ({ protocol }) => protocol === 'icmp',
  icmp6: ({ protocol }) => protocol === 'icmp6',
};

/**
 * A filter of pcap-filter(7): `[src|dst] host|net|port`, protocols, `and`, `or`, `not` and parentheses. As there, a
 * number or address without a word before it takes the words of the one before.
 */
export function packetFilter(expression: string): PacketFilter {
  const words = expression
    .replace(/([()!])/g, ' $1 ')
    .replace(/&&/g, ' and ')
    .replace(/\|\|/g, ' or ')
    .split(/\s+/);
  const reader = new Reader(words.filter((word) => word !== ''));
  return reader.all();
}

class Reader {
  readonly #words: string[];
  #last: { side: Side; kind: Kind } | undefined;

  constructor(words: string[]) {
    this.#words = words;
  }

  all(): PacketFilter {
    if (this.#words.length === 0) return () => true;
    const filter = this.#either();
    if (this.#words.length > 0) throw new FilterProblem('syntax error');
    return filter;
  }

  #take(...wanted: string[]): string | undefined {
    const [word] = this.#words;
    if (word === undefined || (wanted.length > 0 && !wanted.includes(word))) return undefined;
    return this.#words.shift();
  }

  // `and` and `or` bind alike, from left to right (pcap-filter(7))
  #either(): PacketFilter {
    let filter = this.#one();
    for (let word = this.#take('and', 'or'); word; word = this.#take('and', 'or')) {
      const [left, right] = [filter, this.#one()];
      filter = word === 'and' ? (packet) => left(packet) && right(packet) : (packet) => left(packet) || right(packet);
    }
    return filter;
  }

  #one(): PacketFilter {
    if (this.#take('not', '!')) {
      const filter = this.#one();
      return (packet) => !filter(packet);
    }
    if (this.#take('(')) {
      const filter = this.#either();
      if (!this.#take(')')) throw new FilterProblem('syntax error');
      return filter;
    }
    return this.#primitive();
  }

  #primitive(): PacketFilter {
    const word = this.#take(...Object.keys(PROTOCOLS));
    const protocol = word === undefined ? undefined : PROTOCOLS[word];
    const side = this.#side();
    const kind = this.#take('host', 'net', 'port') as Kind | undefined;
    if (protocol && !side && !kind) return protocol;
    const [next] = this.#words;
    if (next === undefined) throw new FilterProblem('syntax error');
    const value = this.#words.shift() ?? '';
    // only a bare value goes on with what was said before
    const bare = !protocol && !side && !kind ? this.#last : undefined;
    const said = bare ?? { side: side ?? 'either', kind: kind ?? 'host' };
    this.#last = said;
    const ends = endFilter(said.kind, value);
    const filter: PacketFilter = (packet) => {
      const [from, to] = [ends(packet, 'src'), ends(packet, 'dst')];
      return said.side === 'src' ? from : said.side === 'dst' ? to : said.side === 'both' ? from && to : from || to;
    };
    return protocol ? (packet) => protocol(packet) && filter(packet) : filter;
  }

  #side(): Side | undefined {
    const word = this.#take('src', 'dst');
    if (!word) return undefined;
    const joined = this.#words[1] === (word === 'src' ? 'dst' : 'src') ? this.#take('and', 'or') : undefined;
    if (!joined) return word as Side;
    this.#words.shift();
    return joined === 'and' ? 'both' : 'either';
  }
}

type Side = 'src' | 'dst' | 'either' | 'both';
type Kind = 'host' | 'net' | 'port';

function endFilter(kind: Kind, value: string): (packet: Packet, side: 'src' | 'dst') => boolean {
  if (kind === 'port') {
    const port = Number(value);
    if (!/^\d+$/.test(value) || port > 65_535) throw new FilterProblem(`unknown port '${value}'`);
    return ({ protocol, sport, dport }, side) =>
      !protocol.startsWith('icmp') && (side === 'src' ? sport : dport) === port;
  }
  const cidr = kind === 'net' ? parseCidr(value) : null;
  const ip = canonicalIp(value);
  if (!cidr && ip === null) throw new FilterProblem(kind === 'net' ? 'syntax error' : `unknown host '${value}'`);
  return (packet, side) => (cidr ? cidrContains(cidr, packet[side]) : packet[side] === ip);
}
