import type { Dot, Rect } from './Scene.ts';

/** Distances from dot to dot, the largest first: at the smallest a dot is still something that a pointer hits. */
const STEPS = [16, 13, 10, 8] as const;
const GAP = 3;

export type Dotted = Omit<Dot, 'rect'>;

/** One small square for each object, row by row, as large as they fit the room; none when they do not fit. */
export function dotsIn(room: Rect, objects: readonly Dotted[]): Dot[] {
  for (const step of STEPS) {
    const across = Math.floor((room.w + GAP) / step);
    const rows = Math.floor((room.h + GAP) / step);
    if (across < 1 || objects.length > across * rows) continue;
    return objects.map((object, i) => ({
      ...object,
      rect: {
        x: room.x + (i % across) * step,
        y: room.y + Math.floor(i / across) * step,
        w: step - GAP,
        h: step - GAP,
      },
    }));
  }
  return [];
}
