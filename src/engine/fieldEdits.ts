import type { Span } from '../model/Span.ts';
import type { ParsedDocument } from './parse/ParsedDocument.ts';
import { parentPath } from './parse/spans.ts';
import { isPlain } from './plain.ts';
import { columnOf, type Edit, insert } from './textEdits.ts';

const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `spec.selector` + `app.kubernetes.io/name`, as the spans of a document write it. */
export const fieldOf = (path: string, key: string): string =>
  !FIELD_NAME.test(key) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

/** The last part of a path, as a key or an index. */
const keyOf = (path: string): string =>
  path.endsWith(']') ? path.slice(path.lastIndexOf('[') + 1, -1) : path.slice(path.lastIndexOf('.') + 1);

/** What a document has at a path; undefined where it has nothing. */
export function valueAt(document: ParsedDocument, path: string): unknown {
  if (path === '') return document.value;
  const parent = valueAt(document, parentPath(path));
  if (Array.isArray(parent)) return parent[Number(keyOf(path))];
  return isPlain(parent) && Object.hasOwn(parent, keyOf(path)) ? parent[keyOf(path)] : undefined;
}

/** A plain scalar where YAML reads it back as the same text, else in quotes; maps and lists in one line. */
export const flowText = (value: unknown, json = false): string => {
  if (json) return JSON.stringify(value);
  if (typeof value === 'string')
    return /^[A-Za-z][\w./-]*$/.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => flowText(one, json)).join(', ')}]`;
  if (!isPlain(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, one]) => `${flowText(key, json)}: ${flowText(one, json)}`)
    .join(', ')}}`;
};

/** Plain words that YAML 1.1 does not read as text. */
const WORDS = /^(y|yes|n|no|true|false|on|off|null|nan|inf)$/i;

/**
 * The edits after which a field of a document has a value, or is gone when that is undefined: what is there is
 * replaced, what is missing is added to the nearest map around it. Everything else in the text stays.
 */
export function fieldEdits(text: string, document: ParsedDocument, path: string, value: unknown): Edit[] {
  const is = valueAt(document, path);
  if (value === undefined) return is === undefined ? [] : removal(text, document, path);
  const json = text[document.spanOf('').start] === '{' && /^\{\s*"/.test(text.slice(document.spanOf('').start));
  if (is !== undefined && is !== null) return [replacement(text, document.spanOf(path), is, flowText(value, json))];
  const parent = parentPath(path);
  const holder = valueAt(document, parent);
  if (holder === undefined || holder === null) {
    // a map that is not there yet, with the one field in it
    if (parent === '' || keyOf(path).match(/^\d+$/)) return [];
    return holder === null ? [] : fieldEdits(text, document, parent, { [keyOf(path)]: value });
  }
  if (!isPlain(holder)) return [];
  const { start, end } = document.spanOf(parent);
  if (is === null) return [{ span: document.spanOf(path), text: ` ${flowText(value, json)}` }];
  const entry = `${flowText(keyOf(path), json)}: ${flowText(value, json)}`;
  if (text[start] === '{') {
    const empty = /^\{\s*\}/.test(text.slice(start, end));
    return [insert(start + 1, empty ? entry : `${entry}, `)];
  }
  return [insert(start, `${entry}\n${' '.repeat(columnOf(text, start))}`)];
}

/** A map or list of lines gives way to one in a single line, which has to stand behind its key. */
function replacement(text: string, span: Span, is: unknown, put: string): Edit {
  const lines = typeof is === 'object' && text[span.start] !== '{' && text[span.start] !== '[';
  const gap = lines ? /:(\s+)$/.exec(text.slice(Math.max(0, span.start - 200), span.start))?.[1] : undefined;
  return gap === undefined
    ? { span, text: put }
    : { span: { start: span.start - gap.length, end: span.end }, text: ` ${put}` };
}

/** Takes a key and its value away; the last of its map leaves an empty one. */
function removal(text: string, document: ParsedDocument, path: string): Edit[] {
  const parent = parentPath(path);
  const holder = valueAt(document, parent);
  if (!isPlain(holder) || (path.endsWith(']') && Array.isArray(holder))) return [];
  const keys = Object.keys(holder);
  if (keys.length === 1) return parent === '' ? [] : [{ span: document.spanOf(parent), text: '{}' }];
  const { start, end } = document.spanOf(path);
  const around = document.spanOf(parent);
  const key = keyStart(text, keyOf(path), around.start, start);
  if (key === undefined) return [];
  if (text[around.start] === '{') {
    const after = /^\s*,\s*/.exec(text.slice(end, around.end))?.[0];
    if (after !== undefined) return [{ span: { start: key, end: end + after.length }, text: '' }];
    const before = /,\s*$/.exec(text.slice(around.start, key))?.[0] ?? '';
    return [{ span: { start: key - before.length, end }, text: '' }];
  }
  // the whole lines of the entry, with the comment behind it
  const lineEnd = text.indexOf('\n', Math.max(end - 1, start));
  const to = lineEnd < 0 ? text.length : lineEnd + 1;
  const column = columnOf(text, key);
  const lead = text.slice(key - column, key);
  // the first key of a list's item stands behind its dash, and the next key takes its place
  if (lead.trim() !== '') {
    const next = /^\s*/.exec(text.slice(to))?.[0] ?? '';
    return [{ span: { start: key, end: to + next.length }, text: '' }];
  }
  return [{ span: { start: key - column, end: to }, text: '' }];
}

/** The key of a field as it is written, with its quotes; undefined where it cannot be found. */
export function keySpan(text: string, document: ParsedDocument, field: string): Span | undefined {
  const key = keyOf(field);
  const start = keyStart(text, key, document.spanOf(parentPath(field)).start, document.spanOf(field).start);
  if (start === undefined) return undefined;
  const quoted = text[start] === '"' || text[start] === "'" ? 2 : 0;
  return { start, end: start + key.length + quoted };
}

/** Where the key of a value begins: the last place before it where the key stands, plain or quoted. */
function keyStart(text: string, key: string, from: number, to: number): number | undefined {
  for (const written of [key, `"${key}"`, `'${key}'`]) {
    const at = text.slice(from, to).lastIndexOf(`${written}:`);
    const before = text[from + at - 1] ?? '\n';
    if (at >= 0 && (at === 0 || /[\s{,]/.test(before))) return from + at;
    const spaced = new RegExp(`(^|[\\s{,])${written.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*:\\s*$`).exec(
      text.slice(from, to),
    );
    if (spaced) return from + spaced.index + (spaced[1]?.length ?? 0);
  }
  return undefined;
}
