/**
 * The one clock of the page. A position is a hop and a fraction of it: 3.25 is a quarter into the fourth hop.
 * So it keeps its meaning when the picture is laid out anew and its milliseconds change.
 */
export interface Marks {
  /** Milliseconds at 1× at which each hop begins, and the end: one more than there are hops. */
  starts: readonly number[];
  /** Where in each hop a step stops: the packet stands at the machine and what happened there has happened. */
  rests: readonly number[];
}

/** Milliseconds of a hop while no picture has said how long its way is. */
const PLAIN_HOP = 1000;

export const plainMarks = (hops: number): Marks => ({
  starts: Array.from({ length: hops + 1 }, (_, i) => i * PLAIN_HOP),
  rests: Array.from({ length: hops }, (_, i) => (i + 0.5) * PLAIN_HOP),
});

export const hopsOf = (marks: Marks): number => Math.max(0, marks.starts.length - 1);

/** The milliseconds of a position. */
export function timeAt(marks: Marks, position: number): number {
  const hops = hopsOf(marks);
  const at = Math.min(Math.max(0, position), hops);
  const hop = Math.min(Math.floor(at), Math.max(0, hops - 1));
  const [from = 0, to = from] = [marks.starts[hop], marks.starts[hop + 1]];
  return from + (to - from) * (at - hop);
}

/** The position of a time in milliseconds. */
export function positionAt(marks: Marks, time: number): number {
  const hops = hopsOf(marks);
  let hop = 0;
  while (hop + 1 < hops && time >= (marks.starts[hop + 1] ?? 0)) hop += 1;
  const [from = 0, to = from] = [marks.starts[hop], marks.starts[hop + 1]];
  return to > from ? Math.min(hops, hop + Math.max(0, time - from) / (to - from)) : hop;
}

/** The hop that a position shows; the end belongs to the last one. */
export const hopAt = (position: number, hops: number): number => Math.max(0, Math.min(Math.floor(position), hops - 1));

/** The position after `elapsed` milliseconds of play at a speed. */
export const advance = (marks: Marks, position: number, elapsed: number, speed: number): number =>
  positionAt(marks, timeAt(marks, position) + elapsed * speed);

/** The position at which a step to this hop stops. */
export function restOf(marks: Marks, hop: number): number {
  const at = Math.max(0, Math.min(hop, hopsOf(marks) - 1));
  return positionAt(marks, marks.rests[at] ?? 0);
}
