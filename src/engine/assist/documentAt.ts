import type { Span } from '../../model/Span.ts';
import { splitDocuments } from '../parse/splitDocuments.ts';

/** Whether a line of `---`, after that newline, ends what stands before it: a second one is the next document's first line. */
const cuts = (text: string, newline: number): boolean =>
  newline === 0 || !text.startsWith('---', text.lastIndexOf('\n', newline - 1) + 1);

/** The part of a text between two lines that cut it, which lies around a place. */
function between(text: string, at: number): [from: number, to: number] {
  let before = at > 0 ? text.lastIndexOf('\n---', at - 1) : -1;
  while (before >= 0 && !cuts(text, before)) before = text.lastIndexOf('\n---', before - 1);
  let after = text.indexOf('\n---', at);
  while (after >= 0 && !cuts(text, after)) after = text.indexOf('\n---', after + 1);
  const line = before < 0 ? -1 : text.indexOf('\n', before + 1);
  return [before < 0 ? 0 : line < 0 ? text.length : line + 1, after < 0 ? text.length : after + 1];
}

/**
 * The document around a place, as kubectl cuts the text. Behind a separator begins the next one. Of a text of thousands
 * of documents only what lies near is looked at: each key asks.
 */
export function documentAt(text: string, at: number): Span {
  const around = splitDocuments(text, ...between(text, at)).find(({ start, end }) => at >= start && at < end);
  if (around) return { start: around.start, end: around.end };
  const last = text.lastIndexOf('\n---', at);
  const line = last < 0 ? -1 : text.indexOf('\n', last + 1);
  if (last >= 0 && line >= 0 && line < at) return { start: line + 1, end: text.length };
  return last < 0 ? { start: 0, end: text.length } : { start: last + 1, end: text.length };
}
