import type { Trace } from '../../../model/Trace.ts';
import type { DnsAnswer, DnsType } from '../../discovery/dnsRecords.ts';
import { isOutside, resolvConfOf } from '../../discovery/resolvConf.ts';
import { ask, candidates } from '../../discovery/resolve.ts';
import { connect } from '../../trace/connect.ts';
import type { ShellContext } from '../Command.ts';
import { placeIn } from './placeIn.ts';
import { withPort } from '../../net/ip.ts';

export type LookUp =
  | { kind: 'answer'; answer: DnsAnswer }
  /** Nobody answered: silence, or a refusal. */
  | { kind: 'timeout' | 'refused' };

/** The name servers that a place asks, in turn. */
export function nameserversOf(context: ShellContext): string[] {
  const { nameservers } = resolvConfOf(context.cluster, placeIn(context));
  return nameservers.length > 0 ? nameservers : ['127.0.0.1'];
}

/** The names that BIND's tools try for a name: the search list, or only the name when it has dots enough. */
export function searchNames(context: ShellContext, name: string): string[] {
  const names = candidates(name, resolvConfOf(context.cluster, placeIn(context)));
  return names[0] === `${name}.` ? names.slice(0, 1) : names;
}

/** Asks a name server: the question has to find its way there, as any packet has. */
export function lookUp(
  context: ShellContext,
  server: string,
  name: string,
  type: DnsType,
  protocol: 'udp' | 'tcp' = 'udp',
): LookUp {
  const { cluster } = context;
  const answer = ask(cluster, server, name, type);
  if (answer && isOutside(server)) return { kind: 'answer', answer };
  const trace: Trace = connect(cluster, placeIn(context), `${protocol}://${withPort(server, 53)}`, cluster.random);
  if (trace.ending.result === 'refused') return { kind: 'refused' };
  if (trace.ending.result !== 'delivered' || !answer) return { kind: 'timeout' };
  return { kind: 'answer', answer };
}
