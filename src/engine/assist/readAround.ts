import { parseText, type ParsedDocument, type ParseMemo } from '../parse/parse.ts';

/**
 * The documents of a text in which somebody types. The one at the cursor is often not whole: then it is read without
 * the line that is being typed, so that the rest of it counts.
 */
export function readAround(text: string, at: number, memo?: ParseMemo): ParsedDocument[] {
  const { documents } = parseText(text, memo);
  const here = documents.findIndex(({ start, end }) => at >= start && at <= end);
  const document = documents[here];
  if (document?.error === undefined) return documents;
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  const lineEnd = newline < 0 ? text.length : newline;
  const from = Math.max(lineStart, document.start);
  const to = Math.min(lineEnd, document.end);
  if (to <= from) return documents;
  const without = text.slice(document.start, from) + ' '.repeat(to - from) + text.slice(to, document.end);
  const [whole] = parseText(without).documents;
  if (!whole || whole.error !== undefined) return documents;
  return documents.with(here, whole.moved(here, document.start + whole.start));
}
