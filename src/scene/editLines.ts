/** The lines that an edit takes away, and those that it puts in their place. */
export function editLines(before: string, after: string): { out: string[]; put: string[] } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - start && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return { out: old.slice(start, old.length - tail), put: now.slice(start, now.length - tail) };
}
