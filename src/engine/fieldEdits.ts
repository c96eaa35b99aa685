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
export function valueAt(document: Pick<ParsedDocument, 'value'>, path: string): unknown {
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

/** A value itself, behind its anchor and tag. */
const MARKS = /(?:[&!]\S*\s+)*/y;
export function valueSpan(text: string, { start, end }: Span): Span {
  MARKS.lastIndex = start;
  return { start: start + (MARKS.exec(text)?.[0].length ?? 0), end };
}

/** Where `*name` stands for a value that a path leads into; what `<<` brings in is written nowhere. */
export function aliasAbove(
  text: string,
  document: ParsedDocument,
  path: string,
): { path: string; span: Span } | undefined {
  for (let at = parentPath(path); at !== ''; at = parentPath(at)) {
    const span = document.spanOf(at);
    if (text[span.start] === '*') return { path: at, span };
  }
  return undefined;
}

/** A value with another one at a path below it, or without that. */
function withValue(whole: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(whole)) return whole.map((one, i) => (String(i) === key ? withValue(one, rest, value) : one));
  const { [key]: before, ...others } = isPlain(whole) ? whole : {};
  const next = withValue(before, rest, value);
  if (next === undefined) return others;
  return isPlain(whole) && Object.hasOwn(whole, key) ? { ...whole, [key]: next } : { ...others, [key]: next };
}

/** The keys from one path down to another. */
function keysBelow(above: string, path: string): string[] {
  const keys: string[] = [];
  for (let at = path; at !== above && at !== ''; at = parentPath(at)) keys.unshift(keyOf(at));
  return keys;
}

/**
 * An alias gives way to its value with a change in it: the anchor, and whoever else points to it, stay as they are.
 * undefined where a path leads into no alias.
 */
export function aliasEdit(
  text: string,
  document: ParsedDocument,
  path: string,
  change: (value: unknown, keys: readonly string[]) => unknown,
): Edit | undefined {
  const alias = aliasAbove(text, document, path);
  if (!alias) return undefined;
  return { span: alias.span, text: flowText(change(valueAt(document, alias.path), keysBelow(alias.path, path))) };
}

/** Behind `<<: *name` of the map itself, and not of one in it. */
function behindMerge(text: string, start: number, end: number): number | undefined {
  for (const { 0: merge, index } of text.slice(start, end).matchAll(/<<\s*:\s*\*[^\s,}]+/g)) {
    const at = start + index;
    const isOwn =
      text[start] === '{' ? !text.slice(start + 1, at).includes('{') : columnOf(text, at) === columnOf(text, start);
    if (isOwn) return at + merge.length;
  }
  return undefined;
}

/** Whether a field of a map comes from one that it is merged with (`<<: *name`), and is not written in it. */
function isMerged(document: ParsedDocument, path: string): boolean {
  const own = document.spanOf(path);
  const around = document.spanOf(parentPath(path));
  return own.start === around.start && own.end === around.end;
}

/** The lines that say what an object is. */
const HEAD = /^(?:(?:apiVersion|kind):.*\n)+/;

/**
 * The edits after which a field of a document has a value, or is gone when that is undefined: what is there is
 * replaced, what is missing is added to the nearest map around it. Everything else in the text stays.
 */
export function fieldEdits(text: string, document: ParsedDocument, path: string, value: unknown): Edit[] {
  const expanded = aliasEdit(text, document, path, (whole, keys) => withValue(whole, keys, value));
  if (expanded) return [expanded];
  const is = isMerged(document, path) ? undefined : valueAt(document, path);
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
  const { start, end } = valueSpan(text, document.spanOf(parent));
  if (is === null) {
    // where no value is written, the key stands for it
    const span = document.spanOf(path);
    const colon = /^ *:/.exec(text.slice(span.end))?.[0];
    const put = flowText(value, json);
    return [colon === undefined ? { span, text: put } : insert(span.end + colon.length, ` ${put}`)];
  }
  const entry = `${flowText(keyOf(path), json)}: ${flowText(value, json)}`;
  // what stands before a merge gives way to it (go-yaml 2: decode.go, mapping)
  const merged = behindMerge(text, start, end);
  if (merged !== undefined) {
    const between = text[start] === '{' ? ', ' : `\n${' '.repeat(columnOf(text, start))}`;
    return [insert(merged, `${between}${entry}`)];
  }
  if (text[start] === '{') {
    const empty = /^\{\s*\}/.test(text.slice(start, end));
    return [insert(start + 1, empty ? entry : `${entry}, `)];
  }
  // a manifest begins with what it is
  const head = parent === '' ? HEAD.exec(text.slice(start, end))?.[0] : undefined;
  if (head !== undefined) return [insert(start + head.length, `${entry}\n`)];
  return [insert(start, `${entry}\n${' '.repeat(columnOf(text, start))}`)];
}

/** A map or list of lines gives way to one in a single line, which has to stand behind its key. */
function replacement(text: string, whole: Span, is: unknown, put: string): Edit {
  const span = valueSpan(text, whole);
  if (span.start > whole.start && typeof is === 'object') {
    const isBlock = text[span.start] !== '{' && text[span.start] !== '[';
    const end = isBlock ? text.slice(0, span.end).trimEnd().length : span.end;
    return { span: { start: text.slice(0, span.start).trimEnd().length, end }, text: ` ${put}` };
  }
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
  const around = valueSpan(text, document.spanOf(parent));
  if (keys.length === 1) return parent === '' ? [] : [{ span: around, text: '{}' }];
  const { start, end } = document.spanOf(path);
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
