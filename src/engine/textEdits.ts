import type { Fix } from '../model/Diagnostic.ts';

export type Edit = Fix['edits'][number];

export const insert = (at: number, text: string): Edit => ({ span: { start: at, end: at }, text });

export const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);

/** Into `{…}`: keys are quoted where the next one is. */
export function intoBraces(text: string, open: number, key: string, value: string): Edit {
  const next = /^\s*(\S?)/.exec(text.slice(open + 1))?.[1] ?? '';
  const name = next === '"' ? `"${key}"` : key;
  return insert(open + 1, `${name}: ${value}${next === '}' ? '' : ', '}`);
}

/** The text with all edits made. They do not overlap. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  let edited = text;
  for (const { span, text: replacement } of [...edits].sort((a, b) => b.span.start - a.span.start))
    edited = edited.slice(0, span.start) + replacement + edited.slice(span.end);
  return edited;
}
