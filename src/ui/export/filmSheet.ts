import type { FilmPainter } from '../../paint/FilmPainter.ts';
import type { Tokens } from '../../paint/Tokens.ts';
import { surface } from './surface.ts';

/** A film is no longer than this: what takes longer is played faster. */
const LONGEST = 20_000;
/** The last picture stays, in milliseconds. */
export const LAST = 1600;

interface FilmSheet {
  canvas: OffscreenCanvas;
  ctx: OffscreenCanvasRenderingContext2D;
  /** How many pictures the film has. */
  pictures: number;
  /** Paints one of them, from 0. */
  paint(picture: number): void;
}

/**
 * A canvas on which the pictures of a film are painted, every `step` milliseconds from the connection's start to its end.
 * What stands still is painted once.
 */
export function filmSheet(
  film: FilmPainter,
  tokens: Tokens,
  size: { width: number; height: number },
  step: number,
): FilmSheet {
  const ratio = Math.min(size.width / film.scene.width, size.height / film.scene.height);
  const still = surface(1, 1).canvas;
  film.paintStill(film.pen(still, tokens, ratio));
  const motion = surface(1, 1).canvas;
  const pen = film.pen(motion, tokens, ratio);
  const { canvas, ctx } = surface(size.width, size.height);
  const [x, y] = [Math.round((size.width - still.width) / 2), Math.round((size.height - still.height) / 2)];
  const speed = Math.max(1, film.duration / LONGEST);
  return {
    canvas,
    ctx,
    pictures: Math.max(1, Math.ceil(film.duration / speed / step) + 1),
    paint(picture) {
      pen.clear();
      film.paintMotion(pen, Math.min(film.duration, picture * step * speed));
      ctx.fillStyle = tokens.bg;
      ctx.fillRect(0, 0, size.width, size.height);
      ctx.drawImage(still, x, y);
      ctx.drawImage(motion, x, y);
    },
  };
}
