import type { Packet } from '../model/Packet.ts';
import type { Hop, Machine, Trace } from '../model/Trace.ts';

/** A packet as it passes an interface: what a capture there sees. */
export interface Crossing {
  at: Machine;
  /** `eth0`, a veth of a Node, `lo`; of the router outside `c0` (to the client) and `br0` (to the Nodes). */
  device: string;
  /** `lo` has one crossing for a packet, of direction `In`; a wire has two, `Out` at one end and `In` at the other. */
  direction: 'Out' | 'In';
  packet: Packet;
  ttl: number;
  /**
   * The time since the connection began, µs. Virtual: a packet takes STEP from one crossing to the next, and so
   * times only say what came before what.
   */
  time: number;
}

const STEP = 15;

/**
 * The packets of one connection at every interface that they pass, in order: the first packet and the answer to it,
 * which are those that a trace follows. Each is as it is on the wire there, after or before the translations of the
 * machine. Where a packet only passes through the router outside, the router's interfaces are left out.
 */
export function crossingsOf({ hops }: Pick<Trace, 'hops'>): Crossing[] {
  const crossings: Crossing[] = [];
  hops.slice(1).forEach((to, i) => {
    const from = hops[i] as Hop;
    const packet: Packet = { ...to.before, mark: 0 };
    const ttl = leavingTtl(from, to);
    for (const { hop, device, direction } of between(from, to))
      crossings.push({
        at: hop.at,
        device,
        direction,
        packet,
        ttl: direction === 'In' ? to.ttl : ttl,
        time: crossings.length * STEP,
      });
  });
  return crossings;
}

interface Passing {
  hop: Hop;
  device: string;
  direction: Crossing['direction'];
}

/** The interfaces that a packet passes between two hops: none when both stand in one kernel. */
function between(from: Hop, to: Hop): Passing[] {
  const out = (device: string): Passing => ({ hop: from, device, direction: 'Out' });
  const into = (device: string): Passing => ({ hop: to, device, direction: 'In' });
  if (from.outDevice === 'lo') return [into('lo')];
  if (isSame(from.at, to.at)) {
    if (has(to, 'encapsulate')) return from.outDevice ? [out(from.outDevice)] : [];
    if (has(from, 'decapsulate')) return to.inDevice ? [into(to.inDevice)] : [];
    // a packet that nobody outside had a route for ends where it was seen last
    const left = from.outDevice ?? defaultDevice(from, to);
    if (has(to, 'noRoute') && to.inDevice !== from.inDevice) return left ? [out(left)] : [];
    return from.at.kind !== 'node' && begins(from) && ends(to) ? [into('lo')] : [];
  }
  const left = from.outDevice ?? (has(from, 'encapsulate') ? 'eth0' : defaultDevice(from, to));
  return left === undefined ? [] : [out(left), into(to.inDevice ?? 'eth0')];
}

/** Machines with one interface to leave by. A Node that names none has taken the packet for itself. */
function defaultDevice({ at }: Hop, to: Hop): string | undefined {
  if (at.kind === 'node') return undefined;
  return at.kind === 'loadBalancer' ? (to.at.kind === 'client' ? 'c0' : 'br0') : 'eth0';
}

/** A machine that answers or complains begins anew at 64; one that passes a packet on takes one off. */
function leavingTtl(from: Hop, to: Hop): number {
  if (from.reply !== to.reply) return 64;
  return from.inDevice === undefined || from.inDevice === 'lo' ? from.ttl : from.ttl - 1;
}

const has = ({ steps }: Hop, kind: Hop['steps'][number]['kind']): boolean => steps.some((step) => step.kind === kind);
const begins = (hop: Hop): boolean => has(hop, 'send') || has(hop, 'answer') || has(hop, 'noListener');
const ends = (hop: Hop): boolean => has(hop, 'deliver') || has(hop, 'noListener') || has(hop, 'drop');
const isSame = (a: Machine, b: Machine): boolean => a.kind === b.kind && a.name === b.name;
