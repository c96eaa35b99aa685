/** How many single-character edits turn one text into another (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** The word that is nearest to another one, if it is near at all: less than such a part of it differs. */
export function nearest(word: string, words: Iterable<string>, part = 1 / 2): string | undefined {
  let best: { word: string; cost: number } | undefined;
  for (const one of words) {
    const cost = distance(word, one);
    if (cost <= Math.max(word.length, one.length) * part && (!best || cost < best.cost)) best = { word: one, cost };
  }
  return best?.word;
}

/** The word that was meant: the same one, or the nearest, in whatever letters. */
export function meant(word: string, words: readonly string[], part?: number): string | undefined {
  const small = words.map((one) => one.toLowerCase());
  const near = nearest(word.toLowerCase(), small, part);
  return near === undefined ? undefined : words[small.indexOf(near)];
}
