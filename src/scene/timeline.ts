import type { Packet } from '../model/Packet.ts';
import type { SimulationResult } from '../model/Simulation.ts';
import type { Hop, Trace } from '../model/Trace.ts';
import type { Catalog } from '../words/en.ts';
import { type NetworkOf, networksOf, withPort } from './addresses.ts';
import { eventsOf, type TimelineEvent } from './events.ts';
import { type Ghost, labelOf, layGhosts } from './ghosts.ts';
import { newLanes } from './lanes.ts';
import { type Laying, layWay, type Way, type WayPoint } from './path.ts';
import type { Scene } from './Scene.ts';
import type { TimelineHop } from './TimelineHop.ts';

/** experience.md B5, at speed 1, in milliseconds. */
export const durations = { wire: 420, rise: 260, flip: 220, decision: 400, glance: 180, end: 700 };

export type Phase =
  | { kind: 'move'; start: number; end: number; hop: number; leg: number; stretch: number; medium: 'wire' | 'inside' }
  | { kind: 'rest'; start: number; end: number; hop: number; at: WayPoint; packet: Packet }
  | {
      kind: 'flip';
      start: number;
      end: number;
      hop: number;
      at: WayPoint;
      field: 'src' | 'dst';
      from: string;
      to: string;
      packet: Packet;
    };

/** One connection as a film: every frame of it is a function of time. */
export interface Timeline {
  trace: Trace;
  traceIndex: number;
  duration: number;
  way: Way;
  phases: Phase[];
  hops: TimelineHop[];
  events: TimelineEvent[];
  ghosts: Ghost[];
  /** The chance of the way taken at its last decision; 1 when there was none. */
  chance: number;
  chanceLabel: { x: number; y: number } | null;
  networkOf: NetworkOf;
  /** The language of the scene that it was made for. */
  words: Catalog;
}

const shown = (packet: Packet, field: 'src' | 'dst'): string =>
  field === 'src' ? withPort(packet.src, packet.sport) : withPort(packet.dst, packet.dport);

interface Change {
  field: 'src' | 'dst';
  from: string;
  to: string;
}

/** Address changes of a hop, one beat each, in the order in which they happened. */
function changesOf(hop: Hop): Change[] {
  const told = hop.steps.flatMap((s): ('src' | 'dst')[] =>
    s.kind === 'translate' || s.kind === 'untranslate' ? [s.field] : [],
  );
  const fields = [...new Set([...told, 'dst' as const, 'src' as const])];
  return fields
    .map((field) => ({ field, from: shown(hop.before, field), to: shown(hop.after, field) }))
    .filter((change) => change.from !== change.to);
}

const decides = (hop: Hop): boolean =>
  hop.steps.some((s) => s.kind !== 'route' && s.kind !== 'rules') ||
  hop.steps.some((s) => s.kind === 'rules' && s.tried.some((r) => r.matched && r.because.length > 0));

function withField(packet: Packet, after: Packet, field: 'src' | 'dst'): Packet {
  return field === 'dst'
    ? { ...packet, dst: after.dst, dport: after.dport }
    : { ...packet, src: after.src, sport: after.sport };
}

/**
 * Lays the connection through the picture and gives each movement, pause and flip its time. Null when there is no
 * connection to follow.
 */
export function timelineOf(result: SimulationResult, scene: Scene, traceIndex = result.taken): Timeline | null {
  const trace = result.reach?.traces[traceIndex];
  if (!result.reach || !trace || trace.hops.length === 0) return null;
  const networkOf = networksOf(result);
  const laying: Laying = { scene, lanes: newLanes(), touches: new Map() };
  const way = layWay(laying, trace.hops, networkOf);
  if (way.stops.length === 0) return null;
  const { ghosts, chance, chanceHop } = layGhosts(laying, result.reach, traceIndex, networkOf);

  const phases: Phase[] = [];
  const hops: TimelineHop[] = [];
  let t = 0;
  trace.hops.forEach((hop, i) => {
    const stop = way.stopOfHop[i]!;
    const cameFrom = i === 0 ? stop : way.stopOfHop[i - 1]!;
    for (let leg = cameFrom; leg < stop; leg++) {
      way.legs[leg]!.stretches.forEach(({ medium }, stretch) => {
        const end = t + (medium === 'wire' ? durations.wire : durations.rise);
        phases.push({ kind: 'move', start: t, end, hop: i, leg, stretch, medium });
        t = end;
      });
    }
    const at = way.rests[stop]!;
    const start = t;
    const changes = changesOf(hop);
    const rest = (length: number, packet: Packet): void => {
      phases.push({ kind: 'rest', start: t, end: t + length, hop: i, at, packet });
      t += length;
    };
    let packet = hop.before;
    const pause = decides(hop) || i === 0 ? durations.decision : durations.glance;
    rest(changes.length > 0 ? pause / 2 : pause, packet);
    for (const change of changes) {
      const from = packet;
      packet = withField(packet, hop.after, change.field);
      phases.push({ kind: 'flip', start: t, end: t + durations.flip, hop: i, at, ...change, packet: from });
      t += durations.flip;
    }
    // Where nothing changes, everything has happened in the middle of the pause.
    const wrapped = (hop.after.outer === undefined) !== (hop.before.outer === undefined);
    const changed = changes.length > 0 || hop.after.flags !== hop.before.flags || wrapped;
    const settled = changed ? t : start + pause / 2;
    if (changed) rest(durations.decision, hop.after);
    hops.push({ index: i, hop, start, rest: settled, end: t, stop });
  });
  phases.push({
    kind: 'rest',
    start: t,
    end: t + durations.end,
    hop: trace.hops.length - 1,
    at: way.rests.at(-1)!,
    packet: trace.hops.at(-1)!.after,
  });
  t += durations.end;
  hops.forEach((h, i) => {
    h.end = hops[i + 1]?.start ?? t;
  });

  return {
    trace,
    traceIndex,
    duration: t,
    way,
    phases,
    hops,
    events: eventsOf(trace, hops, way, scene),
    ghosts,
    chance,
    chanceLabel: ghosts.length > 0 && chanceHop >= 0 ? labelOf(way, way.stopOfHop[chanceHop]!) : null,
    networkOf,
    words: scene.words,
  };
}

/** The same without the ways that are not taken. */
export const takenAlone = (timeline: Timeline): Timeline => ({ ...timeline, ghosts: [], chanceLabel: null });
