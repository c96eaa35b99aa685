import type { Scene } from '../scene/Scene.ts';
import type { Pen } from './Pen.ts';
import { boxesOf, dashes, lookOf, wiresOf } from './topology.ts';

/** Boxes and wires. */
export function paintShapes(pen: Pen, scene: Scene): void {
  const { ctx, tokens, camera } = pen;
  ctx.strokeStyle = tokens.hue.node;
  ctx.lineWidth = 2 * camera.zoom;
  ctx.lineCap = 'square';
  ctx.setLineDash([]);
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of wiresOf(scene)) {
    ctx.moveTo(pen.x(x1), pen.y(y1));
    ctx.lineTo(pen.x(x2), pen.y(y2));
  }
  ctx.stroke();
  ctx.lineCap = 'butt';
  for (const box of boxesOf(scene)) {
    const { fill, border, width, radius, line } = lookOf(box, tokens);
    const w = width * Math.max(1, camera.zoom);
    const inset = w / 2;
    const [x, y] = [Math.round(pen.x(box.rect.x)) + inset, Math.round(pen.y(box.rect.y)) + inset];
    pen.box(x, y, box.rect.w * camera.zoom - w, box.rect.h * camera.zoom - w, radius * camera.zoom);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.strokeStyle = border;
    ctx.lineWidth = w;
    ctx.setLineDash(dashes[line]);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}
