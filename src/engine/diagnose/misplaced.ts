import type { Fix } from '../../model/Diagnostic.ts';
import { clone } from '../admit/clone.ts';
import { fieldEdits, keySpan, valueAt } from '../fieldEdits.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { namesOf, parentPath } from '../parse/spans.ts';
import { isPlain, type Plain, sameJson } from '../plain.ts';
import { columnOf, type Edit, insert } from '../textEdits.ts';
import { afterEdits } from './afterEdits.ts';

/** A place in an item: of which one, nobody has said. */
const inList = (path: string): boolean => /\[\d*\]/.test(path);

/** An object with fields at other places: how the text is to read after a move. */
function moved(value: unknown, moves: readonly Move[]): unknown {
  const next = clone(value) as Plain;
  for (const { from, to } of moves) {
    const [source, target] = [namesOf(from), namesOf(to)];
    const [last = '', holder] = [
      source.pop(),
      source.reduce<unknown>((at, name) => (at as Plain)[name], next) as Plain,
    ];
    const taken = holder[last];
    delete holder[last];
    const name = target.pop() ?? '';
    let at = next;
    for (const key of target) at = (at[key] ??= {}) as Plain;
    at[name] = taken;
  }
  return next;
}

/** From the beginning of the key's line to the end of the last line of the value. */
function linesOf(text: string, document: ParsedDocument, path: string): { start: number; end: number } | undefined {
  const key = keySpan(text, document, path);
  if (!key) return undefined;
  const start = key.start - columnOf(text, key.start);
  const last = document.spanOf(path).end;
  const end = text.indexOf('\n', Math.max(key.end, last - 1));
  return text.slice(start, key.start).trim() === '' ? { start, end: end < 0 ? text.length : end } : undefined;
}

/** Every line of a part of the text further to the right, or to the left. */
function shift(text: string, { start, end }: { start: number; end: number }, by: number): Edit[] {
  const edits: Edit[] = [];
  for (let at = start; at < end; at = text.indexOf('\n', at) + 1 || end) {
    if (text[at] === '\n') continue;
    if (by > 0) edits.push(insert(at, ' '.repeat(by)));
    else edits.push({ span: { start: at, end: at - by }, text: '' });
  }
  return edits;
}

export interface Move {
  from: string;
  to: string;
}

/** Lines of a block moved by columns, below a key of their own where the place has none yet. */
function shifted(text: string, document: ParsedDocument, moves: readonly Move[]): Edit[] {
  const lines = moves.map(({ from }) => linesOf(text, document, from));
  const [first] = lines.toSorted((a, b) => (a?.start ?? 0) - (b?.start ?? 0));
  const [{ from, to } = { from: '', to: '' }] = moves;
  const key = keySpan(text, document, from);
  if (!first || !key) return [];
  const deeper = namesOf(to).length - namesOf(from).length;
  const left = columnOf(text, key.start);
  const by = deeper > 0 ? 2 * deeper : -left;
  const holder = parentPath(to);
  const edits = lines.flatMap((part) => (part ? shift(text, part, by) : []));
  const isNew = deeper > 0 && parentPath(holder) === parentPath(from) && valueAt(document, holder) === undefined;
  if (!isNew) return edits;
  const line = `${' '.repeat(left)}${holder.slice(holder.lastIndexOf('.') + 1)}:\n`;
  return edits.map((edit) => (edit.span.start === first.start ? { ...edit, text: `${line}${edit.text}` } : edit));
}

/** The same written anew: left out here and added there, or all of what is around both. */
function rewritten(text: string, document: ParsedDocument, moves: readonly Move[]): Edit[][] {
  const [{ from } = { from: '' }] = moves;
  const around = parentPath(from);
  const within = around !== '' && moves.every(({ to }) => to.startsWith(`${around}.`));
  const below = (path: string): string => path.slice(around.length).replace(/^\./, '');
  const inside = moves.map((one) => ({ from: below(one.from), to: below(one.to) }));
  return [
    moves.flatMap((one) => [
      ...fieldEdits(text, document, one.from, undefined),
      ...fieldEdits(text, document, one.to, valueAt(document, one.from)),
    ]),
    within ? fieldEdits(text, document, around, moved(valueAt(document, around), inside)) : [],
  ];
}

/** Nothing stands at a place, and what is around it are fields. */
function isFree(document: ParsedDocument, to: string): boolean {
  if (inList(to) || valueAt(document, to) !== undefined) return false;
  for (let at = parentPath(to); at !== ''; at = parentPath(at)) {
    const around = valueAt(document, at);
    if (around !== undefined && around !== null && !isPlain(around)) return false;
  }
  return true;
}

/**
 * The fix that puts a field in its place, with those that stand where it does and belong where it does: by its lines,
 * where they can be moved, so that what is written stays as it is; else written anew. Whichever it is, it reads as the
 * same object with the fields moved.
 */
export function placeFix(text: string, document: ParsedDocument, own: Move, together: readonly Move[]): Fix[] {
  const { value } = document;
  for (const moves of together.length > 1 ? [together, [own]] : [[own]]) {
    const fits = moves.every(({ from, to }) => !inList(from) && isFree(document, to));
    if (!fits || !isPlain(value)) continue;
    const as = moved(value, moves);
    const edits = [shifted(text, document, moves), ...rewritten(text, document, moves)].find(
      (some) => some.length > 0 && sameJson(afterEdits(document, some), as),
    );
    if (edits) return [{ title: ['moveField', own.to], edits }];
  }
  return [];
}
