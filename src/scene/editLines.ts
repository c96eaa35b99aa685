/** The lines that an edit takes away, and those that it puts in their place; lines in between that stay are in neither. */
export function editLines(before: string, after: string): { out: string[]; put: string[] } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - start && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const [out, put] = [old.slice(start, old.length - tail), now.slice(start, now.length - tail)];
  if (out.length !== put.length) return { out, put };
  return { out: out.filter((line, i) => line !== put[i]), put: put.filter((line, i) => line !== out[i]) };
}
