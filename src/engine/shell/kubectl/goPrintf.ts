import { printed } from '../../admit/unstructured.ts';
import { quote } from '../../parse/goQuote.ts';
import { goSyntax } from '../../parse/goSyntax.ts';
import { utf8 } from '../../utf8.ts';

/** A number that stands in a template, or that a function gave: Go has other types for them than for those of JSON. */
export class GoNumber {
  readonly value: number;
  readonly type: 'int' | 'float64' | 'complex128';

  constructor(value: number, type: 'int' | 'float64' | 'complex128') {
    this.value = value;
    this.type = type;
  }

  toString(): string {
    return this.type === 'complex128' ? `(0+${printed(this.value)}i)` : printed(this.value);
  }
}

/** What Go calls the type of a value that came as JSON. */
export function typeOf(value: unknown): string {
  if (value instanceof GoNumber) return value.type;
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'object' ? 'map[string]interface {}' : typeof value === 'boolean' ? 'bool' : typeof value;
}

interface Verb {
  letter: string;
  flags: string;
  width: number;
  precision: number | undefined;
}

/** Wider fields are a mistake, or meant to fill the memory. */
const MOST = 1000;

function padded(text: string, { flags, width }: Verb, isNumber = false): string {
  const size = Math.min(width, MOST);
  if (flags.includes('-')) return text.padEnd(size);
  if (!flags.includes('0')) return text.padStart(size);
  const sign = isNumber && /^[-+ ]/.test(text) ? text.slice(0, 1) : '';
  return sign + text.slice(sign.length).padStart(size - sign.length, '0');
}

const signed = (value: number, text: string, flags: string): string =>
  value < 0 ? `-${text}` : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;

const exponent = (text: string): string => text.replace(/e([-+])(\d)$/, 'e$10$2');

function whole(value: number, verb: Verb): string | undefined {
  const { letter, flags } = verb;
  const size = Math.abs(value);
  const sharp = flags.includes('#');
  const bases: Record<string, string> = {
    b: (sharp ? '0b' : '') + size.toString(2),
    d: String(size),
    o: (sharp ? '0' : '') + size.toString(8),
    O: `0o${size.toString(8)}`,
    v: String(size),
    x: (sharp ? '0x' : '') + size.toString(16),
    X: (sharp ? '0X' : '') + size.toString(16).toUpperCase(),
  };
  const digits = bases[letter];
  if (digits !== undefined) return padded(signed(value, digits.padStart(verb.precision ?? 0, '0'), flags), verb, true);
  const character = value >= 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '\uFFFD';
  if (letter === 'c') return padded(character, verb);
  if (letter === 'q') return padded(`'${quote(character).slice(1, -1).replace("'", "\\'").replace('\\"', '"')}'`, verb);
  if (letter === 'U') return padded(`U+${size.toString(16).toUpperCase().padStart(4, '0')}`, verb);
  return undefined;
}

function broken(value: number, verb: Verb): string | undefined {
  const size = Math.abs(value);
  const { letter, precision, flags } = verb;
  const shown: Record<string, () => string> = {
    e: () => exponent(size.toExponential(Math.min(precision ?? 6, MOST / 10))),
    f: () => size.toFixed(Math.min(precision ?? 6, MOST / 10)),
    g: () =>
      precision === undefined ? printed(size) : printed(Number(size.toPrecision(Math.min(precision || 1, 100)))),
  };
  const put = shown[letter === 'v' ? 'g' : letter.toLowerCase()];
  if (!put) return undefined;
  const text = /[EG]/.test(letter) ? put().toUpperCase() : put();
  return padded(signed(value, text, flags), verb, true);
}

const hex = (text: string): string =>
  [...utf8(text)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');

function worded(value: string, verb: Verb): string | undefined {
  const cut = verb.precision === undefined ? value : [...value].slice(0, verb.precision).join('');
  if (verb.letter === 's' || verb.letter === 'v') return padded(cut, verb);
  if (verb.letter === 'q') return padded(quote(cut), verb);
  if (verb.letter === 'x') return padded(hex(cut), verb);
  return verb.letter === 'X' ? padded(hex(cut).toUpperCase(), verb) : undefined;
}

/** One value; what is in lists and maps is put like a value alone. */
function put(value: unknown, verb: Verb): string {
  const { letter, flags } = verb;
  if (value === undefined || value === null) return letter === 'v' ? padded('<nil>', verb) : `%!${letter}(<nil>)`;
  if (letter === 'T') return padded(typeOf(value), verb);
  if (letter === 'v' && flags.includes('#')) return goSyntax(value instanceof GoNumber ? value.value : value, 'string');
  if (Array.isArray(value)) return `[${value.map((item) => put(item, verb)).join(' ')}]`;
  if (typeof value === 'object' && !(value instanceof GoNumber)) {
    const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `map[${pairs.map(([key, item]) => `${put(key, verb)}:${put(item, verb)}`).join(' ')}]`;
  }
  let text: string | undefined;
  if (typeof value === 'string') text = worded(value, verb);
  else if (value instanceof GoNumber)
    text = value.type === 'int' ? whole(value.value, verb) : broken(value.value, verb);
  else if (typeof value === 'number') text = Number.isInteger(value) ? whole(value, verb) : broken(value, verb);
  else if (/[tv]/.test(letter)) text = padded(String(value), verb);
  return text ?? `%!${letter}(${typeOf(value)}=${put(value, { ...verb, letter: 'v' })})`;
}

/** Go's fmt.Sprintf of what came as JSON. */
export function goPrintf(pattern: string, values: readonly unknown[]): string {
  let next = 0;
  const text = pattern.replaceAll(
    /%([-+# 0]*)(\d*)(\.\d*)?(.?)/gsu,
    (_, flags: string, width: string, precision: string | undefined, letter: string) => {
      if (letter === '') return '%!(NOVERB)';
      if (letter === '%') return '%';
      if (next >= values.length) return `%!${letter}(MISSING)`;
      const digits = precision === undefined ? undefined : Number(precision.slice(1));
      return put(values[next++], { letter, flags, width: Number(width), precision: digits });
    },
  );
  const plain: Verb = { letter: 'v', flags: '', width: 0, precision: undefined };
  const extra = values
    .slice(next)
    .map((value) => (value === undefined || value === null ? '<nil>' : `${typeOf(value)}=${put(value, plain)}`));
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(', ')})`;
}
