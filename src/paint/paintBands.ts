import type { Network } from '../model/Address.ts';
import type { Scene } from '../scene/Scene.ts';
import type { Pen } from './Pen.ts';

/** Diagonal lines 6 px apart: the sky is drawn as what it is, an address space that is nowhere. */
function hatching({ ctx, tokens, width }: Pen, bottom: number): void {
  ctx.strokeStyle = tokens.hatch;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  // they leave the window to the left, and begin right of it
  for (let x = 0; x < width + bottom; x += 6 * Math.SQRT2) {
    ctx.moveTo(x, 0);
    ctx.lineTo(x - bottom, bottom);
  }
  ctx.stroke();
}

/** The three bands across the whole width, whatever is scrolled; without `ground` what is under the picture shows through. */
export function paintBands(pen: Pen, scene: Scene, ground = true): void {
  const { ctx, tokens } = pen;
  ctx.fillStyle = tokens.bg;
  if (ground) ctx.fillRect(0, 0, pen.width, pen.height);
  const [sky, storeys] = scene.bands;
  const skyEnd = pen.y(sky!.rect.y + sky!.rect.h);
  if (skyEnd > 0) hatching(pen, skyEnd);
  ctx.lineWidth = 1;
  ctx.strokeStyle = tokens.hue.cluster;
  ctx.globalAlpha = 0.7;
  ctx.setLineDash([4, 5]);
  line(pen, Math.round(skyEnd) + 0.5);
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = tokens.line;
  line(pen, Math.round(pen.y(storeys!.rect.y + storeys!.rect.h)) + 0.5);
}

function line({ ctx, width }: Pen, y: number): void {
  ctx.beginPath();
  ctx.moveTo(0, y);
  ctx.lineTo(width, y);
  ctx.stroke();
}

/**
 * The bands' names are the legend: they stay at the left edge while the columns scroll, so they are painted with what
 * moves. Of networks that are not lit they are faint.
 */
export function paintBandNames(pen: Pen, scene: Scene, lit: Network | null): void {
  const { tokens } = pen;
  const scrolled = scene.labels === 'gutter' && pen.x(scene.gutter) < 140;
  // A legend over the columns keeps its size: enlarged, it would hide them.
  const own = scrolled ? Math.max(1, pen.camera.zoom) : 1;
  const rise = (pen.size(12) / own) * 1.4;
  const room = scrolled ? Math.max(126, (170 * pen.camera.zoom) / own) : pen.x(scene.gutter) - 18;
  for (const band of scene.bands) {
    const hue = tokens.hue[band.network];
    const top = Math.max(pen.y(band.rect.y), 0);
    const bottom = pen.y(band.rect.y + band.rect.h);
    if (bottom - top < 24 || top > pen.height - 20) continue;
    pen.ctx.globalAlpha = lit && lit !== band.network ? 0.2 : 1;
    const cidrs = band.cidrs.slice(0, 2);
    if (scene.labels === 'heading') {
      const y = top + (scene.low ? 8 : 12);
      backing(
        pen,
        8,
        y - 9,
        12 + pen.widthOf(band.title, { weight: 600, size: 13 }) + pen.widthOf(cidrs.join(' '), { mono: true }),
        18,
      );
      const w = pen.text(band.title, 12, y, { weight: 600, size: 13, color: hue });
      const used = pen.text(cidrs.join(' '), 12 + w + 8, y, { mono: true, color: hue });
      pen.text(band.more, 12 + w + 8 + used + 10, y, { weight: 600, color: hue });
      continue;
    }
    const lines = [
      { text: band.title, style: { weight: 600 as const, size: 13 / own, color: hue }, skip: 0 },
      ...cidrs.map((text) => ({ text, style: { mono: true, size: 12 / own, color: hue }, skip: 0 })),
      ...band.note.map((text, i) => ({ text, style: { size: 12 / own, color: tokens.dim }, skip: i === 0 ? 3 : 0 })),
    ];
    if (band.more)
      lines.splice(1 + cidrs.length, 0, {
        text: band.more,
        style: { weight: 600, size: 12 / own, color: hue },
        skip: 3,
      });
    const start = top + (scene.compact ? 14 : 26) * Math.min(1, pen.camera.zoom);
    // all of the note, or none of it
    if (start + (lines.length - 1) * rise + 11 > bottom) lines.length -= band.note.length;
    if (scrolled)
      backing(
        pen,
        6,
        start - 10,
        Math.max(134, 16 + Math.max(...lines.map((l) => pen.widthOf(l.text, l.style)))),
        Math.min(lines.length * rise + 8, bottom - start),
      );
    let y = start;
    const limit = band.network === 'node' ? pen.y(scene.outsiders[0]!.rect.y) - 6 : bottom;
    // the wire that goes down to the client
    const [beside, above] = [pen.x(scene.wire.left), pen.y(scene.wire.y)];
    for (const { text, style, skip } of lines) {
      y += skip;
      const crossed = band.network === 'node' && y + 8 > above && 12 + pen.widthOf(text, style) > beside;
      if (y + 8 > limit || crossed) break;
      pen.text(text, 12, y, { ...style, max: room });
      y += rise;
    }
  }
  pen.ctx.globalAlpha = 1;
}

function backing(pen: Pen, x: number, y: number, w: number, h: number): void {
  const alpha = pen.ctx.globalAlpha;
  pen.ctx.globalAlpha = 0.88 * alpha;
  pen.ctx.fillStyle = pen.tokens.bg;
  pen.box(x, y, w, h, 4);
  pen.ctx.fill();
  pen.ctx.globalAlpha = alpha;
}
