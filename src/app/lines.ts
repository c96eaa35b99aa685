import type { Span } from '../model/Span.ts';

/** The number of the line, from 1, in which an offset stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** The line in which an offset stands, without indentation. */
export function lineTextAt(text: string, { start }: Span): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', start);
  return text.slice(from, to < 0 ? undefined : to).trim();
}
