import type { Packet } from '../model/Packet.ts';
import type { Tracking, Tuple } from '../model/Trace.ts';

type Protocol = Packet['protocol'];

/** Names and numbers of protocols, as conntrack writes them. */
export const PROTOCOLS: Record<Protocol, { name: string; number: number }> = {
  tcp: { name: 'tcp', number: 6 },
  udp: { name: 'udp', number: 17 },
  sctp: { name: 'sctp', number: 132 },
  icmp: { name: 'icmp', number: 1 },
  icmp6: { name: 'icmpv6', number: 58 },
};

/** An entry of connection tracking as it is printed. */
export interface PrintedEntry {
  protocol: Protocol;
  original: Tuple;
  reply: Tuple;
  /** '' for protocols that have none. */
  state: string;
  /** Seconds; absent in events that have none. */
  timeout?: number | undefined;
  answered: boolean;
  assured: boolean;
}

/** The line of an entry, as conntrack-tools print it (libnetfilter_conntrack: snprintf_default.c). */
export function conntrackLine({ protocol, original, reply, state, timeout, answered, assured }: PrintedEntry): string {
  const { name, number } = PROTOCOLS[protocol];
  return [
    `${name.padEnd(8)} ${number}`,
    ...(timeout === undefined ? [] : [timeout]),
    ...(state === '' ? [] : [state]),
    tuple(protocol, original, false),
    ...(answered ? [] : ['[UNREPLIED]']),
    tuple(protocol, reply, true),
    ...(assured ? ['[ASSURED]'] : []),
  ].join(' ');
}

function tuple(protocol: Protocol, { src, dst, sport, dport }: Tuple, reply: boolean): string {
  const ends = `src=${src} dst=${dst}`;
  if (protocol === 'icmp') return `${ends} type=${reply ? 0 : 8} code=0 id=1`;
  if (protocol === 'icmp6') return `${ends} type=${reply ? 129 : 128} code=0 id=1`;
  return `${ends} sport=${sport} dport=${dport}`;
}

/** Timeout of a UDP entry whose packets went to and fro for a while: such an entry is assured. */
const STREAM = 120;

/** What `conntrack -L` would print on the Node right after the packet; null where there is no entry. */
export function trackingLine({ state, entry }: Tracking): string | null {
  if (!entry) return null;
  // An ICMP error (RELATED) does not count as an answer.
  const answered = state === 'ESTABLISHED';
  const assured =
    answered &&
    (/^(TIME_WAIT|ESTABLISHED)$/.test(entry.state) || (entry.protocol === 'udp' && entry.timeout === STREAM));
  return `${conntrackLine({ ...entry, answered, assured })} mark=0 use=1`;
}
