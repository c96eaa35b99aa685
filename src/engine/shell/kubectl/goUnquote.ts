import { C_ESCAPES } from '../cEscapes.ts';

const ESCAPED = /\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|.|$)/gsu;

/** Go's strconv.Unquote, which takes a text between any quotes; undefined where an escape means nothing. */
export function unquoted(value: string): string | undefined {
  const end = value[0] as string;
  if (value.length < 2 || value.at(-1) !== end) return undefined;
  const inside = value.slice(1, -1);
  if (end === '`') return inside.replaceAll('\r', '');
  let wrong = false;
  const text = inside.replaceAll(ESCAPED, (_, escape: string) => {
    if (/^[xuU]./.test(escape)) return String.fromCodePoint(Math.min(Number.parseInt(escape.slice(1), 16), 0x10ffff));
    if (/^[0-7]{3}$/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8) % 256);
    if (escape === end) return escape;
    wrong ||= !(escape in C_ESCAPES);
    return C_ESCAPES[escape] ?? '';
  });
  return wrong ? undefined : text;
}
