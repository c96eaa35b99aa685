import type { ConntrackEntry } from '../../kernel/KernelState.ts';
import { type Command, fail } from '../Command.ts';
import { getopt } from '../options.ts';
import { connectionsOf } from '../../trace/connectionsOf.ts';
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
  const lines = entries.map(entryText).join('');
  const count = `conntrack v1.4.7 (conntrack-tools): ${entries.length} flow entries have been shown.\n`;
  return { stdout: lines, stderr: count, exit: 0 };
};

/** Seconds left, and the state where the protocol has one (net.netfilter.nf_conntrack_*_timeout_established). */
const STATES: Partial<Record<ConntrackEntry['protocol'], string>> = {
  tcp: '431999 ESTABLISHED ',
  sctp: '209 ESTABLISHED ',
};

function entryText({ protocol, original, reply }: ConntrackEntry): string {
  const tuple = ({ src, dst, sport, dport }: ConntrackEntry['original']) =>
    protocol === 'icmp' || protocol === 'icmp6'
      ? `src=${src} dst=${dst} type=8 code=0 id=1`
      : `src=${src} dst=${dst} sport=${sport} dport=${dport}`;
  const state = STATES[protocol] ?? '29 ';
  return `${protocol.padEnd(8)} ${NUMBERS[protocol]} ${state}${tuple(original)} ${tuple(reply)} [ASSURED] mark=0 use=1\n`;
}
