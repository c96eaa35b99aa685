import { general } from './awkNumbers.ts';
import { CLASSES } from './grep.ts';

/** What is read from the input: a number where it looks like one, when it is compared (POSIX: awk, "numeric string"). */
export class Input {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = number | string | Input;

/** What nothing was assigned to: 0 and an empty text at once. An empty field is only the text. */
export const UNSET = new Input('');

const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;
const looksLikeNumber = (text: string): boolean => NUMBER.exec(text)?.[0].length === text.trimEnd().length;

/** Whether it is compared, and printed by `%c`, as a number. */
export const isNumber = (value: Value): boolean =>
  typeof value === 'number' || value === UNSET || (value instanceof Input && looksLikeNumber(value.text));

export const numberOf = (value: Value): number =>
  typeof value === 'number' ? value : Number(NUMBER.exec(value instanceof Input ? value.text : value)?.[0] ?? 0);

/** A number as awk writes it: whole ones whole, others with six digits (OFMT, `%.6g`). */
export function textOf(value: Value): string {
  if (value instanceof Input) return value.text;
  return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
    ? general(value, 6)
    : String(value);
}

export const isTrue = (value: Value): boolean => (isNumber(value) ? numberOf(value) !== 0 : textOf(value) !== '');

/** As numbers where both are, or look so and were read; else as texts. */
export function order(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) return numberOf(a) - numberOf(b);
  const [x, y] = [textOf(a), textOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** An extended regular expression, whose classes (`[[:digit:]]`) JavaScript has not. */
export const regexOf = (source: string): RegExp =>
  new RegExp(source.replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole));

export function splitFields(text: string, separator: string): string[] {
  if (separator === ' ') return text.trim() === '' ? [] : text.trim().split(/\s+/);
  if (text === '') return [];
  if (separator.length === 1) return text.split(separator);
  // split() gives the groups of the separator too
  const groups = (regexOf(`${separator}|`).exec('')?.length ?? 1) - 1;
  return text.split(regexOf(separator)).filter((_, i) => i % (groups + 1) === 0);
}
