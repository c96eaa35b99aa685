import type { Outlined } from '../../model/Assist.ts';
import { type ParseMemo, parseText } from '../parse/parse.ts';
import { isPlain } from '../plain.ts';

const word = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1]?.replace(/^["']|["']$/g, '') ?? '';

const said = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The documents of a text by kind and name; of what cannot be read, what its lines say. */
export function outlineOf(text: string, memo?: ParseMemo): Outlined[] {
  return parseText(text, memo).documents.map(({ start, end, value, error, text: own }) => {
    const lead = /^(?:\s*(?:#.*)?\n|---.*\n)*/.exec(own)?.[0].length ?? 0;
    const span = { start: start + lead, end };
    if (!isPlain(value))
      return {
        span,
        kind: word(own, /^kind:[ \t]*(\S+)/m),
        name: word(own, /^metadata:[\s\S]*?\bname:[ \t]*([^\s,}]+)/m),
        namespace: '',
        broken: error !== undefined,
      };
    const metadata = isPlain(value['metadata']) ? value['metadata'] : {};
    return {
      span,
      kind: said(value['kind']),
      name: said(metadata['name']),
      namespace: said(metadata['namespace']),
      broken: error !== undefined,
    };
  });
}
