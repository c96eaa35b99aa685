import type { Packet } from '../../model/Packet.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import { machineNamed } from '../cluster/machines.ts';
import type { Reason } from '../../model/Message.ts';
import type { Ending, Hook, Step } from '../../model/Trace.ts';
import {
  isTaken,
  track,
  translateDestination,
  translateSource,
  withDestination,
  withSource,
} from '../kernel/conntrack.ts';
import type { ConntrackEntry } from '../kernel/KernelState.ts';
import { withMark } from '../kernel/copy.ts';
import type { Connection, Deciding } from '../kernel/Passage.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { addressOf, isLocal, isLoopback, podBehind, routeTo, sourceFor, vxlanOf } from '../kernel/routing.ts';
import type { Stage } from '../kernel/walkHook.ts';
import { familyOf } from '../net/ip.ts';
import { ROUTER } from '../proxy/nodeNetwork.ts';
import { dropReason, rejectReason } from './explain.ts';
import { copyFlight, type Flight, finish, fly, flyTo, type Next, silence } from './Flight.ts';
import { withHop } from './hop.ts';
import {
  confirm,
  enter,
  type Inside,
  leaving,
  leavingBy,
  machineOf,
  moved,
  stopIn,
  withEntry,
  walk,
  walkVirtual,
  type Way,
} from './Inside.ts';
import { hasConnection } from './connectionsOf.ts';
import { icmpError } from './packets.ts';
import { police } from './police.ts';
import { randomPort } from './ports.ts';
import { socketReceives } from './sockets.ts';
import { decapsulate, encapsulate } from './vxlan.ts';
import type { World } from './World.ts';

/** A packet comes in by one of a Node's interfaces: PREROUTING, then INPUT or FORWARD. */
export function arriveAtNode(world: World, arrived: Flight, node: string): Next[] {
  if (isOff(world.cluster, node)) {
    const reason: Reason[] = [['nodeOff', node]];
    const steps: Step[] = [{ kind: 'drop', ruleId: '', reason }];
    const at = machineOf(node);
    return [silence(withHop(world, arrived, at, arrived.packet, steps, { hook: 'PREROUTING', reason }), reason)];
  }
  const config = world.kernel(node);
  const flight = arrived.packet.outer ? decapsulate(world, arrived, node) : arrived;
  const { packet } = flight;
  const strange = martian(node, packet, flight.inDevice, config);
  if (strange) {
    const reason = [strange];
    const steps: Step[] = [{ kind: 'drop', ruleId: '', reason }];
    return [silence(withHop(world, flight, machineOf(node), packet, steps, { hook: 'PREROUTING', reason }), reason)];
  }
  const connection = flight.connection ?? track(packet, node, flight.tracked);
  const inside = enter(world, node, config, flight, connection, flight.inDevice);
  return filterHook(inside, 'PREROUTING', 'prerouting raw', (passed) =>
    each(destinationHook(passed, 'PREROUTING'), (next) =>
      isLocal(config, next.passage.packet.dst) ? input(next) : forward(next),
    ),
  );
}

/** A process on the Node, or the kernel itself, sends a packet: OUTPUT, then POSTROUTING. */
export function sendFromNode(world: World, flight: Flight, node: string): Next[] {
  const config = world.kernel(node);
  const connection = flight.connection ?? track(flight.packet, node, flight.tracked);
  const inside = enter(world, node, config, flight, connection, '');
  return filterHook(inside, 'OUTPUT', 'output raw', (passed) =>
    each(destinationHook(passed, 'OUTPUT'), (next) => ipvsHook(next, 'OUTPUT', output)),
  );
}

/** Routes what the Node sends, be it its own or IPVS's, and asks the filter about it. */
function output(inside: Inside): Next[] {
  const { config, passage } = inside;
  const { packet } = passage;
  const route = routeTo(config, packet.dst);
  if (!route) return [noRoute(inside)];
  const strays = isLoopback(packet.src) && route.device !== 'lo';
  if (strays && (packet.src === '::1' || !routesLocalnet(config, route.device)))
    return [dropped(inside, 'OUTPUT', '', [['loopbackOut', inside.node]])];
  const routed = leavingBy(inside, route.device);
  return filterHook(routed, 'OUTPUT', 'output filter', postrouting);
}

/**
 * Why an address cannot come in by this interface; undefined when it can. IPv4 takes no packet from an address of its
 * own (ip_route_input_slow, fib_validate_source); IPv6 asks about ::1 only (ipv6_rcv): it has no such look at sources.
 */
function martian(node: string, { src, dst }: Packet, inDevice: string, config: KernelConfig): Reason | undefined {
  if (inDevice === 'lo') return undefined;
  if (isLoopback(src) || isLoopback(dst)) {
    const allowed = routesLocalnet(config, inDevice) && src !== '::1' && dst !== '::1';
    return allowed ? undefined : ['loopbackIn', node];
  }
  return familyOf(src) === 'IPv4' && isLocal(config, src) ? ['ownSource', node, src] : undefined;
}

/** `route_localnet`, of all interfaces or of this one; IPv6 has no such thing, and ::1 never leaves. */
const routesLocalnet = ({ sysctls, interfaces }: KernelConfig, device: string): boolean =>
  sysctls.route_localnet || interfaces.some((i) => i.name === device && i.routeLocalnet === true);

/** All that becomes of some ways; nearly always there is one. */
function each<T>(ways: readonly T[], then: (way: T) => Next[]): Next[] {
  const [only] = ways;
  return only !== undefined && ways.length === 1 ? then(only) : ways.flatMap(then);
}

// -- the hooks ---------------------------------------------------------------------------------------------------

/** PREROUTING and OUTPUT: where destinations change. */
function destinationHook(inside: Inside, hook: 'PREROUTING' | 'OUTPUT'): Inside[] {
  const { passage } = inside;
  const { connection } = passage;
  if (!connection.entry) return [inside];
  if (!connection.fresh) {
    if (connection.entry.ipvs && connection.direction === 'original') return [inside];
    const packet = translateDestination(passage.packet, connection);
    return [moved(inside, hook, 'dst', packet, undefined)];
  }
  const stage = hook === 'PREROUTING' ? 'prerouting nat' : 'output nat';
  return walk(inside, stage).map((way) => newDestination(way, hook, {}));
}

/** Gives a connection that begins the destination that a rule or IPVS has chosen. */
function newDestination({ inside, verdict }: Way, hook: Hook, by: { ipvs?: true }): Inside {
  if (verdict.kind !== 'dnat') return inside;
  const { connection, packet } = inside.passage;
  const known = connection.entry as ConntrackEntry;
  const { protocol, original, reply: before, snatRule } = known;
  const reply = { src: verdict.ip, sport: verdict.port, dst: before.dst, dport: before.dport };
  const entry: ConntrackEntry = { protocol, original, reply, snatRule };
  if (by.ipvs) entry.ipvs = true;
  return moved(withEntry(inside, entry), hook, 'dst', withDestination(packet, verdict.ip, verdict.port), verdict.rule);
}

/**
 * IPVS, at LOCAL_IN behind the filter and at LOCAL_OUT between nat and filter (net/netfilter/ipvs/ip_vs_core.c,
 * ip_vs_ops4). It changes the destination of what begins a connection or goes on with it, and the source of answers.
 */
function ipvsHook(inside: Inside, hook: 'INPUT' | 'OUTPUT', then: (inside: Inside) => Next[]): Next[] {
  const { passage, config } = inside;
  const { connection, packet } = passage;
  if (!config.ipvs || !connection.entry) return then(inside);
  if (!connection.fresh) {
    if (!connection.entry.ipvs) return then(inside);
    if (connection.direction === 'reply')
      return then(moved(inside, hook, 'src', translateSource(packet, connection), undefined));
    return then(moved(inside, hook, 'dst', translateDestination(packet, connection), undefined));
  }
  const ways = walkVirtual(inside, hook);
  if (!ways) return then(inside);
  return each(ways, (way) =>
    way.verdict.kind === 'reject'
      ? rejected(way.inside, hook, way.verdict.rule)
      : then(newDestination(way, hook, { ipvs: true })),
  );
}

/** POSTROUTING: where NetworkPolicies are asked, where sources change, and where a connection is confirmed. */
function postrouting(inside: Inside): Next[] {
  const { passage, config } = inside;
  const { connection } = passage;
  if (!connection.entry) return transmit(inside);
  if (!connection.fresh) {
    const packet = translateSource(passage.packet, connection);
    return transmit(moved(inside, 'POSTROUTING', 'src', packet, undefined));
  }
  const { inside: judged, denied } = police(inside);
  if (denied !== undefined) return [dropped(judged, 'POSTROUTING', '', denied)];
  return each(walk(judged, 'postrouting nat'), ({ inside: next, verdict }) => {
    if (verdict.kind !== 'masquerade') return transmit(confirm(next));
    const { packet } = next.passage;
    const ip = addressOf(config, passage.outDevice, familyOf(packet.dst));
    if (ip === undefined) return [dropped(next, 'POSTROUTING', verdict.rule.id, [['noMasqueradeAddress', next.node]])];
    const known = connection.entry as ConntrackEntry;
    const text = `${packet.src} ${packet.sport} ${packet.dst} ${packet.dport}`;
    const taken = (dport: number): boolean => {
      const reply = { ...known.reply, dst: ip, dport };
      return (
        isTaken(reply, packet.protocol, next.node, next.flight.tracked) ||
        hasConnection(next.world.cluster, next.node, reply, packet.protocol)
      );
    };
    const keeps = packet.sport === 0 || (!verdict.randomPort && !taken(packet.sport));
    const port = keeps ? packet.sport : randomPort(text, taken, packet.sport);
    const entry = { ...known, reply: { ...known.reply, dst: ip, dport: port }, snatRule: verdict.rule.id };
    return transmit(
      confirm(moved(withEntry(next, entry), 'POSTROUTING', 'src', withSource(packet, ip, port), verdict.rule)),
    );
  });
}

/** The filter chains decide whether the packet goes on. */
function filterHook(inside: Inside, hook: Hook, stage: Stage, then: (inside: Inside) => Next[]): Next[] {
  return each(walk(inside, stage), ({ inside: next, verdict }) => {
    if (verdict.kind === 'drop')
      return [
        dropped(next, hook, verdict.rule?.id ?? '', dropReason(next.world, next.node, verdict.rule, next.passage)),
      ];
    if (verdict.kind === 'reject') return rejected(next, hook, verdict.rule);
    return then(next);
  });
}

function forward(inside: Inside): Next[] {
  const { config, flight, passage } = inside;
  const route = routeTo(config, passage.packet.dst);
  if (!route) return [noRoute(inside)];
  if (flight.ttl <= 1) return expired(inside, 'FORWARD');
  const routed = leavingBy(inside, route.device);
  return filterHook(routed, 'FORWARD', 'forward filter', (next) => {
    const { packet, connection } = next.passage;
    // behind the filter, IPVS changes the source of answers
    const answers = connection.entry?.ipvs && connection.direction === 'reply';
    return postrouting(answers ? moved(next, 'FORWARD', 'src', translateSource(packet, connection), undefined) : next);
  });
}

function input(inside: Inside): Next[] {
  return filterHook(inside, 'INPUT', 'input filter', (accepted) => ipvsHook(accepted, 'INPUT', received));
}

/** What is still for the Node goes to a socket; what IPVS has sent on leaves as if the Node had sent it (ip_vs_nat_xmit). */
function received(accepted: Inside): Next[] {
  const { passage, config, flight } = accepted;
  if (!isLocal(config, passage.packet.dst)) {
    if (flight.ttl <= 1) return expired(accepted, 'INPUT');
    return output({ ...accepted, flight: { ...flight, ttl: flight.ttl - 1 }, passage: { ...passage, inDevice: '' } });
  }
  // the kernel changes sources of packets for itself here; of a fresh connection there is nothing to change
  const packet = passage.connection.fresh ? passage.packet : translateSource(passage.packet, passage.connection);
  const done = confirm(moved(accepted, 'INPUT', 'src', packet, undefined));
  return socketReceives(done.world, leaving(done, passage.inDevice), { kind: 'node', name: done.node });
}

// -- what becomes of a packet -------------------------------------------------------------------------------------

/** Sends the packet out by the device that was chosen. */
function transmit(inside: Inside): Next[] {
  const { world, node, config, passage } = inside;
  const { packet, outDevice } = passage;
  const isForwarded = passage.inDevice !== '';
  const flight = leaving(inside);
  // what is only passed on is told once; so is a policy's word behind a change of the destination
  const passes = isForwarded && flight.hops === inside.entered;
  const judged = inside.steps.some((step) => 'kind' in step && step.kind === 'policy');
  const told = goesOut(passes || judged ? forwards(inside, flight) : flight, outDevice);
  if (outDevice === 'lo') {
    const again = copyFlight(told);
    again.at = { kind: 'node', name: node };
    again.inDevice = 'lo';
    again.connection = { ...passage.connection, fresh: false };
    return [fly(again)];
  }
  const out = copyFlight(told);
  out.ttl = isForwarded ? flight.ttl - 1 : flight.ttl;
  if (packet.mark !== 0) out.packet = withMark(passage, 0).packet;
  const pod = podBehind(config, outDevice);
  if (pod !== undefined) return [flyTo(out, { kind: 'pod', key: pod }, 'eth0')];
  if (outDevice === 'unused') return [lost(inside, out, [['noPodHas', packet.dst]], 'timeout')];
  const via = routeTo(config, packet.dst)?.via ?? packet.dst;
  const { nodeByIp, nodeByVtep } = world.topology;
  const vxlan = vxlanOf(config, outDevice);
  if (vxlan) {
    const [self, peer] = [machineNamed(world.cluster, node), nodeByVtep.get(via)];
    if (self && peer) return [encapsulate(world, out, self, peer, vxlan)];
  }
  const neighbour = nodeByIp.get(via);
  if (neighbour) return [flyTo(out, { kind: 'node', name: neighbour.metadata.name }, 'eth0')];
  if (via === ROUTER[familyOf(via)]) return [flyTo(out, { kind: 'router' }, 'br0')];
  return [lost(inside, out, [['nobodyOnWire', packet.dst]], 'timeout')];
}

/** The last hop here says by which interface the packet goes out, or an error about it, if that was not known yet. */
function goesOut(flight: Flight, outDevice: string): Flight {
  const { hops, reply } = flight;
  if (!hops || (hops.outDevice !== '' && hops.reply === reply)) return flight;
  const { at, tell, before } = hops;
  const next = copyFlight(flight);
  next.hops = { at, reply: hops.reply, outDevice, tell, before, told: undefined };
  return next;
}

/** IPVS does not come by FORWARD: there POSTROUTING is the first hook that the packet and its policies share. */
function forwards(inside: Inside, flight: Flight): Flight {
  const { passage, config } = inside;
  const hook = passage.inDevice === '' ? 'POSTROUTING' : 'FORWARD';
  const via = routeTo(config, passage.packet.dst)?.via;
  const step: Step = { kind: 'route', to: passage.packet.dst, device: passage.outDevice, ...(via && { via }) };
  return stopIn(inside, hook, [...inside.steps, step], {}, flight);
}

/** The packet goes where nobody is, or nowhere. */
function lost(inside: Inside, flight: Flight, reason: Reason[], result: 'timeout' | 'unreachable'): Next {
  const steps: Step[] = [{ kind: 'noRoute', to: inside.passage.packet.dst }];
  return finish(stopIn(inside, 'POSTROUTING', steps, { reason }, flight), { result }, reason);
}

const noRoute = (inside: Inside): Next =>
  lost(inside, leaving(inside), [['noRouteFrom', inside.node, inside.passage.packet.dst]], 'unreachable');

/** A rule or the kernel itself takes the packet. Its sender hears nothing: ping does not tell of the error of its own send. */
function dropped(inside: Inside, hook: Hook, ruleId: string, reason: Reason[]): Next {
  const step: Step = { kind: 'drop', ruleId, reason };
  const flight = stopIn(inside, hook, [...inside.steps, step], { reason }, leaving(inside));
  return silence(flight, reason);
}

/** A packet that has passed 64 machines goes no further (net/ipv4/ip_forward.c): who sent it is told, unless it is an error itself. */
function expired(inside: Inside, hook: Hook): Next[] {
  const { packet } = inside.passage;
  const reason: Reason[] = [['wentRound', inside.node, loopOf(inside.flight)]];
  if (packet.quoted) return [dropped(inside, hook, '', reason)];
  const step: Step = { kind: 'drop', ruleId: '', reason };
  const flight = stopIn(inside, hook, [...inside.steps, step], { reason }, leaving(inside));
  // to a UDP socket it is no error that lasts (udp_err), so nobody hears of it
  const result = packet.protocol === 'udp' ? 'timeout' : 'unreachable';
  return complain(inside, flight, 'time exceeded', { result }, reason);
}

/** Which Nodes a packet went round between. */
function loopOf({ hops }: Flight): string[] {
  const nodes = new Set<string>();
  let last = hops;
  for (let n = 0; n < 8 && last; n++, last = last.before) if (last.at.kind === 'node') nodes.add(last.at.name);
  return [...nodes].sort();
}

/** `-j REJECT`: an ICMP port unreachable goes back to the sender, and the packet's connection is forgotten. */
function rejected(inside: Inside, hook: Hook, rule: Deciding | undefined): Next[] {
  const { world, node, passage } = inside;
  const { packet } = passage;
  const family = familyOf(packet.dst);
  const step: Step = {
    kind: 'reject',
    ruleId: rule?.id ?? '',
    with: family === 'IPv6' ? 'icmp6-port-unreachable' : 'icmp-port-unreachable',
  };
  const reason = rejectReason(world, node, rule, packet);
  const flight = stopIn(inside, hook, [...inside.steps, step], { reason }, leaving(inside));
  return complain(inside, flight, 'port unreachable', { result: 'refused' }, reason);
}

/** An ICMP error about a packet goes back to its sender; the kernel knows whose connection it is about (nf_ct_attach). */
function complain(inside: Inside, told: Flight, flags: string, ending: Ending, reason: Reason[]): Next[] {
  const { world, node, config, passage } = inside;
  const { packet } = passage;
  const own = isLocal(config, packet.dst) ? packet.dst : sourceFor(config, packet.src);
  if (own === undefined) return [silence(told, [...reason, ['cannotTell']])];
  const error = icmpError(packet, own, flags);
  const entry = passage.connection.entry;
  const connection: Connection | undefined = entry && { entry, direction: 'reply', state: 'RELATED', fresh: false };
  return sendFromNode(world, { ...told, packet: error, reply: true, connection, ttl: 64, ending, reason }, node);
}
