import type { HopPair } from './alignHops.ts';
import { hopsOf, type Marks } from './playback.ts';

/** How long a hop takes until its rest, and as a whole, in milliseconds at 1×. */
const spanOf = (marks: Marks, hop: number | null): { rest: number; length: number } => {
  if (hop === null) return { rest: 0, length: 0 };
  const [start = 0, end = start] = [marks.starts[hop], marks.starts[hop + 1]];
  return { rest: (marks.rests[hop] ?? start) - start, length: end - start };
};

/**
 * The film of two ways: a hop of it is a row of both. Whoever is quicker waits for the other, at the rest of the row and
 * at its end: what is the same happens at the same moment.
 */
export function rowMarks(rows: readonly HopPair[], a: Marks, b: Marks): Marks {
  const starts = [0];
  const rests: number[] = [];
  let time = 0;
  for (const row of rows) {
    const [one, other] = [spanOf(a, row.a), spanOf(b, row.b)];
    const rest = Math.max(one.rest, other.rest);
    rests.push(time + rest);
    time += rest + Math.max(one.length - one.rest, other.length - other.rest);
    starts.push(time);
  }
  return { starts, rests, rules: rows.map(() => 0) };
}

/** Where one of the two ways stands while the film is at a position; at its end it waits. */
export function positionOf(
  rows: readonly HopPair[],
  film: Marks,
  side: 'a' | 'b',
  own: Marks,
  position: number,
): number {
  const row = Math.min(Math.floor(position), rows.length - 1);
  const hop = rows[row]?.[side] ?? null;
  if (hop === null || position >= rows.length)
    return waitingAt(rows, side, position >= rows.length ? rows.length : row, own);
  const [start = 0, end = start] = [film.starts[row], film.starts[row + 1]];
  const passed = (end - start) * (position - row);
  const rest = (film.rests[row] ?? start) - start;
  const mine = spanOf(own, hop);
  const at = passed <= rest ? Math.min(passed, mine.rest) : Math.min(mine.length, mine.rest + passed - rest);
  return mine.length > 0 ? hop + at / mine.length : hop;
}

/** After its last hop before a row: it has arrived at the next one, or at its end. */
function waitingAt(rows: readonly HopPair[], side: 'a' | 'b', row: number, own: Marks): number {
  const last = rows.slice(0, row).findLast((pair) => pair[side] !== null)?.[side] ?? null;
  return last === null ? 0 : Math.min(hopsOf(own), last + 1);
}

/** The row in which a hop of one of the ways stands. */
export const rowOf = (rows: readonly HopPair[], side: 'a' | 'b', hop: number): number =>
  Math.max(
    0,
    rows.findIndex((row) => row[side] === hop),
  );
