import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { KernelConfig } from '../../model/KernelConfig.ts';
import type { Hook, Machine, Step, Tracking } from '../../model/Trace.ts';
import { copyPassage, withPacket } from '../kernel/copy.ts';
import { walkIpvs } from '../kernel/ipvs.ts';
import type { ConntrackEntry } from '../kernel/KernelState.ts';
import { ACCEPT, type Branch, type Connection, type Deciding, type Passage } from '../kernel/Passage.ts';
import { entryLife } from '../kernel/entryLife.ts';
import { hasRules, type Stage, walkHook } from '../kernel/walkHook.ts';
import { addressText, familyOf } from '../net/ip.ts';
import { copyFlight, type Flight, type HopList } from './Flight.ts';
import { makeHop, stopped } from './hop.ts';
import { ipvsStep } from './ipvsStep.ts';
import { ruleSteps } from './ruleSteps.ts';
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
  steps: readonly Told[];
}

/** A step, or some that are put into words when somebody looks at them. */
type Told = Step | (() => Step[]);

const NONE: readonly Told[] = [];

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
  const passage = { packet, inDevice, outDevice: '', connection, share, recent, scheduled };
  const { entry, direction } = connection;
  const answers = entry && direction === 'reply' && !packet.quoted;
  const seen = answers ? passedBy(flight, node, entry) : flight;
  return { world, node, config, flight: seen, passage, cameBy: inDevice, entered: flight.hops, steps: NONE };
}

function passedBy(flight: Flight, node: string, entry: ConntrackEntry): Flight {
  const next = copyFlight(flight);
  next.answered = { node, entry, before: flight.answered };
  return next;
}

/** The same packet, after something has happened to it. */
function after(inside: Inside, passage: Passage, steps: readonly Told[], flight: Flight = inside.flight): Inside {
  const { world, node, config, cameBy, entered } = inside;
  return { world, node, config, flight, passage, cameBy, entered, steps };
}

/** The packet has been routed. */
export function leavingBy(inside: Inside, outDevice: string): Inside {
  const passage = copyPassage(inside.passage);
  passage.outDevice = outDevice;
  return after(inside, passage, inside.steps);
}

/** The connection that the packet has begun is to be translated. */
export function withEntry(inside: Inside, entry: ConntrackEntry): Inside {
  const passage = copyPassage(inside.passage);
  const { direction, state, fresh } = passage.connection;
  passage.connection = { entry, direction, state, fresh };
  return after(inside, passage, inside.steps);
}

/** One way through the rules of a stage, and how it ends. */
export interface Way {
  inside: Inside;
  verdict: Branch['verdict'];
}

/** Asks the rules of a stage; what they were is kept as steps. */
export function walk(inside: Inside, stage: Stage): Way[] {
  const { world, node, config } = inside;
  if (!hasRules(config, stage)) return [{ inside, verdict: ACCEPT }];
  const branches = walkHook(stage, inside.passage, world.hooks(node));
  const table = stage.endsWith('nat') ? 'nat' : 'filter';
  return branches.map((branch) => {
    world.count?.(node, stage, branch);
    const { passage, log, verdict } = branch;
    if (!log) return { inside: after(inside, passage, inside.steps), verdict };
    const rules = (): Step[] => ruleSteps(log, table, familyOf(passage.packet.dst));
    return { inside: after(inside, passage, [...inside.steps, rules]), verdict };
  });
}

/** Asks IPVS about a packet that begins a connection; undefined when it has no virtual server for it. */
export function walkVirtual(inside: Inside, chain: 'INPUT' | 'OUTPUT'): Way[] | undefined {
  const { world, node, passage, config } = inside;
  const others = (config.ipvs?.[familyOf(passage.packet.dst)].servers.size ?? 1) - 1;
  return walkIpvs(passage, world.hooks(node))?.map(({ server, chosen, passage: next, verdict }) => {
    const steps = [...inside.steps, () => [ipvsStep(chain, server, chosen, others)]];
    return { inside: after(inside, next, steps), verdict };
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
  if (packet === before) return inside;
  const passage = withPacket(inside.passage, packet);
  if (same(packet, before)) return after(inside, passage, inside.steps);
  const { entry, direction } = inside.passage.connection;
  const told = (): Step[] => {
    const ends = (p: Packet): string => {
      // an ICMP error is translated with what it quotes, and has no ports of its own
      const of = p.quoted ?? p;
      const isDst = (field === 'dst') !== (p.quoted !== undefined);
      return isDst ? addressText(of.dst, of.dport) : addressText(of.src, of.sport);
    };
    // IPVS changes the destination, and the source of answers; the other two are NAT's
    const by = entry?.ipvs && (direction === 'reply') === (field === 'src') ? ({ by: 'ipvs' } as const) : {};
    const change = { field, from: ends(before), to: ends(packet), ...by };
    if (!rule) return [{ kind: 'untranslate', ...change }];
    return [{ kind: 'translate', ...change, ruleId: rule.id, because: rule.because }];
  };
  const flight = stopIn(inside, hook, [...inside.steps, told], { after: packet });
  return after(inside, passage, NONE, flight);
}

const same = (a: Packet, b: Packet): boolean =>
  a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport;

/** A stop inside this kernel, with what the kernel knows of the packet's connection. The flight is that which goes on. */
export function stopIn(
  inside: Inside,
  hook: Hook,
  steps: readonly Told[],
  { after, reason }: { after?: Packet; reason?: readonly Reason[] } = {},
  flight: Flight = inside.flight,
): Flight {
  const { world, node, passage } = inside;
  const at = machineOf(node);
  return stopped(flight, at, passage.outDevice, (outDevice) => {
    const { packet: before, inDevice, connection } = passage;
    const all = steps.flatMap((step) => (typeof step === 'function' ? step() : step));
    const stop = { at, hook, before, after: after ?? before, steps: all, ...(reason && { reason }) };
    return {
      ...makeHop(world, inside.flight, stop),
      ...(inDevice && { inDevice }),
      ...(outDevice && { outDevice }),
      tracking: trackingOf(before, connection),
    };
  });
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
  const flight = copyFlight(inside.flight);
  flight.tracked = { node: inside.node, entry: connection.entry, before: flight.tracked };
  return after(inside, inside.passage, inside.steps, flight);
}

/** The flight as it leaves this kernel; or as a socket gets it, from an interface. */
export function leaving({ passage, flight }: Inside, inDevice = ''): Flight {
  const { packet, share, recent, scheduled } = passage;
  const next = copyFlight(flight);
  next.packet = packet;
  next.share = share;
  next.recent = recent;
  next.scheduled = scheduled;
  next.connection = undefined;
  next.inDevice = inDevice;
  return next;
}
