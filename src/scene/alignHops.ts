import type { Hop } from '../model/Trace.ts';

/** A row of two ways side by side: indices of hops; null where the other way has a hop more. */
export interface HopPair {
  a: number | null;
  b: number | null;
}

/** How much two hops are the same step of a way; 0 for those that are never set side by side. */
function likeness(a: Hop, b: Hop): number {
  if (a.at.kind !== b.at.kind || a.reply !== b.reply) return 0;
  if (a.hook !== b.hook) return a.at.name === b.at.name ? 1 : 0; // IPVS chooses at another hook
  return a.at.name === b.at.name ? 3 : 2;
}

/**
 * Sets two ways side by side, so that each row is the same step of both: the same kind of machine, hook and direction,
 * on the same machine where possible (the alignment of Needleman and Wunsch, with gaps for nothing).
 */
export function alignHops(a: readonly Hop[], b: readonly Hop[]): HopPair[] {
  const best = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const score = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const pair = (i: number, j: number): number => {
    const like = likeness(a[i]!, b[j]!);
    return like === 0 ? -1 : score(i + 1, j + 1) + like;
  };
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) best[i]![j] = Math.max(pair(i, j), score(i + 1, j), score(i, j + 1));
  const rows: HopPair[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (pair(i, j) === score(i, j)) rows.push({ a: i++, b: j++ });
    else if (score(i + 1, j) === score(i, j)) rows.push({ a: i++, b: null });
    else rows.push({ a: null, b: j++ });
  }
  while (i < a.length) rows.push({ a: i++, b: null });
  while (j < b.length) rows.push({ a: null, b: j++ });
  return rows;
}

/** How alike two ways are: the same machines, in the same order. */
export const likenessOf = (a: readonly Hop[], b: readonly Hop[]): number =>
  alignHops(a, b).reduce(
    (sum, row) => sum + (row.a !== null && row.b !== null ? likeness(a[row.a]!, b[row.b]!) : 0),
    0,
  );
