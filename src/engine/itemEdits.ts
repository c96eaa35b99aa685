import { aliasAbove, fieldEdits, flowText, valueAt, valueSpan } from './fieldEdits.ts';
import type { ParsedDocument } from './parse/ParsedDocument.ts';
import { columnOf, type Edit, insert } from './textEdits.ts';

/** Whether the items of a list are written elsewhere. */
const isAlias = (text: string, document: ParsedDocument, path: string): boolean =>
  aliasAbove(text, document, `${path}[0]`) !== undefined;

/** The edits after which a list has one item more, at its end. What stands in the text stays as it is written. */
export function appendItem(
  text: string,
  document: ParsedDocument,
  path: string,
  item: Record<string, unknown>,
): Edit[] {
  const list = valueAt(document, path);
  if (!Array.isArray(list) || list.length === 0) return fieldEdits(text, document, path, [item]);
  if (isAlias(text, document, path)) return fieldEdits(text, document, path, [...list, item]);
  const { start, end } = valueSpan(text, document.spanOf(path));
  if (text[start] === '[') {
    const json = text[document.spanOf('').start] === '{';
    const close = text.lastIndexOf(']', end);
    return close < start ? [] : [insert(close, `, ${flowText(item, json)}`)];
  }
  const first = document.spanOf(`${path}[0]`).start;
  const dash = text.lastIndexOf('-', first - 1);
  const last = document.spanOf(`${path}[${list.length - 1}]`).end;
  const at = endOfLine(text, last);
  const lines = Object.entries(item).map(([key, value]) => `${flowText(key)}: ${flowText(value)}`);
  const indent = ' '.repeat(columnOf(text, dash));
  return [insert(at, `${text[at - 1] === '\n' || at === 0 ? '' : '\n'}${indent}- ${lines.join(`\n${indent}  `)}\n`)];
}

/** Behind the line that a place is in; what ends at a line's beginning belongs to the line before. */
function endOfLine(text: string, at: number): number {
  const inside = text[at - 1] === '\n' ? at - 1 : at;
  const newline = text.indexOf('\n', inside);
  return newline < 0 ? text.length : newline + 1;
}

/** The edits after which an item of a list is gone; the last one leaves an empty list. */
export function removeItem(text: string, document: ParsedDocument, path: string, index: number): Edit[] {
  const list = valueAt(document, path);
  if (!Array.isArray(list) || index >= list.length) return [];
  if (list.length === 1) return fieldEdits(text, document, path, []);
  if (isAlias(text, document, path)) return fieldEdits(text, document, path, list.toSpliced(index, 1));
  const { start, end } = document.spanOf(`${path}[${index}]`);
  if (text[valueSpan(text, document.spanOf(path)).start] === '[') {
    const after = /^\s*,\s*/.exec(text.slice(end))?.[0];
    if (after !== undefined) return [{ span: { start, end: end + after.length }, text: '' }];
    const before = /,\s*$/.exec(text.slice(0, start))?.[0] ?? '';
    return [{ span: { start: start - before.length, end }, text: '' }];
  }
  const dash = text.lastIndexOf('-', start - 1);
  const from = dash - columnOf(text, dash);
  const to = endOfLine(text, end);
  // a list that begins on the line of something else keeps that line
  return text.slice(from, dash).trim() === '' ? [{ span: { start: from, end: to }, text: '' }] : [];
}
