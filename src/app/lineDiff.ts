import { diffArrays } from 'diff';

/** A line of two texts: in both, or in one; or a stretch that both have and that is left out. */
export type DiffLine =
  | { kind: 'same' | 'added' | 'removed'; text: string; a: number | null; b: number | null }
  | { kind: 'gap'; lines: number };

export interface LineDiff {
  lines: DiffLine[];
  added: number;
  removed: number;
}

/** Lines that stand around a change. */
const AROUND = 2;
/** Texts beyond these are not compared line by line: more than a reader can use, and than a frame has time for. */
export const MOST_LINES = 100_000;
const MOST_EDITS = 4000;
/** Milliseconds. */
const LONGEST = 250;

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** What is in B and not in A, and the other way round; null when the texts are too large, or have too little in common. */
export function lineDiff(a: string, b: string): LineDiff | null {
  const [before, after] = [linesOf(a), linesOf(b)];
  if (a === b) return { lines: before.length > 0 ? [{ kind: 'gap', lines: before.length }] : [], added: 0, removed: 0 };
  if (before.length + after.length > MOST_LINES) return null;
  const parts = diffArrays(before, after, { maxEditLength: MOST_EDITS, timeout: LONGEST });
  if (!parts) return null;
  const lines: Exclude<DiffLine, { kind: 'gap' }>[] = [];
  let [atA, atB] = [0, 0];
  for (const { value, added, removed } of parts)
    for (const text of value) {
      if (!added) atA += 1;
      if (!removed) atB += 1;
      const kind = added ? 'added' : removed ? 'removed' : 'same';
      lines.push({ kind, text, a: added ? null : atA, b: removed ? null : atB });
    }
  const count = (kind: DiffLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  return { lines: withGaps(lines), added: count('added'), removed: count('removed') };
}

/** Leaves out what is far from every change. */
function withGaps(lines: readonly Exclude<DiffLine, { kind: 'gap' }>[]): DiffLine[] {
  const near = new Set<number>();
  lines.forEach(({ kind }, i) => {
    if (kind === 'same') return;
    for (let at = i - AROUND; at <= i + AROUND; at++) near.add(at);
  });
  const shown: DiffLine[] = [];
  lines.forEach((line, i) => {
    const last = shown.at(-1);
    if (near.has(i)) shown.push(line);
    else if (last?.kind === 'gap') last.lines += 1;
    else shown.push({ kind: 'gap', lines: 1 });
  });
  return shown;
}
