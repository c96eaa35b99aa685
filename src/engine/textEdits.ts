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
