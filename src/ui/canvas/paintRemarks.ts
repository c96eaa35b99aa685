import type { Pen } from '../../paint/Pen.ts';
import type { Place } from './picks.ts';
import type { Pick } from '../../paint/topology.ts';

/** A few words at something that can be picked. */
export interface PlacedRemark extends Pick {
  text: string;
}

/** Outlines what differs and writes in what: in the hue of what changed, and in words. */
export function paintRemarks(pen: Pen, places: readonly Place[], remarks: readonly PlacedRemark[]): void {
  const texts = new Map(remarks.map(({ kind, key, text }) => [`${kind} ${key}`, text]));
  if (texts.size === 0) return;
  for (const { pick, rect } of places) {
    const text = texts.get(`${pick.kind} ${pick.key}`);
    if (text === undefined) continue;
    const { ctx, tokens } = pen;
    const [x, y, w, h] = [pen.x(rect.x), pen.y(rect.y), rect.w * pen.camera.zoom, rect.h * pen.camera.zoom];
    ctx.strokeStyle = tokens.changed;
    ctx.lineWidth = 3;
    pen.box(x - 1, y - 1, w + 2, h + 2, 7);
    ctx.stroke();
    const size = pen.size(12);
    const width = pen.widthOf(text, { weight: 600 }) + size * 0.8;
    const [left, top, height] = [x + w - width + 4, y - size, size * 1.45];
    ctx.fillStyle = tokens.changed;
    pen.box(left, top, width, height, 4);
    ctx.fill();
    pen.text(text, left + width / 2, top + height / 2, { weight: 600, align: 'center', color: tokens.changedText });
  }
}
