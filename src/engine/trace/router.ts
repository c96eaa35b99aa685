import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import { proxyHeaderText } from '../../capture/proxyHeaderText.ts';
import type { Machine, Step } from '../../model/Trace.ts';
import type { Node } from '../../model/Node.ts';
import { machinesOf } from '../cluster/machines.ts';
import type { Service } from '../../model/Service.ts';
import { nodesBehind } from '../controllers/loadBalancer.ts';
import { track, translateDestination, translateSource, withDestination, withSource } from '../kernel/conntrack.ts';
import type { ConntrackEntry } from '../kernel/KernelState.ts';
import { isLocal } from '../kernel/routing.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';
import { familyOf } from '../net/ip.ts';
import { isHealthy } from '../proxy/isHealthy.ts';
import { nodeIP, ROUTER } from '../proxy/nodeNetwork.ts';
import { lostOutside } from './explain.ts';
import { type Flight, flyTo, type Next, silence } from './Flight.ts';
import { withHop } from './hop.ts';
import { randomPort } from './ports.ts';
import { sendsProxyHeader } from './proxyProtocol.ts';
import { socketReceives } from './sockets.ts';
import { CLIENT_IPS, type Frontend, PROXY_SOURCES } from './Topology.ts';
import type { World } from './World.ts';

const BALANCER: Machine = { kind: 'loadBalancer', name: 'load balancer' };
const TABLE = ' router';
const OWN = new Set<string>([ROUTER.IPv4, ROUTER.IPv6, '198.51.100.1', 'fd00:51::1', ...PROXY_SOURCES]);
const NODES = ['192.168.251.0/24', 'fd00:251::/64'].map((text) => parseCidr(text));

/**
 * The network outside: it knows the Nodes, the client and the load balancer's addresses, and nothing else. The
 * load balancer lives here too: VIPs go to a Node unchanged; a proxy opens a connection of its own.
 */
export function atRouter(world: World, flight: Flight): Next[] {
  const { topology } = world;
  const connection = track(flight.packet, TABLE, flight.tracked);
  if (connection.entry && !connection.fresh) {
    const packet = translateSource(translateDestination(flight.packet, connection), connection);
    const steps = undone(flight.packet, packet);
    const back = withHop(world, flight, BALANCER, packet, steps);
    return route(world, { ...back, packet });
  }
  const frontend = topology.frontends.get(flight.packet.dst);
  if (frontend && flight.inDevice === 'br0' && flight.ttl < 63)
    return [lost(world, flight, [['gaveBack', target(flight.packet)]])];
  if (frontend) return balance(world, flight, frontend);
  return route(world, flight);
}

const target = ({ protocol, dst, dport }: Packet): string =>
  dport ? `${dst}, ${protocol.toUpperCase()} port ${dport}` : `${dst}, ${protocol.toUpperCase()}`;

function undone(before: Packet, after: Packet): Step[] {
  const steps: Step[] = [];
  if (before.dst !== after.dst) steps.push({ kind: 'untranslate', field: 'dst', from: before.dst, to: after.dst });
  if (before.src !== after.src) steps.push({ kind: 'untranslate', field: 'src', from: before.src, to: after.src });
  return steps;
}

/** Nodes that take this Service's packets: those that the load balancer was told of, and, if they have a health check, those that answer 200. */
function healthyNodes(world: World, service: Service): Node[] {
  const family = service.status.loadBalancer.ingress?.[0]?.ip?.includes(':') ? 'IPv6' : 'IPv4';
  const nodes = nodesBehind(world.cluster, service).filter((node) => nodeIP(node, family));
  return nodes.filter((node) => isHealthy(world.cluster, service, node.metadata.name));
}

function balance(world: World, flight: Flight, { service, mode }: Frontend): Next[] {
  const nodes = healthyNodes(world, service);
  const { packet } = flight;
  if (nodes.length === 0) {
    const none: Reason = service.spec.healthCheckNodePort ? ['noHealthyNode'] : ['noNodeForBalancer'];
    return [lost(world, flight, [none])];
  }
  const port = service.spec.ports?.find((p) => p.port === packet.dport && p.protocol.toLowerCase() === packet.protocol);
  if (mode === 'Proxy' && !port?.nodePort) return [lost(world, flight, [['noFrontend', target(packet)]])];
  const among = nodes.map((node) => node.metadata.name);
  return world.chooser.pick(nodes).flatMap(({ option: node, share }): Next[] => {
    const chosen: Step = { kind: 'chooseNode', node: node.metadata.name, probability: 1 / nodes.length, among };
    const next = { ...flight, share: flight.share * share };
    if (mode === 'VIP') return [toNode(withHop(world, next, BALANCER, packet, [chosen]), node.metadata.name)];
    return [proxied(world, next, service, node, port?.nodePort ?? 0, chosen)];
  });
}

/** The proxy's own connection to the node port, and what it keeps to find the way back. */
function proxied(world: World, flight: Flight, service: Service, node: Node, nodePort: number, chosen: Step): Next {
  const { packet } = flight;
  const family = familyOf(packet.dst);
  const to = nodeIP(node, family) ?? '';
  const source = PROXY_SOURCES[family === 'IPv4' ? 0 : 1];
  const sport = randomPort(`${packet.src} ${packet.sport} ${to}`);
  const entry: ConntrackEntry = {
    protocol: packet.protocol,
    original: { src: packet.src, sport: packet.sport, dst: packet.dst, dport: packet.dport },
    reply: { src: to, sport: nodePort, dst: source, dport: sport },
    snatRule: '',
  };
  const own = withSource(withDestination(packet, to, nodePort), source, sport);
  const says = packet.protocol === 'tcp' && sendsProxyHeader(service);
  const renewed: Packet = says ? { ...own, proxied: entry.original } : own;
  const change = (field: 'dst' | 'src', from: string, now: string): Step => ({
    kind: 'translate',
    field,
    from,
    to: now,
    ruleId: '',
    because: [],
  });
  const steps = [chosen, change('dst', packet.dst, to), change('src', packet.src, source)];
  if (says) steps.push({ kind: 'proxyHeader', state: 'sent', text: proxyHeaderText(entry.original) });
  const tracked = { node: TABLE, entry, before: flight.tracked };
  return toNode({ ...withHop(world, flight, BALANCER, renewed, steps), packet: renewed, tracked }, node.metadata.name);
}

/** Plain routing. */
function route(world: World, flight: Flight): Next[] {
  const { dst } = flight.packet;
  if (isHidden(world, flight)) return [lost(world, flight, [['nodesOutside', dst], ['useBalancer']])];
  const node = world.topology.nodeByIp.get(dst);
  if (node) return [toNode(flight, node.metadata.name)];
  if (CLIENT_IPS.includes(dst as (typeof CLIENT_IPS)[number]))
    return [flyTo(flight, { kind: 'client' }, 'eth0', flight.ttl - 1)];
  if (OWN.has(dst)) return socketReceives(world, flight, { kind: 'router' });
  if (NODES.some((cidr) => cidr !== null && cidrContains(cidr, dst))) {
    const holders = arpAnswers(world, dst);
    if (holders.length > 0)
      return world.chooser
        .pick(holders)
        .map(({ option, share }) => toNode({ ...flight, share: flight.share * share }, option));
    return [lost(world, flight, [['noNodeHas', dst]])];
  }
  return [lost(world, flight, lostOutside(world, flight.packet, flight.reply))];
}

/** A Node's address that the client asks for and has no route to; Nodes themselves get out, and their answers back in. */
const isHidden = ({ cluster, topology }: World, { inDevice, reply, packet: { dst } }: Flight): boolean =>
  cluster.settings.nodeNetwork === 'private' &&
  inDevice === 'c0' &&
  !reply &&
  (topology.nodeByIp.has(dst) || NODES.some((cidr) => cidr !== null && cidrContains(cidr, dst)));

/**
 * The Nodes that answer ARP for an address on kube-ipvs0: all that have it, unless kube-proxy's strictARP keeps them
 * to the addresses of the interface that is asked (arp_ignore). Whose answer comes first is anybody's guess.
 */
const arpAnswers = (world: World, ip: string): string[] =>
  machinesOf(world.cluster)
    .map((node) => node.metadata.name)
    .filter((name) => {
      const config = world.kernel(name);
      return config.ipvs !== null && !config.sysctls.arp_ignore && isLocal(config, ip);
    });

const toNode = (flight: Flight, name: string): Next => flyTo(flight, { kind: 'node', name }, 'eth0', flight.ttl - 1);

/** The packet dies outside: at the load balancer if it was for it, else just beyond the machine that sent it. */
function lost(world: World, flight: Flight, reason: Reason[]): Next {
  const { packet } = flight;
  const at = world.topology.frontends.has(packet.dst) ? BALANCER : (flight.hops?.at ?? BALANCER);
  const step: Step = { kind: 'noRoute', to: packet.dst };
  return silence(withHop(world, flight, at, packet, [step], { reason }), reason);
}
