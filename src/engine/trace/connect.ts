import type { Place, Trace } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Random } from '../cluster/Random.ts';
import { oneWay } from '../kernel/Chooser.ts';
import { knownFlow } from './connectionsOf.ts';
import { counterOf } from './counterOf.ts';
import { follow } from './follow.ts';
import { addressesOf, notStarted, Resolver, traceOf } from './reach.ts';
import { keepTrace, remember } from './remember.ts';
import { startFrom } from './start.ts';
import { packetProtocol, readTarget } from './target.ts';
import { notAnAddress, unresolved } from './unresolved.ts';

/**
 * Makes one connection, as the generator decides every random choice. Kernels remember it: the connection, and
 * for session affinity its source. `port` is the source port, if it is not any: then a datagram may belong to a
 * flow that kernels still know, and goes where that one went. `known` is what the client takes the target's name for.
 */
export function connect(
  cluster: Cluster,
  from: Place,
  url: string,
  random: Random,
  port?: number,
  known?: readonly string[],
): Trace {
  const target = readTarget(url);
  if (!target) return notAnAddress(from, url);
  const chooser = oneWay(random);
  const resolver = new Resolver(from);
  const families = addressesOf(cluster, from, target, known, resolver.ask);
  let trace: Trace = unresolved(from, target, resolver.lost);
  for (const ips of families) {
    const [choice] = chooser.pick(ips);
    const ip = choice?.option ?? '';
    const any = 32768 + Math.floor(random.next() * 28232);
    const sport = port ?? any;
    const start = startFrom(cluster, from, target, ip, sport, chooser);
    if (!('world' in start)) {
      trace = notStarted(start, target, ip, 1);
      continue;
    }
    const { packet } = start.world.asker;
    const flow = packet.protocol === 'udp' ? knownFlow(cluster, packet) : undefined;
    start.world.count = counterOf(cluster);
    const [finished] = follow(start.world, [{ ...start.flight, tracked: flow }], 2).finished;
    if (!finished) throw new Error('a connection did not end');
    remember(cluster, finished);
    trace = traceOf(finished, packetProtocol(target, ip));
    keepTrace(cluster, trace);
    if (trace.ending.result === 'delivered') break;
  }
  return trace;
}
