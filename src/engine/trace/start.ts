import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Hop, Machine, Place, Step } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machineNamed } from '../cluster/machines.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import type { Chooser } from '../kernel/Chooser.ts';
import { isLoopback, sourceFor } from '../kernel/routing.ts';
import { familyOf } from '../net/ip.ts';
import { kernelConfigOf } from '../proxy/kernelConfig.ts';
import { isUp } from '../proxy/nodeNetwork.ts';
import { type Asker, type Flight, hopsOf, type Location } from './Flight.ts';
import { sourceOfPod } from './hostStack.ts';
import { withHop } from './hop.ts';
import { firstPacket } from './packets.ts';
import { podNetwork } from './podNetwork.ts';
import { packetProtocol, type Target } from './target.ts';
import { CLIENT_IPS } from './Topology.ts';
import { type World, worldOf } from './World.ts';

/** A connection about to begin, or why it cannot. */
export type Start = { world: World; flight: Flight } | { asker: Machine; hops: Hop[]; reason: Reason[] };

/** A packet on which nothing has been done yet, at the machine that sends it. */
export const firstFlight = (at: Flight['at'], packet: Packet): Flight => ({
  at,
  packet,
  inDevice: '',
  connection: undefined,
  ttl: 64,
  share: 1,
  hops: undefined,
  tracked: undefined,
  answered: undefined,
  recent: undefined,
  scheduled: undefined,
  reply: false,
  ending: { result: 'timeout' },
  reason: [],
});

/** Who asks for no address asks itself (Linux: net/ipv4/route.c, ip_route_output_key_hash_rcu; tcp_v6_connect). */
const OWN: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The first packet of a connection from a place to an address. `sport` is the port that it leaves by. */
export function startFrom(
  cluster: Cluster,
  place: Place,
  target: Target,
  asked: string,
  sport: number,
  chooser: Chooser,
): Start {
  const origin = originOf(cluster, place);
  if (Array.isArray(origin)) return { asker: machineOfPlace(place), hops: [], reason: [origin] };
  const machine = machineOfPlace(place);
  const ip = OWN[asked] ?? asked;
  const source = origin.source(ip);
  const port = target.protocol === 'icmp' ? 0 : sport;
  const packet = firstPacket(packetProtocol(target, ip), { ip: source ?? '', port }, { ip, port: target.port });
  const asker: Asker = { place, machine, packet };
  const world = worldOf(cluster, chooser, asker);
  const bare = firstFlight(origin.at, packet);
  const steps: Step[] = target.ip === null ? [{ kind: 'resolve', name: target.host, answer: ip }] : [];
  if (source === undefined) {
    const { hops } = withHop(world, bare, machine, packet, [...steps, { kind: 'noRoute', to: ip }]);
    return { asker: machine, hops: hopsOf(hops), reason: [['noRoute', ip]] };
  }
  return { world, flight: withHop(world, bare, machine, packet, [...steps, { kind: 'send', from: source }]) };
}

export function machineOfPlace(place: Place): Machine {
  if (place.kind === 'client') return { kind: 'client', name: 'external client' };
  if (place.kind === 'node') return { kind: 'node', name: place.name };
  return { kind: 'pod', name: `${place.namespace}/${place.name}` };
}

interface Origin {
  at: Location;
  /** The source address that the place uses towards another; undefined without a route. */
  source(ip: string): string | undefined;
}

function originOf(cluster: Cluster, place: Place): Origin | Reason {
  if (place.kind === 'client') return { at: { kind: 'client' }, source: clientSource };
  if (place.kind === 'node') {
    if (!machineNamed(cluster, place.name)) return ['noSuchNode', place.name];
    if (isOff(cluster, place.name)) return ['nodeOff', place.name];
    const config = kernelConfigOf(cluster, place.name);
    return { at: place, source: (ip) => sourceFor(config, ip) };
  }
  const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
  if (!pod) return ['noSuchPod', `${place.namespace}/${place.name}`];
  const node = pod.spec.nodeName ?? '';
  if (isOff(cluster, node)) return ['nodeOff', node];
  if (!isUp(pod)) return ['podDown', `${place.namespace}/${place.name}`];
  if (!machineNamed(cluster, node)) return ['noSuchNode', node];
  if (pod.spec.hostNetwork) {
    const config = kernelConfigOf(cluster, node);
    return { at: { kind: 'node', name: node }, source: (ip) => sourceFor(config, ip) };
  }
  const at = { kind: 'pod', key: `${place.namespace}/${place.name}` } as const;
  return { at, source: (ip) => podSource(pod, ip) };
}

function clientSource(ip: string): string {
  if (isLoopback(ip)) return ip.includes(':') ? '::1' : '127.0.0.1';
  return CLIENT_IPS[familyOf(ip) === 'IPv4' ? 0 : 1];
}

function podSource(pod: Pod, ip: string): string | undefined {
  if (isLoopback(ip)) return ip.includes(':') ? '::1' : '127.0.0.1';
  return podNetwork(pod).ips.includes(ip) ? ip : sourceOfPod(pod, familyOf(ip));
}
