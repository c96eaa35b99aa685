import { type Flow, hues, sampleAt } from '../scene/flow.ts';
import type { Pen } from './Pen.ts';
import { strokeLine } from './paintWays.ts';

/** Above this many connections the ways show as streams, as wide as their rates, under the bars. */
const stream = 200;
const buckets = hues.map(() => ({ at: new Int32Array(1024), n: 0 }));

/** Bars of 14 × 6 px, each one simulated connection. `part` is the time of the film, 0…1. */
export function paintFlow(pen: Pen, flow: Flow, part: number): void {
  const { ctx, tokens, camera } = pen;
  if (flow.connections > stream) {
    ctx.globalAlpha = 0.2;
    for (const way of flow.ways) {
      const width = (2 + (20 * way.count) / flow.connections) * camera.zoom;
      const color = tokens.hue[hues[way.hue.at(-1)!]!];
      for (const line of way.lines) strokeLine(pen, line, { color, width });
    }
    ctx.globalAlpha = 1;
  }
  for (const bucket of buckets) {
    bucket.n = 0;
    if (bucket.at.length < flow.connections) bucket.at = new Int32Array(flow.connections);
  }
  const { wayOf, ways, connections } = flow;
  for (let i = 0; i < connections; i++) {
    const sample = sampleAt(flow, i, part);
    if (sample < 0) continue;
    const bucket = buckets[ways[wayOf[i]!]!.hue[sample]!]!;
    bucket.at[bucket.n++] = (wayOf[i]! << 16) | sample;
  }
  const long = 14 * Math.min(1, camera.zoom);
  const thick = 6 * Math.min(1, camera.zoom);
  buckets.forEach((bucket, hue) => {
    if (bucket.n === 0) return;
    ctx.fillStyle = tokens.hue[hues[hue]!];
    for (let k = 0; k < bucket.n; k++) {
      const packed = bucket.at[k]!;
      const way = ways[packed >>> 16]!;
      const sample = packed & 0xffff;
      const x = way.places[sample * 2]! * camera.zoom + camera.x;
      const y = way.places[sample * 2 + 1]! * camera.zoom + camera.y;
      if (way.upright[sample]) ctx.fillRect(x - thick / 2, y - long / 2, thick, long);
      else ctx.fillRect(x - long / 2, y - thick / 2, long, thick);
    }
  });
}

/** The connection whose bar is at a point of the screen, or −1. */
export function barAt(pen: Pen, flow: Flow, part: number, x: number, y: number): number {
  for (let i = flow.connections - 1; i >= 0; i--) {
    const sample = sampleAt(flow, i, part);
    if (sample < 0) continue;
    const way = flow.ways[flow.wayOf[i]!]!;
    if (Math.abs(pen.x(way.places[sample * 2]!) - x) <= 8 && Math.abs(pen.y(way.places[sample * 2 + 1]!) - y) <= 8)
      return i;
  }
  return -1;
}
