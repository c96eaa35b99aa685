/**
 * Text whose cells end with tabs, aligned as Go's text/tabwriter does it: a column is a run of lines that have such a
 * cell at that place, as wide as the widest of them and `padding` blanks.
 */
export function alignTabs(text: string, padding: number, minimum = 0): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths: number[][] = lines.map(() => []);
  block(lines, widths, 0, 0, lines.length, padding, minimum);
  return lines
    .map((cells, at) =>
      cells.map((cell, i) => (i < cells.length - 1 ? pad(cell, widths[at]?.[i] ?? 0) : cell)).join(''),
    )
    .join('\n');
}

const width = (cell: string): number => [...cell].length;

const pad = (cell: string, to: number): string => cell + ' '.repeat(Math.max(0, to - width(cell)));

/** The columns from `column` on of the lines from `from` to `to` (tabwriter.Writer.format). */
function block(
  lines: readonly string[][],
  widths: number[][],
  column: number,
  from: number,
  to: number,
  padding: number,
  minimum: number,
): void {
  const reaches = (at: number): boolean => column < (lines[at]?.length ?? 0) - 1;
  for (let start = from; start < to; start++) {
    if (!reaches(start)) continue;
    let end = start;
    let widest = minimum;
    for (; end < to && reaches(end); end++) widest = Math.max(widest, width(lines[end]?.[column] ?? '') + padding);
    for (let at = start; at < end; at++) widths[at]?.push(widest);
    block(lines, widths, column + 1, start, end, padding, minimum);
    start = end;
  }
}
