/**
 * Lines of cells as columns, `padding` blanks apart, each as wide as its widest cell: what Go's tabwriter
 * does for kubectl (minwidth 6, tabwidth 4, padding 3, blanks). A last cell is never padded. `widths` are those of lines
 * before, which count too and take up these.
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  padding: number,
  minimum = 0,
  widths: number[] = [],
): string {
  for (const row of rows)
    row.forEach((cell, i) => {
      if (i < row.length - 1) widths[i] = Math.max(widths[i] ?? minimum, [...cell].length + padding);
    });
  return rows
    .map((row) => `${row.map((cell, i) => (i < row.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell)).join('')}\n`)
    .join('');
}
