import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Hook, Hop, Machine, Step, Tracking } from '../../model/Trace.ts';
import { walkIpvs } from '../kernel/ipvs.ts';
import type { Branch, Connection, Deciding, Passage } from '../kernel/Passage.ts';
import { entryLife } from '../kernel/entryLife.ts';
import { hasRules, type HookContext, type Stage, walkHook } from '../kernel/walkHook.ts';
import { addressText, familyOf } from '../net/ip.ts';
import { type Flight, type HopList, withHop } from './Flight.ts';
import { makeHop } from './hop.ts';
import { ipvsStep, ruleSteps } from './ruleSteps.ts';
import type { World } from './World.ts';

/** A packet inside one Node's kernel: the flight that brought it, and the passage so far. */
export interface Inside {
  world: World;
  node: string;
  config: KernelConfig;
  flight: Flight;
  passage: Passage;
  /** By which interface it came in; '' if it began here. The passage forgets it where IPVS sends the packet on. */
  cameBy: string;
  /** The hops before it came in: a packet that passes has at least one at each Node. */
  entered: HopList | undefined;
  /** What happened since the last hop was made. */
  steps: Step[];
}

export const machineOf = (node: string): Machine => ({ kind: 'node', name: node });

/** A packet as it comes into a kernel, by an interface or from one of its own processes ('').*/
export function enter(
  world: World,
  node: string,
  config: KernelConfig,
  flight: Flight,
  connection: Connection,
  inDevice: string,
): Inside {
  const { packet, share, recent, scheduled } = flight;
  const passage = { packet, inDevice, outDevice: '', connection, share, recent, scheduled, log: undefined };
  const { entry, direction } = connection;
  const answers = entry && direction === 'reply' && !packet.quoted;
  const seen = answers ? { ...flight, answered: { node, entry, before: flight.answered } } : flight;
  return { world, node, config, flight: seen, passage, cameBy: inDevice, entered: flight.hops, steps: [] };
}

/** One way through the rules of a stage, and how it ends. */
export interface Way {
  inside: Inside;
  verdict: Branch['verdict'];
}

/** Asks the rules of a stage; what they were is kept as steps. */
export function walk(inside: Inside, stage: Stage): Way[] {
  if (!hasRules(inside.config, stage)) return [{ inside, verdict: { kind: 'accept' } }];
  const branches = walkHook(stage, { ...inside.passage, log: undefined }, contextOf(inside));
  const table = stage.endsWith('nat') ? 'nat' : 'filter';
  for (const { passage } of branches) inside.world.count?.(inside.node, stage, passage);
  return branches.map(({ passage, verdict }) => {
    const steps = !inside.world.told ? [] : ruleSteps(passage.log, table, familyOf(passage.packet.dst));
    const next = { ...inside, passage: { ...passage, log: undefined }, steps: [...inside.steps, ...steps] };
    return { inside: next, verdict };
  });
}

const contextOf = ({ world, node, config }: Inside): HookContext => ({
  config,
  chooser: world.chooser,
  sawRecently: (list, source, seconds, passage) => world.sawRecently(node, list, source, seconds, passage),
  scheduled: (server) => world.scheduled(node, server),
});

/** Asks IPVS about a packet that begins a connection; undefined when it has no virtual server for it. */
export function walkVirtual(inside: Inside, chain: 'INPUT' | 'OUTPUT'): Way[] | undefined {
  const { world, passage, config } = inside;
  const others = (config.ipvs?.[familyOf(passage.packet.dst)].servers.size ?? 1) - 1;
  return walkIpvs(passage, contextOf(inside))?.map(({ server, chosen, passage: next, verdict }) => {
    const steps = world.told ? [...inside.steps, ipvsStep(chain, server, chosen, others)] : [];
    return { inside: { ...inside, passage: next, steps }, verdict };
  });
}

/** A translation: a hop of its own. Nothing happens when the packet is the same. */
export function moved(
  inside: Inside,
  hook: Hook,
  field: 'dst' | 'src',
  packet: Packet,
  rule: Deciding | undefined,
): Inside {
  const before = inside.passage.packet;
  if (packet === before || same(packet, before)) return { ...inside, passage: { ...inside.passage, packet } };
  const after = (hop: Hop): Inside => ({
    ...inside,
    flight: withHop(inside.flight, hop),
    passage: { ...inside.passage, packet },
    steps: [],
  });
  if (!inside.world.told) return after(hopIn(inside, hook, []));
  const ends = (p: Packet): string => {
    // an ICMP error is translated with what it quotes, and has no ports of its own
    const of = p.quoted ?? p;
    const isDst = (field === 'dst') !== (p.quoted !== undefined);
    return isDst ? addressText(of.dst, of.dport) : addressText(of.src, of.sport);
  };
  const { entry, direction } = inside.passage.connection;
  // IPVS changes the destination, and the source of answers; the other two are NAT's
  const by = entry?.ipvs && (direction === 'reply') === (field === 'src') ? ({ by: 'ipvs' } as const) : {};
  const change = { field, from: ends(before), to: ends(packet), ...by };
  const step: Step = rule
    ? { kind: 'translate', ...change, ruleId: rule.id, because: rule.because }
    : { kind: 'untranslate', ...change };
  return after(hopIn(inside, hook, [...inside.steps, step], { after: packet }));
}

const same = (a: Packet, b: Packet): boolean =>
  a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport;

/** A stop inside this kernel, with what the kernel knows of the packet's connection. */
export function hopIn(
  { world, node, flight, passage }: Inside,
  hook: Hook,
  steps: Step[],
  { after = passage.packet, reason }: { after?: Packet; reason?: readonly Reason[] } = {},
): Hop {
  const { packet, inDevice, outDevice, connection } = passage;
  const hop = makeHop(world, flight, machineOf(node), hook, after, steps, packet, reason);
  return {
    ...hop,
    ...(inDevice && { inDevice }),
    ...(outDevice && { outDevice }),
    tracking: trackingOf(packet, connection),
  };
}

function trackingOf(packet: Packet, { entry, direction, state, fresh }: Connection): Tracking {
  if (!entry) return { state, direction, fresh };
  const { protocol, original, reply } = entry;
  // an error about a packet does not change the entry of that packet
  const life = entryLife(packet.quoted ?? packet);
  return { state, direction, fresh, entry: { protocol, original, reply, ...life } };
}

/** Puts the connection into the table, if this packet made it. */
export function confirm(inside: Inside): Inside {
  const { connection } = inside.passage;
  if (!connection.fresh || !connection.entry) return inside;
  const tracked = { node: inside.node, entry: connection.entry, before: inside.flight.tracked };
  return { ...inside, flight: { ...inside.flight, tracked } };
}

/** The flight as it leaves this kernel. */
export function leaving(inside: Inside): Flight {
  const { passage, flight } = inside;
  return {
    ...flight,
    packet: passage.packet,
    share: passage.share,
    recent: passage.recent,
    scheduled: passage.scheduled,
    connection: undefined,
    inDevice: '',
  };
}
