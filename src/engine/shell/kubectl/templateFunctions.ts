import { fromBase64 } from '../../admit/config.ts';
import { printed } from '../../admit/unstructured.ts';
import { fromUtf8, utf8 } from '../../utf8.ts';
import { GoNumber, goPrintf, typeOf } from './goPrintf.ts';

// text/template/funcs.go

/** text/template: isTrue */
export const truth = (value: unknown): boolean =>
  value instanceof GoNumber
    ? value.value !== 0
    : Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object' && value !== null
        ? Object.keys(value).length > 0
        : Boolean(value);

/** A value as a template writes it: what there is not, and what is null, has words of its own. */
export const goText = (value: unknown): string =>
  value === undefined || value === null ? '<no value>' : sprint(value);

/** The same for a function, which gets Go's nil. */
export const sprint = (value: unknown): string =>
  value === undefined || value === null ? '<nil>' : value instanceof GoNumber ? String(value) : printed(value);

/** Why a function cannot do what it is called for. */
export class BadCall extends Error {}

/** A whole number of the template or of the data. */
const wholeOf = (value: unknown): number | undefined => {
  const number = value instanceof GoNumber && value.type === 'int' ? value.value : value;
  return Number.isInteger(number) ? (number as number) : undefined;
};

/** text/template: indexArg */
function placeIn({ length }: string | unknown[], key: unknown): number {
  const at = wholeOf(key);
  if (at === undefined)
    throw new BadCall(
      `cannot index slice/array with ${key === undefined || key === null ? 'nil' : `type ${typeOf(key)}`}`,
    );
  if (at < 0 || at > length) throw new BadCall(`index out of range: ${at}`);
  return at;
}

/** text/template: index, which takes the place behind the last element for one, and then panics. */
function elementOf(of: unknown, key: unknown, nth = 0): unknown {
  if (of === undefined || of === null) throw new BadCall(nth > 0 ? 'index of nil pointer' : 'index of untyped nil');
  if (Array.isArray(of)) {
    const at = placeIn(of, key);
    if (at === of.length) throw new BadCall('reflect: slice index out of range');
    return of[at];
  }
  if (typeof of === 'string') return of.charCodeAt(placeIn(of, key));
  if (typeof of !== 'object' || of instanceof GoNumber) throw new BadCall(`can't index item of type ${typeOf(of)}`);
  const type = key === undefined || key === null ? 'nil' : typeOf(key);
  if (typeof key !== 'string')
    throw new BadCall(
      type === 'nil' ? 'value is nil; should be of type string' : `value has type ${type}; should be string`,
    );
  return Object.hasOwn(of, key) ? (of as Record<string, unknown>)[key] : undefined;
}

/** text/template: length */
function lengthOf(value: unknown): number {
  if (value === undefined || value === null) throw new BadCall('reflect: call of reflect.Value.Type on zero Value');
  if (typeof value === 'string') return utf8(value).length;
  if (typeof value === 'object' && !(value instanceof GoNumber))
    return Array.isArray(value) ? value.length : Object.keys(value).length;
  throw new BadCall(`len of type ${typeOf(value)}`);
}

/** text/template: slice */
function partOf(value: unknown, ...ends: unknown[]): unknown {
  if (value === undefined || value === null) throw new BadCall('slice of untyped nil');
  if (ends.length > 3) throw new BadCall(`too many slice indexes: ${ends.length}`);
  if (typeof value !== 'string' && !Array.isArray(value))
    throw new BadCall(`can't slice item of type ${typeOf(value)}`);
  if (typeof value === 'string' && ends.length === 3) throw new BadCall('cannot 3-index slice a string');
  const [from = 0, to = value.length] = ends.map((end) => {
    const at = wholeOf(end);
    if (at === undefined) throw new BadCall(`cannot index slice/array with type ${typeOf(end)}`);
    if (at < 0 || at > value.length) throw new BadCall(`index out of range: ${at}`);
    return at;
  });
  if (from > to) throw new BadCall(`invalid slice index: ${from} > ${to}`);
  return value.slice(from, to);
}

/** text/template: basicKind */
const kindOf = (value: unknown): string => {
  if (value === undefined || value === null) return 'none';
  const type = typeOf(value);
  if (type === 'int' || type === 'int64') return 'int';
  return typeof value === 'object' && !(value instanceof GoNumber) ? 'other' : type;
};

const plain = (value: unknown): unknown => (value instanceof GoNumber ? value.value : value);

const incompatible = (value: unknown, other: unknown): BadCall =>
  new BadCall(`incompatible types for comparison: ${typeOf(value)} and ${typeOf(other)}`);

/** text/template: eq */
function isAnyOf(value?: unknown, ...others: unknown[]): boolean {
  if (others.length === 0) throw new BadCall('missing argument for comparison');
  return others.some((other) => {
    const kinds = [kindOf(value), kindOf(other)];
    if (kinds[0] === kinds[1]) {
      if (kinds[0] === 'other') throw new BadCall(`non-comparable type ${goText(other)}: ${typeOf(other)}`);
      return kinds[0] === 'none' || plain(value) === plain(other);
    }
    if (!kinds.includes('none')) throw incompatible(value, other);
    return false;
  });
}

/** text/template: lt */
function isLess(a: unknown, b: unknown): boolean {
  const kinds = [kindOf(a), kindOf(b)];
  if (kinds.some((kind) => kind === 'none' || kind === 'other')) throw new BadCall('invalid type for comparison');
  if (kinds[0] !== kinds[1]) throw incompatible(a, b);
  if (kinds[0] === 'bool') throw new BadCall('invalid type for comparison');
  return (plain(a) as string) < (plain(b) as string);
}

/**
 * What a template may call, and kubectl's own functions (cli-runtime: printers/template.go); but for `and` and `or`, which
 * stop where they know enough, and `call`.
 */
export const FUNCTIONS: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
  printf: (pattern, ...values) => goPrintf(String(pattern), values),
  // Sprint: a blank between two that are no texts
  print: (...values) =>
    values.reduce<string>((text, value, i) => {
      const isApart = i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string';
      return text + (isApart ? ' ' : '') + sprint(value);
    }, ''),
  println: (...values) => `${values.map(sprint).join(' ')}\n`,
  len: (value) => new GoNumber(lengthOf(value), 'int'),
  index: (value, ...keys) => keys.reduce<unknown>(elementOf, value),
  eq: isAnyOf,
  ne: (a, b) => !isAnyOf(a, b),
  lt: isLess,
  gt: (a, b) => !isLess(a, b) && !isAnyOf(a, b),
  le: (a, b) => isLess(a, b) || isAnyOf(a, b),
  ge: (a, b) => !isLess(a, b),
  not: (value) => !truth(value),
  slice: partOf,
  html: (...values) =>
    values
      .map(goText)
      .join('')
      .replace(/[<>&'"]/g, (letter) => HTML[letter] ?? letter),
  js: (...values) =>
    values
      .map(goText)
      .join('')
      .replace(/[\\'"<>&=]/g, (letter) => JS[letter] ?? `\\${letter}`),
  urlquery: (...values) =>
    encodeURIComponent(
      values
        .map(goText)
        .join('')
        .replaceAll(/\p{Surrogate}/gu, '\uFFFD'),
    )
      .replaceAll('%20', '+')
      .replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  // cli-runtime: printers/template.go
  exists: (value, ...keys) =>
    keys.every((key) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, String(key))) return false;
      value = (value as Record<string, unknown>)[String(key)];
      return true;
    }),
  base64decode: (given) => {
    const text = String(given);
    const wrong = illegalAt(text);
    if (wrong !== undefined) throw new BadCall(`base64 decode failed: illegal base64 data at input byte ${wrong}`);
    return fromUtf8(fromBase64(text.replaceAll(/[\r\n]/g, '')));
  },
};

const HTML: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&#34;' };
const JS: Record<string, string> = { '<': '\\u003C', '>': '\\u003E', '&': '\\u0026', '=': '\\u003D' };

/** Go: encoding/base64, decodeQuantum: which byte is none that belongs there. */
function illegalAt(text: string): number | undefined {
  let read = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (c === '\r' || c === '\n') continue;
    if (/[A-Za-z0-9+/]/.test(c)) {
      read = (read + 1) % 4;
      continue;
    }
    if (c !== '=' || read < 2) return at;
    const [, rest = ''] = /^[\r\n]*(.*?)[\r\n]*$/s.exec(text.slice(at + 1)) ?? [];
    if (read === 3) return rest === '' ? undefined : at + 1;
    if (rest === '') return text.length;
    return rest === '=' ? undefined : at + (rest.startsWith('=') ? 2 : 0);
  }
  return read === 0 ? undefined : text.length - read;
}

/** All functions, and how many values they take: so many, or that many at least. */
export const ARITY: Readonly<Record<string, { least: number; more?: true }>> = {
  and: { least: 1, more: true },
  base64decode: { least: 1 },
  call: { least: 1, more: true },
  eq: { least: 1, more: true },
  exists: { least: 1, more: true },
  ge: { least: 2 },
  gt: { least: 2 },
  html: { least: 0, more: true },
  index: { least: 1, more: true },
  js: { least: 0, more: true },
  le: { least: 2 },
  len: { least: 1 },
  lt: { least: 2 },
  ne: { least: 2 },
  not: { least: 1 },
  or: { least: 1, more: true },
  print: { least: 0, more: true },
  printf: { least: 1, more: true },
  println: { least: 0, more: true },
  slice: { least: 1, more: true },
  urlquery: { least: 0, more: true },
};

/** Those whose first value is a text, and nothing else. */
export const OF_TEXT = new Set(['base64decode', 'printf']);
