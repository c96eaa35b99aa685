import { isPlain } from '../../plain.ts';

/** A filter makes any number of values of one. */
export type Filter = (value: unknown) => unknown[];

/** What jq says of a value that a filter does not fit, without its prefix. */
export class Unfit extends Error {}

export const kindOf = (value: unknown): string =>
  value === null || value === undefined
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : typeof value === 'object'
        ? 'object'
        : typeof value;

/** A value as the errors of jq name it. */
export const described = (value: unknown): string => `${kindOf(value)} (${JSON.stringify(value ?? null)})`;

const ORDER = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rankOf = (value: unknown): number => ORDER.indexOf(typeof value === 'boolean' ? String(value) : kindOf(value));

export function compare(a: unknown, b: unknown): number {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (!isPlain(a) || !isPlain(b)) return 0;
  const [x, y] = [a, b].map((one) => Object.keys(one).sort()) as [string[], string[]];
  return (
    compareLists(x, y) ||
    compareLists(
      x.map((key) => a[key]),
      y.map((key) => b[key]),
    )
  );
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [i, one] of a.entries()) {
    const order = i < b.length ? compare(one, b[i]) : 1;
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

export const isTrue = (value: unknown): boolean => value !== null && value !== undefined && value !== false;

export function field(value: unknown, name: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof name === 'number' && Array.isArray(value)) return value.at(name) ?? null;
  if (typeof name === 'string' && isPlain(value)) return Object.hasOwn(value, name) ? value[name] : null;
  throw new Unfit(
    `Cannot index ${kindOf(value)} with ${typeof name === 'string' ? JSON.stringify(name) : kindOf(name)}`,
  );
}

export function iterate(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isPlain(value)) return Object.values(value);
  throw new Unfit(`Cannot iterate over ${kindOf(value)}`);
}

export function add(a: unknown, b: unknown): unknown {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (isPlain(a) && isPlain(b)) return { ...a, ...b };
  throw new Unfit(`${described(a)} and ${described(b)} cannot be added`);
}

/** An empty text has no parts in jq, and one of parts is its characters. */
export function split(text: string, by: string): string[] {
  if (text === '') return [];
  return by === '' ? [...text] : text.split(by);
}

const NUMBERS: Record<string, (a: number, b: number) => number> = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const DONE: Record<string, string> = { '-': 'subtracted', '*': 'multiplied', '/': 'divided' };

/** `+`, `-`, `*` and `/`. */
export function calculated(sign: string, a: unknown, b: unknown): unknown {
  if (sign === '+') return add(a, b);
  if (sign === '-' && Array.isArray(a) && Array.isArray(b))
    return a.filter((one) => !b.some((other) => compare(one, other) === 0));
  if (sign === '/' && typeof a === 'string' && typeof b === 'string') return split(a, b);
  const number = NUMBERS[sign];
  if (!number || typeof a !== 'number' || typeof b !== 'number')
    throw new Unfit(`${described(a)} and ${described(b)} cannot be ${DONE[sign]}`);
  if (sign === '/' && b === 0)
    throw new Unfit(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`);
  return number(a, b);
}

export function textIn(value: unknown): string {
  if (typeof value !== 'string') throw new Unfit(`${kindOf(value)} is not a string`);
  return value;
}

export const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

export function orNothing(filter: Filter, value: unknown): unknown[] {
  try {
    return filter(value);
  } catch (error) {
    if (error instanceof Unfit) return [];
    throw error;
  }
}

/** The items of a list by what a filter makes of them, in the order of that. */
export function groupsOf(value: unknown, by: Filter): unknown[][] {
  const sorted = iterate(value)
    .map((one) => ({ one, key: by(one) }))
    .sort((a, b) => compare(a.key, b.key));
  const groups: unknown[][] = [];
  for (const [i, { one, key }] of sorted.entries())
    if (i > 0 && compare(key, sorted[i - 1]?.key) === 0) groups.at(-1)?.push(one);
    else groups.push([one]);
  return groups;
}

export function contains(whole: unknown, part: unknown): boolean {
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
  if (Array.isArray(whole) && Array.isArray(part)) return part.every((one) => whole.some((own) => contains(own, one)));
  if (isPlain(whole) && isPlain(part))
    return Object.entries(part).every(([key, one]) => Object.hasOwn(whole, key) && contains(whole[key], one));
  if (kindOf(whole) !== kindOf(part))
    throw new Unfit(`${kindOf(whole)} and ${kindOf(part)} cannot have their containment checked`);
  return compare(whole, part) === 0;
}
