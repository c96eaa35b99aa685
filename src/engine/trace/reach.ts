import type { Reason } from '../../model/Message.ts';
import type { Place, Reach, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isOutside } from '../discovery/resolvConf.ts';
import { type Ask, ask, resolveName } from '../discovery/resolve.ts';
import { everyWay } from '../kernel/Chooser.ts';
import { familyOf, withPort } from '../net/ip.ts';
import { endpointsOfPort, serviceIndexOf } from '../proxy/serviceIndex.ts';
import { seenBy } from './explain.ts';
import { type Finished, hopsOf } from './Flight.ts';
import { follow } from './follow.ts';
import { startFrom } from './start.ts';
import { packetProtocol, readTarget, type Target } from './target.ts';
import { notAnAddress, unresolved } from './unresolved.ts';

/** Ways that are listed at most. */
export const MOST_WAYS = 1000;
export const SOURCE_PORT = 51514;

/**
 * Every thing that can happen to one new connection from a place: all ways, there and back, with their chances.
 * Nothing is changed by asking.
 */
export function reach(cluster: Cluster, from: Place, url: string, beat?: () => void): Reach {
  const target = readTarget(url);
  if (!target) return { from, url, traces: [notAnAddress(from, url)], truncated: false };
  const resolver = new Resolver(from);
  const families = addressesOf(cluster, from, target, undefined, resolver.ask);
  if (families.length === 0) return { from, url, traces: [unresolved(from, target, resolver.lost)], truncated: false };
  let answer: Reach = { from, url, traces: [], truncated: false };
  // a client tries one family after the other
  for (const ips of families) {
    answer = reachAll(cluster, from, url, target, ips, beat);
    if (answer.traces.some((trace) => trace.ending.result === 'delivered')) break;
  }
  return answer;
}

/** Asks name servers as a program at a place does: the question has to find its way there, as any packet has. */
export class Resolver {
  readonly #from: Place;
  readonly #heard = new Map<string, boolean>();
  /** A question that no name server heard, and what became of it. */
  lost: Trace | undefined;

  constructor(from: Place) {
    this.#from = from;
  }

  readonly ask: Ask = (cluster, server, name, type) => {
    const heard = this.#heard.get(server) ?? (isOutside(server) || this.#hears(cluster, server));
    this.#heard.set(server, heard);
    return heard ? ask(cluster, server, name, type) : undefined;
  };

  #hears(cluster: Cluster, server: string): boolean {
    if (isOpen(cluster, server)) return true;
    const { traces } = reach(cluster, this.#from, `udp://${withPort(server, 53)}`);
    const heard = traces.some(({ ending }) => ending.result === 'delivered');
    this.lost = heard ? undefined : traces[0];
    return heard;
  }
}

/** Whether a name server is one that everybody gets to, so that no question need be followed: kube-dns, nearly always. */
function isOpen(cluster: Cluster, server: string): boolean {
  if (cluster.store.list('NetworkPolicy').length > 0) return false;
  return serviceIndexOf(cluster, familyOf(server)).ports.some((indexed) => {
    const { serviceName, clusterIP, protocol, port, internalLocal } = indexed.port;
    const isAsked = serviceName === 'kube-system/kube-dns' && clusterIP === server && port === 53 && protocol === 'udp';
    return isAsked && !internalLocal && endpointsOfPort(indexed).some(({ ready }) => ready);
  });
}

/** The addresses of a target, one list for each family, in the order that a client tries them; `known` if it does not ask. */
export function addressesOf(
  cluster: Cluster,
  from: Place,
  target: Target,
  known?: readonly string[],
  asking: Ask = new Resolver(from).ask,
): string[][] {
  if (target.ip !== null) return [[target.ip]];
  const ips = known ?? resolveName(cluster, from, target.host, asking).ips;
  const ipv6 = ips.filter((ip) => familyOf(ip) === 'IPv6');
  const ipv4 = ips.filter((ip) => familyOf(ip) === 'IPv4');
  return [ipv6, ipv4].filter((list) => list.length > 0);
}

function reachAll(cluster: Cluster, from: Place, url: string, target: Target, ips: string[], beat?: () => void): Reach {
  const traces: Trace[] = [];
  let truncated = false;
  for (const ip of ips) {
    const start = startFrom(cluster, from, target, ip, SOURCE_PORT, everyWay);
    if (!('world' in start)) {
      traces.push(notStarted(start, target, ip, 1 / ips.length));
      continue;
    }
    const flight = { ...start.flight, share: 1 / ips.length };
    const result = follow(start.world, [flight], MOST_WAYS - traces.length, beat);
    truncated ||= result.truncated;
    for (const finished of result.finished) traces.push(traceOf(finished, packetProtocol(target, ip)));
    if (truncated) break;
  }
  return { from, url, traces: inOrder(merge(traces)), truncated };
}

/** A way that has ended, as it is shown. */
export function traceOf({ flight, ending, reason }: Finished, protocol: Parameters<typeof seenBy>[1]): Trace {
  return {
    hops: hopsOf(flight.hops),
    ending,
    reason: [...reason],
    seen: seenBy(ending, protocol),
    share: flight.share,
  };
}

export function notStarted(
  start: Extract<ReturnType<typeof startFrom>, { reason: Reason[] }>,
  target: Target,
  ip: string,
  share: number,
): Trace {
  const ending = { result: 'unreachable' } as const;
  const seen = seenBy(ending, packetProtocol(target, ip));
  return { hops: start.hops, ending, reason: start.reason, seen, share };
}

/** Ways with equal paths are one. */
function merge(traces: Trace[]): Trace[] {
  const byPath = new Map<string, Trace>();
  for (const trace of traces) {
    const key = `${pathOf(trace)} ${JSON.stringify(trace.ending)}`;
    const known = byPath.get(key);
    if (known) known.share += trace.share;
    else byPath.set(key, trace);
  }
  return [...byPath.values()];
}

const pathOf = (trace: Trace): string =>
  trace.hops.map(({ at, after }) => `${at.name} ${after.src}>${after.dst}:${after.dport}`).join(' | ');

/** The likeliest first; ties in order of their paths. Shares are equal up to rounding. */
function inOrder(traces: Trace[]): Trace[] {
  const keyed = traces.map((trace) => ({ trace, path: pathOf(trace), share: Math.round(trace.share * 1e9) }));
  keyed.sort((a, b) => b.share - a.share || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return keyed.map(({ trace }) => trace);
}
