/** Commands that are spelled nearly so: at most two edits away, or with this beginning (cobra: SuggestionsFor). */
export const suggestionsFor = (word: string, commands: readonly string[]): string[] =>
  commands.filter((c) => distance(word, c) <= 2 || c.startsWith(word.toLowerCase()));

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
