import type { Scene } from '../../scene/Scene.ts';
import type { MakeBoard } from './Board.ts';
import { type Camera, Pen } from './Pen.ts';
import { boxesOf, dashes, lookOf, wiresOf } from './topology.ts';

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function paintBoard(pen: Pen, scene: Scene): void {
  const { ctx, tokens, camera } = pen;
  pen.clear();
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

/**
 * The board of the embed, where Cytoscape would be more than half of all bytes: shapes on a canvas, the mouse drags the
 * picture, two fingers move and zoom it. The wheel and one finger stay with the page around the frame.
 */
export const plainBoard: MakeBoard = (host, tokens, options) => {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%';
  host.append(canvas);
  const pen = new Pen(canvas, tokens);
  let scene: Scene | null = null;
  const fingers = new Map<number, { x: number; y: number }>();
  const off = new AbortController();
  const { signal } = off;

  const setCamera = ({ zoom, x, y }: Camera): void => {
    pen.camera = { zoom: clamp(zoom, options.leastZoom, options.greatestZoom), x, y };
    options.onView();
  };
  const spread = (): { x: number; y: number; d: number } => {
    const [a, b = a] = [...fingers.values()];
    return { x: (a!.x + b!.x) / 2, y: (a!.y + b!.y) / 2, d: Math.max(1, Math.hypot(a!.x - b!.x, a!.y - b!.y)) };
  };
  host.addEventListener('pointerdown', (e) => fingers.set(e.pointerId, { x: e.offsetX, y: e.offsetY }), { signal });
  host.addEventListener(
    'pointermove',
    (e) => {
      if (!fingers.has(e.pointerId) || (e.pointerType === 'touch' && fingers.size < 2)) return;
      const before = spread();
      fingers.set(e.pointerId, { x: e.offsetX, y: e.offsetY });
      const after = spread();
      const { zoom, x, y } = pen.camera;
      const next = clamp((zoom * after.d) / before.d, options.leastZoom, options.greatestZoom);
      setCamera({
        zoom: next,
        x: after.x - ((before.x - x) * next) / zoom,
        y: after.y - ((before.y - y) * next) / zoom,
      });
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
    host.addEventListener(end, (e) => fingers.delete(e.pointerId), { signal });
  }
  return {
    camera: () => pen.camera,
    setCamera,
    show: (shown) => {
      scene = shown;
    },
    move: (moved) => {
      scene = moved;
    },
    restyle: (next) => {
      pen.tokens = next;
    },
    resize: (width, height, ratio) => pen.resize(width, height, ratio),
    paint: () => {
      if (scene) paintBoard(pen, scene);
    },
    layers: () => [canvas],
    destroy: () => {
      off.abort();
      canvas.remove();
    },
  };
};
