import type { Network } from '../model/Address.ts';
import type { Packet } from '../model/Packet.ts';
import { packetBetween, type WayPoint } from './path.ts';
import type { Phase, Timeline } from './timeline.ts';

/** One frame of the followed packet. */
export interface PacketFrame {
  /** The packet's own place on its way, and the centre of its card. */
  x: number;
  y: number;
  cardX: number;
  cardY: number;
  /** The fields that the card shows. */
  packet: Packet;
  title: string;
  reply: boolean;
  /** The band of its destination: the hue of the border. */
  network: Network;
  /** The field that changed at this hop and is not passed yet. */
  changed: ('src' | 'dst')[];
  /** A flip under way: 0…1. */
  flip: { field: 'src' | 'dst'; from: string; to: string; progress: number } | null;
  hop: number;
  /** The leg under way and how far along; all legs before it are trail. */
  leg: number;
  stretch: number;
  progress: number;
  /** The stop that it rests at, or null on the move. */
  stop: number | null;
  /** `card`; `outline` where it was dropped; `gone` when it has been taken. */
  shape: 'card' | 'outline' | 'gone';
}

/** `cubic-bezier(.2,0,0,1)` of B5, by its own equation. */
export function ease(p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 18; i++) {
    const u = (low + high) / 2;
    const x = 3 * u * (1 - u) * (1 - u) * 0.2 + u * u * u;
    if (x < p) low = u;
    else high = u;
  }
  const u = (low + high) / 2;
  return 3 * u * u * (1 - u) + u * u * u;
}

/** The point at a fraction of a line's length. The card does not turn the corners: it glides from end to end. */
export function pointAlong(points: readonly WayPoint[], fraction: number): WayPoint {
  const [first, last] = [points[0]!, points.at(-1)!];
  let total = 0;
  for (let i = 1; i < points.length; i++) {
    total += Math.abs(points[i]!.x - points[i - 1]!.x) + Math.abs(points[i]!.y - points[i - 1]!.y);
  }
  let left = total * fraction;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const length = Math.abs(b.x - a.x) + Math.abs(b.y - a.y);
    if (left <= length || i === points.length - 1) {
      const f = length === 0 ? 1 : Math.min(1, left / length);
      return {
        x: a.x + (b.x - a.x) * f,
        y: a.y + (b.y - a.y) * f,
        cx: first.cx + (last.cx - first.cx) * fraction,
        cy: first.cy + (last.cy - first.cy) * fraction,
      };
    }
    left -= length;
  }
  return first;
}

function phaseAt(timeline: Timeline, t: number): Phase {
  let low = 0;
  let high = timeline.phases.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeline.phases[middle]!.start <= t) low = middle;
    else high = middle - 1;
  }
  return timeline.phases[low]!;
}

const titleOf = (packet: Packet): string =>
  packet.flags.toUpperCase().startsWith(packet.protocol.toUpperCase())
    ? packet.flags
    : `${packet.protocol.replace('icmp6', 'icmpv6').toUpperCase()} ${packet.flags}`.trim();

/** The frame of time `t`: playing and scrubbing are this same function. Times outside the film show its ends. */
export function packetAt(timeline: Timeline, t: number): PacketFrame {
  const { trace, way } = timeline;
  const phase = phaseAt(timeline, t);
  const length = Math.max(1, phase.end - phase.start);
  const progress = Math.max(0, Math.min(1, (t - phase.start) / length));
  const here = timeline.hops[phase.hop]!;
  const died = timeline.events.find((e) => e.kind === 'dropped' && e.from <= t);
  if (phase.kind === 'move') {
    const leg = way.legs[phase.leg]!;
    const points = leg.stretches[phase.stretch]!.points;
    const at = pointAlong(points, phase.medium === 'wire' ? progress : ease(progress));
    const packet = packetBetween(trace.hops[Math.max(0, phase.hop - 1)]!, trace.hops[phase.hop]!);
    return {
      x: at.x,
      y: at.y,
      cardX: at.cx,
      cardY: at.cy,
      packet,
      title: titleOf(packet),
      reply: trace.hops[phase.hop]!.reply,
      network: timeline.networkOf(packet.dst),
      changed: changedBy(timeline, phase.hop - 1),
      flip: null,
      hop: Math.max(0, phase.hop - 1),
      leg: phase.leg,
      stretch: phase.stretch,
      progress: phase.medium === 'wire' ? progress : ease(progress),
      stop: null,
      shape: 'card',
    };
  }
  const flip = phase.kind === 'flip' ? { field: phase.field, from: phase.from, to: phase.to, progress } : null;
  const done = timeline.phases.filter((p) => p.kind === 'flip' && p.hop === phase.hop && p.end <= phase.start);
  const changed = done.map((p) => (p.kind === 'flip' ? p.field : 'dst'));
  const final = phase.hop === trace.hops.length - 1 && t >= here.rest;
  const taken = final && trace.ending.result === 'delivered';
  return {
    x: phase.at.x,
    y: phase.at.y,
    cardX: phase.at.cx,
    cardY: phase.at.cy,
    packet: phase.packet,
    title: titleOf(phase.packet),
    reply: here.hop.reply,
    network: timeline.networkOf(phase.packet.dst),
    changed: [...new Set(flip ? [...changed, flip.field] : changed)],
    flip,
    hop: phase.hop,
    leg: here.stop,
    stretch: 0,
    progress: 0,
    stop: here.stop,
    // to a name without an address nothing is sent
    shape: died ? 'outline' : phase.packet.dst === '' || (taken && t > here.rest + 350) ? 'gone' : 'card',
  };
}

function changedBy(timeline: Timeline, hop: number): ('src' | 'dst')[] {
  const fields = timeline.phases.flatMap((p) => (p.kind === 'flip' && p.hop === hop ? [p.field] : []));
  return [...new Set(fields)];
}
