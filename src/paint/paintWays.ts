import { type ChanceLabel, chanceLabels } from '../scene/chanceLabels.ts';
import { pointAlong, type PacketFrame } from '../scene/packetAt.ts';
import type { Timeline } from '../scene/timeline.ts';
import type { Pen } from './Pen.ts';

interface Point {
  x: number;
  y: number;
}

export interface LineStyle {
  color: string;
  width: number;
  dash?: number[];
}

/** A line through the points with rounded corners. */
export function strokeLine(pen: Pen, points: readonly Point[], style: LineStyle): void {
  if (points.length < 2) return;
  const { ctx } = pen;
  const radius = 5 * pen.camera.zoom;
  ctx.strokeStyle = style.color;
  ctx.lineWidth = style.width;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.setLineDash(style.dash ?? []);
  ctx.beginPath();
  ctx.moveTo(pen.x(points[0]!.x), pen.y(points[0]!.y));
  for (let i = 1; i < points.length; i++) {
    const [x, y] = [pen.x(points[i]!.x), pen.y(points[i]!.y)];
    const next = points[i + 1];
    if (!next) ctx.lineTo(x, y);
    else ctx.arcTo(x, y, pen.x(next.x), pen.y(next.y), radius);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Ways not taken: dotted, with their chance. */
export function paintGhosts(pen: Pen, timeline: Timeline): void {
  for (const ghost of timeline.ghosts) {
    pen.ctx.globalAlpha = 0.8;
    strokeLine(pen, ghost.points, { color: pen.tokens.hue[ghost.network], width: 2, dash: [0.5, 6] });
    pen.ctx.globalAlpha = 1;
  }
}

/** The chances of the ways, where they are on the screen. */
export function chancesOnScreen(pen: Pen, timeline: Timeline): ChanceLabel[] {
  const place = ({ x, y }: Point): Point => ({ x: pen.x(x), y: pen.y(y) });
  const ghosts = timeline.ghosts.map(({ label, ...ghost }) => ({ ...ghost, ...place(label) }));
  const { chance, chanceLabel } = timeline;
  const network = timeline.way.legs.findLast((l) => !l.reply)?.network;
  const taken = chanceLabel && network ? { ...place(chanceLabel), chance, network, trace: -1 } : null;
  return chanceLabels(ghosts, taken, (text) => ({
    w: Math.max(pen.size(12) * 2.75, pen.widthOf(text, chanceStyle) + pen.size(12) * 0.7),
    h: pen.size(12) * 1.35,
  })).map((label) => ({ ...label, x: label.x > pen.width ? label.x : Math.min(label.x, pen.width - label.w / 2 - 2) }));
}

const chanceStyle = { weight: 600, align: 'center' } as const;

export function paintChances(pen: Pen, timeline: Timeline): void {
  for (const label of chancesOnScreen(pen, timeline)) pill(pen, label);
}

function pill(pen: Pen, { x, y, w, h, text, network, taken }: ChanceLabel): void {
  const { ctx, tokens } = pen;
  pen.box(x - w / 2, y - h / 2, w, h, h / 2);
  ctx.fillStyle = taken ? tokens.hue[network] : tokens.panel;
  ctx.fill();
  ctx.strokeStyle = tokens.hue[network];
  ctx.lineWidth = 1;
  if (!taken) ctx.setLineDash([2, 2]);
  ctx.stroke();
  ctx.setLineDash([]);
  const color = taken ? tokens.panel : tokens.hue[network];
  pen.text(text, x, y, { ...chanceStyle, color });
}

/** The way taken: a solid trail behind the packet, dashes before it. The way back shows once the reply has begun. */
export function paintTrail(pen: Pen, timeline: Timeline, frame: PacketFrame): void {
  const { hue } = pen.tokens;
  timeline.way.legs.forEach((leg, i) => {
    const color = hue[leg.network];
    if (i > frame.leg || (i === frame.leg && frame.stop !== null)) {
      if (leg.reply && !frame.reply) return;
      if (frame.shape === 'outline') return;
      strokeLine(
        pen,
        leg.stretches.flatMap((s) => s.points),
        { color, width: 2, dash: [7, 5] },
      );
      return;
    }
    leg.stretches.forEach((stretch, s) => {
      const style = { color, width: 2.5 };
      if (i < frame.leg || s < frame.stretch) strokeLine(pen, stretch.points, style);
      else if (s > frame.stretch) strokeLine(pen, stretch.points, { color, width: 2, dash: [7, 5] });
      else {
        const head = pointAlong(stretch.points, frame.progress);
        let length = 0;
        const behind: Point[] = [stretch.points[0]!];
        let total = 0;
        const pts = stretch.points;
        for (let p = 1; p < pts.length; p++)
          total += Math.abs(pts[p]!.x - pts[p - 1]!.x) + Math.abs(pts[p]!.y - pts[p - 1]!.y);
        const ahead: Point[] = [head];
        for (let p = 1; p < pts.length; p++) {
          length += Math.abs(pts[p]!.x - pts[p - 1]!.x) + Math.abs(pts[p]!.y - pts[p - 1]!.y);
          if (length <= total * frame.progress) behind.push(pts[p]!);
          else ahead.push(pts[p]!);
        }
        behind.push(head);
        strokeLine(pen, ahead, { color, width: 2, dash: [7, 5] });
        strokeLine(pen, behind, style);
      }
    });
  });
}

/** A badge with the numbers of the hops at one place: `3–5`. */
interface NumberBadge extends Point {
  text: string;
  w: number;
  h: number;
}

const numberStyle = { weight: 600, align: 'center' } as const;

/** The numbers of the hops so far, one badge a place, on the screen: on the upper edge, clear of the words below it. */
export function numbersOnScreen(pen: Pen, timeline: Timeline, frame: PacketFrame): NumberBadge[] {
  const places = new Map<string, { stop: number; hops: number[] }>();
  for (const hop of timeline.hops) {
    if (hop.index > frame.hop) break;
    const key = timeline.way.stops[hop.stop]!.key;
    const place = places.get(key);
    if (place) place.hops.push(hop.index + 1);
    else places.set(key, { stop: hop.stop, hops: [hop.index + 1] });
  }
  return [...places.values()].map(({ stop, hops }) => {
    const { rect, kind, column } = timeline.way.stops[stop]!;
    const text = ranges(hops);
    const h = pen.size(12) * 1.35;
    const w = Math.max(h, pen.widthOf(text, numberStyle) + pen.size(12) * 0.7);
    const x = pen.x((kind === 'plate' || kind === 'air') && column ? column.shelf.x + 16 : rect.x) - 5;
    const middle = kind === 'plate' ? pen.y(rect.y + rect.h) + 2 : pen.y(rect.y) - (kind === 'base' ? 1 : 2.5);
    return { text, x, y: middle - h / 2, w, h };
  });
}

export function paintNumbers(pen: Pen, timeline: Timeline, frame: PacketFrame): void {
  const { ctx, tokens } = pen;
  for (const { text, x, y, w, h } of numbersOnScreen(pen, timeline, frame)) {
    pen.box(x, y, w, h, h / 2);
    ctx.fillStyle = tokens.text;
    ctx.fill();
    pen.text(text, x + w / 2, y + h / 2, { ...numberStyle, color: tokens.bg });
  }
}

function ranges(numbers: number[]): string {
  const parts: [number, number][] = [];
  for (const n of numbers) {
    const last = parts.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else parts.push([n, n]);
  }
  return parts.map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(' · ');
}
