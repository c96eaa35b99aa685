import type { Network } from '../model/Address.ts';
import type { Packet } from '../model/Packet.ts';
import type { Hop } from '../model/Trace.ts';
import type { NetworkOf } from './addresses.ts';
import { type Lanes, mostLanes } from './lanes.ts';
import { narrowColumn } from './measures.ts';
import type { Scene } from './Scene.ts';
import { cardXIn, cardYOnWire, inAir, type Stop, stopOf } from './stops.ts';

/** A corner of a way: the packet's own place, and the centre of its card. */
export interface WayPoint {
  x: number;
  y: number;
  cx: number;
  cy: number;
}

/** A stretch of a way on one medium. On a wire a packet is on the ground; inside a machine it rises and falls. */
export interface Stretch {
  medium: 'wire' | 'inside';
  points: WayPoint[];
}

/** From one stop to the next. */
export interface Leg {
  from: Stop;
  to: Stop;
  stretches: Stretch[];
  /** Hue: the band of the packet's destination while it goes. */
  network: Network;
  reply: boolean;
}

export interface Way {
  stops: Stop[];
  /** `legs[i]` leads from `stops[i]` to `stops[i + 1]`. */
  legs: Leg[];
  /** For each hop the index of its stop. */
  stopOfHop: number[];
  /** Where the packet rests at each stop. */
  rests: WayPoint[];
}

const laneStep = 6.5;
const outsiderLane = 9;

/** State while ways are laid: lanes in use and how many connections each card has. */
export interface Laying {
  scene: Scene;
  lanes: Lanes;
  touches: Map<string, number>;
}

const touch = (laying: Laying, key: string): number => {
  const n = laying.touches.get(key) ?? 0;
  laying.touches.set(key, n + 1);
  return n;
};

const laneX = (laying: Laying, stop: Stop, from: number, to: number): number => {
  const column = stop.column!;
  const strip = Math.min(stop.pile, column.lanes.length - 1);
  const outermost = column.lanes[strip]!;
  const x = outermost - laneStep * laying.lanes.take(`${column.key}#${strip}`, from, to);
  // beside the cards of a narrow column is room for two: further ones share the cards' edge, over nothing that is written
  const besideCards = column.storeys.w < narrowColumn && Math.min(from, to) < column.shelf.y;
  return besideCards ? Math.max(x, outermost - 11) : x;
};

/** Height at which a way meets a stop; a Pod's second connection lies under its first. */
function meetY(laying: Laying, stop: Stop): number {
  if (stop.kind !== 'pod') return stop.y;
  return stop.y + [-8, 8, 0, -16, 16][Math.min(touch(laying, stop.key), 4)]!;
}

/** Where a way meets something that stands under the wire. */
const meetX = (laying: Laying, stop: Stop): number =>
  stop.rect.x +
  (stop.kind === 'client' ? stop.rect.w - 14 : 20) +
  (stop.kind === 'client' ? -1 : 1) * outsiderLane * touch(laying, stop.key);

const along = (points: [number, number][], card: { x: number; y: number }): WayPoint[] =>
  points.map(([x, y]) => ({ x, y, cx: card.x, cy: card.y }));

function withoutDoubles(points: WayPoint[]): WayPoint[] {
  return points.filter(
    (p, i) => i === 0 || i === points.length - 1 || p.x !== points[i - 1]!.x || p.y !== points[i - 1]!.y,
  );
}

/** Inside one machine: sideways to a lane, up or down in it, and to the stop. */
function legInside(laying: Laying, from: Stop, to: Stop, start: WayPoint): Stretch[] {
  const y = meetY(laying, to);
  const guide = to.kind === 'pod' ? to : from;
  const x = laneX(laying, { ...guide, column: to.column }, start.y, y);
  const head = along(
    [
      [start.x, start.y],
      [x, start.y],
    ],
    from.card,
  );
  const tail = along([[x, y], ...(to.kind === 'pod' ? [[to.rect.x + to.rect.w, y] as [number, number]] : [])], to.card);
  return [{ medium: 'inside', points: withoutDoubles([...head, ...tail]) }];
}

/** Down to the wire, along it, and up again. */
function legOverWire(laying: Laying, from: Stop, to: Stop, start: WayPoint): Stretch[] {
  const { scene } = laying;
  const ground = scene.wire.y;
  const outer = (stop: Stop): boolean => stop.column === null;
  if (outer(from) && outer(to)) {
    const between = from.rect.x < to.rect.x;
    const y = from.rect.y + from.rect.h / 2 + 9 * Math.min(1, touch(laying, `${[from.key, to.key].sort().join()}`));
    const a = between ? from.rect.x + from.rect.w : from.rect.x;
    const b = between ? to.rect.x : to.rect.x + to.rect.w;
    return [{ medium: 'wire', points: [...along([[a, y]], from.card), ...along([[b, y]], to.card)] }];
  }
  const xFrom = outer(from) ? start.x : laneX(laying, from, start.y, ground + 20);
  const yTo = outer(to) ? to.rect.y : meetY(laying, to);
  const xTo = outer(to) ? meetX(laying, to) : laneX(laying, to, ground + 20, yTo);
  // in a low frame they lie closer together, so that none crosses what stands under the wire
  const step = Math.min(laneStep, (scene.outsiders[0]!.rect.y - ground - 2) / (mostLanes - 1));
  const y = ground + step * laying.lanes.take('wire', xFrom, xTo);
  const cy = cardYOnWire(scene);
  const first: WayPoint = { x: xFrom, y, cx: cardXIn(scene, xFrom), cy };
  const last: WayPoint = { x: xTo, y, cx: cardXIn(scene, xTo), cy };
  const stretches: Stretch[] = [];
  if (outer(from)) stretches.push({ medium: 'wire', points: [start, first, last] });
  else {
    stretches.push({
      medium: 'inside',
      points: withoutDoubles([
        ...along(
          [
            [start.x, start.y],
            [xFrom, start.y],
          ],
          from.card,
        ),
        first,
      ]),
    });
    stretches.push({
      medium: 'wire',
      points: outer(to) ? [first, last, ...along([[xTo, yTo]], to.card)] : [first, last],
    });
  }
  if (!outer(to)) {
    const end: [number, number][] = to.kind === 'pod' || to.kind === 'cell' ? [[to.rect.x + to.rect.w, yTo]] : [];
    stretches.push({ medium: 'inside', points: withoutDoubles([last, ...along([[xTo, yTo], ...end], to.card)]) });
  }
  return stretches;
}

/** Where a way begins: at the edge of its first stop. */
function startAt(laying: Laying, stop: Stop, next: Stop | undefined): WayPoint {
  if (stop.column === null) {
    if (next?.column === null) {
      const right = next.rect.x > stop.rect.x;
      return along([[right ? stop.rect.x + stop.rect.w : stop.rect.x, stop.rect.y + stop.rect.h / 2]], stop.card)[0]!;
    }
    return along([[meetX(laying, stop), stop.rect.y]], stop.card)[0]!;
  }
  const x = stop.kind === 'pod' || stop.kind === 'cell' ? stop.rect.x + stop.rect.w : stop.column.lanes.at(-1)!;
  return along([[x, meetY(laying, stop)]], stop.card)[0]!;
}

/** The packet under way from one hop to the next: what the hop before made of it, or the answer that begins there. */
export const packetBetween = (before: Hop, hop: Hop): Packet =>
  hop.reply && !before.reply ? hop.before : before.after;

/** A leg from where the packet rests (`start`) to the next stop. */
export function layLeg(laying: Laying, from: Stop, to: Stop, start: WayPoint): Stretch[] {
  if (from.column !== null && from.column === to.column && from.kind !== 'cell')
    return legInside(laying, from, to, start);
  let begin = start;
  if (from.column === null && to.column !== null && from.kind !== 'stub') {
    // A packet that came to the load balancer from the side leaves it by the top.
    begin = start.y === from.rect.y ? start : along([[meetX(laying, from), from.rect.y]], from.card)[0]!;
  } else if (from.kind === 'pod' && start.y === from.y) begin = start;
  return legOverWire(laying, from, to, begin);
}

/**
 * A trace's hops as a way through the picture. Hops at the same place share a stop; hops whose machine is not drawn
 * belong to the stop before them.
 */
export function layWay(laying: Laying, hops: readonly Hop[], networkOf: NetworkOf): Way {
  const way: Way = { stops: [], legs: [], stopOfHop: [], rests: [] };
  const found = hops.map((hop) => stopOf(laying.scene, hop, networkOf));
  hops.forEach((hop, i) => {
    const [before, here] = [found[i - 1], found[i]];
    const next = found.find((s, j) => j > i && s && s.kind !== 'shelf');
    const passes =
      hop.before.dst === hop.after.dst && hop.before.src === hop.after.src && hop.before.sport === hop.after.sport;
    const column = here?.column;
    if (!column || here.kind !== 'shelf' || !passes || next?.kind !== 'pod' || next.column !== column) return;
    if ((before?.kind === 'plate' || before?.kind === 'air') && before.column === column)
      found[i] = inAir(laying.scene, column);
  });
  const firstDrawn = found.find((s) => s !== null);
  if (!firstDrawn) return way;
  hops.forEach((hop, i) => {
    const stop = found[i] ?? way.stops.at(-1) ?? firstDrawn;
    const previous = way.stops.at(-1);
    if (!previous) {
      way.stops.push(stop);
      way.rests.push(startAt(laying, stop, found.find((s) => s !== null && s.key !== stop.key) ?? undefined));
    } else if (previous.key !== stop.key) {
      const rest = way.rests.at(-1)!;
      // What comes down to a Pod and what it sends back are two connections of its card.
      const from = previous.kind === 'pod' && way.legs.length > 0 ? { ...rest, y: meetY(laying, previous) } : rest;
      const before = hops[i - 1]!;
      const going = packetBetween(before, hop);
      const stretches = layLeg(laying, previous, stop, from);
      way.legs.push({ from: previous, to: stop, stretches, network: networkOf(going.dst), reply: hop.reply });
      way.stops.push(stop);
      way.rests.push(stretches.at(-1)!.points.at(-1)!);
    }
    way.stopOfHop.push(way.stops.length - 1);
  });
  return way;
}
