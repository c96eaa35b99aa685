import type { Cluster } from '../../cluster/Cluster.ts';
import { type ConntrackEntry, isStream } from '../../kernel/KernelState.ts';
import { type Command, fail } from '../Command.ts';
import { getopt } from '../options.ts';
import { connectionsOf, secondsLeft } from '../../trace/connectionsOf.ts';
import { placeIn } from './placeIn.ts';

const NUMBERS: Record<ConntrackEntry['protocol'], number> = { tcp: 6, udp: 17, sctp: 132, icmp: 1, icmp6: 58 };

/** `conntrack -L [-p PROTOCOL] [-d ADDRESS] [-s ADDRESS]`: the connections that this Node remembers. */
export const conntrack: Command = (context, args) => {
  const { options, wrong } = getopt(args, 'Lp:d:s:f:n:', { dport: 'D', proto: 'p', dst: 'd', src: 's' });
  if (wrong !== undefined || !options.has('L'))
    return fail('conntrack v1.4.7 (conntrack-tools): only -L [-p PROTO] [-s IP] [-d IP] is simulated\n', 2);
  const place = placeIn(context);
  if (place.kind !== 'node') return fail('conntrack: only a Node tracks connections\n');
  const one = (letter: string) => options.get(letter)?.at(-1);
  const entries = connectionsOf(context.cluster, place.name).filter(
    ({ protocol, original }) =>
      (one('p') === undefined || one('p') === protocol) &&
      (one('d') === undefined || one('d') === original.dst) &&
      (one('s') === undefined || one('s') === original.src),
  );
  const lines = entries.map((entry) => entryText(context.cluster, entry)).join('');
  const count = `conntrack v1.4.7 (conntrack-tools): ${entries.length} flow entries have been shown.\n`;
  return { stdout: lines, stderr: count, exit: 0 };
};

function entryText(cluster: Cluster, entry: ConntrackEntry): string {
  const { protocol, original, reply } = entry;
  const echo = ECHO[protocol];
  const tuple = ({ src, dst, sport, dport }: ConntrackEntry['original'], type: number | undefined) =>
    type === undefined
      ? `src=${src} dst=${dst} sport=${sport} dport=${dport}`
      : `src=${src} dst=${dst} type=${type} code=0 id=1`;
  const seconds = Math.max(0, Math.ceil(secondsLeft(cluster, entry)) - 1);
  const answered = entry.seen?.answered === true;
  const state = STATES[protocol]?.[answered ? 'answered' : 'begun'];
  const assured = answered && (state !== undefined || isStream(entry));
  const words = [
    `${(protocol === 'icmp6' ? 'icmpv6' : protocol).padEnd(8)} ${NUMBERS[protocol]} ${seconds}`,
    ...(state ? [state] : []),
    tuple(original, echo?.request),
    ...(answered ? [] : ['[UNREPLIED]']),
    tuple(reply, echo?.reply),
    ...(assured ? ['[ASSURED]'] : []),
  ];
  return `${words.join(' ')} mark=0 use=1\n`;
}

const ECHO: Partial<Record<ConntrackEntry['protocol'], { request: number; reply: number }>> = {
  icmp: { request: 8, reply: 0 },
  icmp6: { request: 128, reply: 129 },
};

/** Of protocols that have states: an answered connection's, and that of one whose first packet got no answer. */
const STATES: Partial<Record<ConntrackEntry['protocol'], { answered: string; begun: string }>> = {
  tcp: { answered: 'ESTABLISHED', begun: 'SYN_SENT' },
  sctp: { answered: 'ESTABLISHED', begun: 'COOKIE_WAIT' },
};
