import type { Network } from '../model/Address.ts';
import type { SimulationResult, Tally } from '../model/Simulation.ts';
import { networksOf } from './addresses.ts';
import type { Lanes } from './lanes.ts';
import { type Laying, layWay } from './path.ts';
import type { Scene } from './Scene.ts';

const samples = 192;

interface Point {
  x: number;
  y: number;
}

/** One way of many connections, sampled at equal times, so that a frame costs a look-up a packet. */
export interface FlowWay {
  trace: number;
  count: number;
  /** x and y by turns. */
  places: Float32Array;
  /** 1 where the way goes up or down. */
  upright: Uint8Array;
  /** The band's hue at each sample, as an index into `hues`. */
  hue: Uint8Array;
  /** One line a leg. */
  lines: Point[][];
}

/** Many connections: every bar is one of them, with its number. */
export interface Flow {
  ways: FlowWay[];
  /** For each connection its way and its start as a part of the whole, 0…1. */
  wayOf: Uint16Array;
  startOf: Float32Array;
  connections: number;
}

export const hues: readonly Network[] = ['node', 'pod', 'cluster', 'outside'];
/** Part of the film that one connection is under way for. */
export const flight = 0.35;

/** Many connections keep to one lane a direction: on a wire they are on the same wire. */
const twoWay: Lanes = { take: (strip, from, to) => (strip === 'wire' ? (to >= from ? 0 : 1) : to <= from ? 0 : 1) };

function sampled(points: (Point & { hue: number; first: boolean })[]): Omit<FlowWay, 'trace' | 'count' | 'lines'> {
  const places = new Float32Array(samples * 2);
  const upright = new Uint8Array(samples);
  const hue = new Uint8Array(samples);
  // Between two legs (into a load balancer from the side, out of its top) no way is drawn, and no time passes.
  const lengths = points.map((p, i) =>
    i === 0 || p.first ? 0 : Math.abs(p.x - points[i - 1]!.x) + Math.abs(p.y - points[i - 1]!.y),
  );
  const total = lengths.reduce((a, b) => a + b, 0);
  let at = 1;
  let passed = 0;
  for (let s = 0; s < samples; s++) {
    const wanted = (total * s) / (samples - 1);
    while (at < points.length - 1 && passed + lengths[at]! < wanted) passed += lengths[at++]!;
    const [a, b] = [points[at - 1]!, points[at]!];
    const part = lengths[at]! === 0 ? 0 : Math.min(1, (wanted - passed) / lengths[at]!);
    places[s * 2] = a.x + (b.x - a.x) * part;
    places[s * 2 + 1] = a.y + (b.y - a.y) * part;
    upright[s] = a.x === b.x ? 1 : 0;
    hue[s] = b.hue;
  }
  return { places, upright, hue };
}

/** Lays many connections on the ways of the picture. The order of the ways is spread evenly and is always the same. */
export function flowOf(result: SimulationResult, scene: Scene, tally: Tally): Flow | null {
  if (!result.reach || tally.connections === 0) return null;
  const networkOf = networksOf(result);
  const ways: FlowWay[] = [];
  const laying: Laying = { scene, lanes: twoWay, touches: new Map() };
  result.reach.traces.forEach((trace, i) => {
    const count = tally.counts[i] ?? 0;
    const way = layWay(
      { ...laying, touches: new Map() },
      trace.hops.filter((h) => !h.reply),
      networkOf,
    );
    if (count === 0 || way.legs.length === 0) return;
    const points = way.legs.flatMap((leg) =>
      leg.stretches.flatMap((s, k) =>
        s.points.map((p, j) => ({ x: p.x, y: p.y, hue: hues.indexOf(leg.network), first: k === 0 && j === 0 })),
      ),
    );
    const lines = way.legs.map((leg) => leg.stretches.flatMap((s) => s.points));
    ways.push({ trace: i, count, lines, ...sampled(points) });
  });
  const total = ways.reduce((n, w) => n + w.count, 0);
  const wayOf = new Uint16Array(total);
  const startOf = new Float32Array(total);
  // Always the way that is furthest behind its share comes next.
  const given = ways.map(() => 0);
  for (let i = 0; i < total; i++) {
    let next = 0;
    let behind = -Infinity;
    for (let w = 0; w < ways.length; w++) {
      const lag = (ways[w]!.count * (i + 1)) / total - given[w]!;
      if (lag > behind) [behind, next] = [lag, w];
    }
    given[next]!++;
    wayOf[i] = next;
    startOf[i] = (i / total) * (1 - flight);
  }
  return { ways, wayOf, startOf, connections: total };
}

/** Index of the sample that connection `i` is at, or −1 when it is not under way. `part` is the film's time, 0…1. */
export function sampleAt(flow: Flow, i: number, part: number): number {
  const p = (part - flow.startOf[i]!) / flight;
  return p < 0 || p > 1 ? -1 : Math.min(samples - 1, (p * samples) | 0);
}
