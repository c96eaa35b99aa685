// @ts-check
/**
 * A Markdown table; numbers stand on the right.
 * @param {string[]} heads
 * @param {(string | number)[][]} rows
 */
export function table(heads, rows) {
  const marks = heads.map((_, i) =>
    rows.length > 0 && rows.every((row) => typeof row[i] === 'number') ? '--:' : '---',
  );
  const shown = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  return [heads, marks, ...shown].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
