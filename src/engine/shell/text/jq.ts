import { type Command, fail } from '../Command.ts';
import { isPlain } from '../../plain.ts';
import { COMPARE } from './comparisons.ts';
import { inputOf } from './input.ts';

/** A filter makes any number of values of one. */
type Filter = (value: unknown) => unknown[];

/** What jq itself would read and this one does not. */
class Unknown extends Error {}

/** What jq says of a value that a filter does not fit, without its prefix. */
class Unfit extends Error {}

const TOKEN = /\s*(\.\.|==|!=|<=|>=|[.[\]{}()|,:?<>+]|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)/y;

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (source.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (!found?.[1]) throw new Unknown(source.slice(at).trim());
    tokens.push(found[1]);
    at = TOKEN.lastIndex;
  }
  return tokens;
}

const kindOf = (value: unknown): string =>
  value === null || value === undefined
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : typeof value === 'object'
        ? 'object'
        : typeof value;

const ORDER = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rankOf = (value: unknown): number => ORDER.indexOf(typeof value === 'boolean' ? String(value) : kindOf(value));

function compare(a: unknown, b: unknown): number {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [JSON.stringify(a ?? null), JSON.stringify(b ?? null)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const isTrue = (value: unknown): boolean => value !== null && value !== undefined && value !== false;

function field(value: unknown, name: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof name === 'number' && Array.isArray(value)) return value.at(name) ?? null;
  if (typeof name === 'string' && isPlain(value)) return Object.hasOwn(value, name) ? value[name] : null;
  throw new Unfit(
    `Cannot index ${kindOf(value)} with ${typeof name === 'string' ? JSON.stringify(name) : kindOf(name)}`,
  );
}

function iterate(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isPlain(value)) return Object.values(value);
  throw new Unfit(`Cannot iterate over ${kindOf(value)}`);
}

function add(a: unknown, b: unknown): unknown {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  throw new Unfit(`${kindOf(a)} and ${kindOf(b)} cannot be added`);
}

const FUNCTIONS: Record<string, Filter> = {
  length: (v) => [
    v === null ? 0 : typeof v === 'number' ? Math.abs(v) : typeof v === 'string' ? [...v].length : iterate(v).length,
  ],
  keys: (v) => [isPlain(v) ? Object.keys(v).sort() : iterate(v).map((_, i) => i)],
  not: (v) => [!isTrue(v)],
  empty: () => [],
  sort: (v) => [[...iterate(v)].sort(compare)],
  unique: (v) => [[...iterate(v)].sort(compare).filter((one, i, all) => i === 0 || compare(one, all[i - 1]) !== 0)],
  first: (v) => [field(v, 0)],
  last: (v) => [field(v, -1)],
  tostring: (v) => [typeof v === 'string' ? v : JSON.stringify(v)],
  add: (v) => [iterate(v).reduce(add, null)],
  null: () => [null],
  true: () => [true],
  false: () => [false],
};

/** Reads a filter: pipes, commas, comparisons, `+`, paths, `[…]`, `{…}`, `select`, `map`, `join`, `sort_by`. */
class Reader {
  readonly #tokens: string[];
  #at = 0;

  constructor(source: string) {
    this.#tokens = tokensOf(source);
  }

  whole(): Filter {
    if (this.#tokens.length === 0) return (value) => [value];
    const filter = this.#pipe();
    if (this.#at < this.#tokens.length) throw new Unknown(this.#tokens.slice(this.#at).join(' '));
    return filter;
  }

  #peek = (): string | undefined => this.#tokens[this.#at];

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#at += 1;
    return true;
  }

  #need(wanted: string): void {
    if (!this.#take(wanted)) throw new Unknown(this.#peek() ?? 'the end');
  }

  #pipe(): Filter {
    let filter = this.#comma();
    while (this.#take('|')) {
      const [left, right] = [filter, this.#comma()];
      filter = (value) => left(value).flatMap(right);
    }
    return filter;
  }

  #comma(): Filter {
    const all = [this.#logic()];
    while (this.#take(',')) all.push(this.#logic());
    return all.length === 1 ? (all[0] as Filter) : (value) => all.flatMap((one) => one(value));
  }

  #logic(): Filter {
    let filter = this.#comparison();
    for (let word = this.#peek(); word === 'and' || word === 'or'; word = this.#peek()) {
      this.#at += 1;
      const [left, right, both] = [filter, this.#comparison(), word === 'and'];
      filter = (v) => left(v).flatMap((a) => (isTrue(a) === both ? right(v).map(isTrue) : [!both]));
    }
    return filter;
  }

  #comparison(): Filter {
    const left = this.#sum();
    const holds = COMPARE[this.#peek() ?? ''];
    if (!holds) return left;
    this.#at += 1;
    const right = this.#sum();
    return (v) => right(v).flatMap((b) => left(v).map((a) => holds(compare(a, b))));
  }

  #sum(): Filter {
    let filter = this.#path();
    while (this.#take('+')) {
      const [left, right] = [filter, this.#path()];
      filter = (v) => right(v).flatMap((b) => left(v).map((a) => add(a, b)));
    }
    return filter;
  }

  #path(): Filter {
    let filter = this.#term();
    for (;;) {
      const before = filter;
      if (this.#peek() === '.' && /^[A-Za-z_"]/.test(this.#tokens[this.#at + 1] ?? '')) {
        this.#at += 1;
        const name = this.#name();
        filter = (v) => before(v).map((one) => field(one, name));
      } else if (this.#take('[')) {
        if (this.#take(']')) filter = (v) => before(v).flatMap(iterate);
        else {
          const index = this.#pipe();
          this.#need(']');
          filter = (v) => before(v).flatMap((one) => index(v).map((i) => field(one, i)));
        }
      } else if (this.#take('?')) {
        filter = (v) => {
          try {
            return before(v);
          } catch (error) {
            if (error instanceof Unfit) return [];
            throw error;
          }
        };
      } else return filter;
    }
  }

  #name(): string {
    const token = this.#tokens[this.#at++] ?? '';
    return token.startsWith('"') ? String(JSON.parse(token)) : token;
  }

  #term(): Filter {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Unknown('the end');
    if (token === '.') {
      if (!/^[A-Za-z_"]/.test(this.#peek() ?? '')) return (value) => [value];
      const name = this.#name();
      return (value) => [field(value, name)];
    }
    if (token === '(') return this.#closed(')');
    if (token === '[') {
      if (this.#take(']')) return () => [[]];
      const inside = this.#closed(']');
      return (value) => [inside(value)];
    }
    if (token === '{') return this.#object();
    if (token.startsWith('"')) {
      if (token.includes('\\(')) throw new Unknown(token);
      const text: unknown = JSON.parse(token);
      return () => [text];
    }
    if (/^-?\d/.test(token)) return () => [Number(token)];
    return this.#call(token);
  }

  #closed(end: string): Filter {
    const inside = this.#pipe();
    this.#need(end);
    return inside;
  }

  #object(): Filter {
    const entries: [string, Filter][] = [];
    while (!this.#take('}')) {
      if (entries.length > 0) this.#need(',');
      const name = this.#name();
      entries.push([name, this.#take(':') ? this.#logic() : (value) => [field(value, name)]]);
    }
    return (value) =>
      entries.reduce<Record<string, unknown>[]>(
        (made, [name, of]) => made.flatMap((one) => of(value).map((put) => ({ ...one, [name]: put }))),
        [{}],
      );
  }

  #call(name: string): Filter {
    if (!this.#take('(')) {
      const simple = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      if (!simple) throw new Unknown(name);
      return simple;
    }
    const inside = this.#closed(')');
    switch (name) {
      case 'select':
        return (v) => inside(v).flatMap((one) => (isTrue(one) ? [v] : []));
      case 'map':
        return (v) => [iterate(v).flatMap(inside)];
      case 'join':
        return (v) =>
          inside(v).map((by) =>
            iterate(v)
              .map((one) => (one === null ? '' : String(one)))
              .join(String(by)),
          );
      case 'sort_by':
        return (v) => [[...iterate(v)].sort((a, b) => compare(inside(a), inside(b)))];
      case 'has':
        return (v) => inside(v).map((key) => isPlain(v) && Object.hasOwn(v, String(key)));
      default:
        throw new Unknown(`${name}()`);
    }
  }
}

/** `jq [-r] [-c] FILTER`: paths, `[]`, pipes, `select`, `map`, `length` and the like. Others are refused. */
export const jq: Command = (context, args, stdin) => {
  const flags = new Set(args.filter((arg) => /^-[rc]+$/.test(arg)).flatMap((arg) => arg.slice(1).split('')));
  if (args.includes('--raw-output')) flags.add('r');
  if (args.includes('--compact-output')) flags.add('c');
  const words = args.filter((arg) => !/^-[rc]+$/.test(arg) && arg !== '--raw-output' && arg !== '--compact-output');
  const option = words.find((arg) => arg.startsWith('-') && arg !== '-');
  if (option !== undefined) return fail(`jq: option ${option} is not simulated\n`, 2);
  const [source, ...files] = words;
  if (source === undefined) return fail('Usage:\tjq [OPTIONS] FILTER [FILES...]\n', 2);
  let filter: Filter;
  try {
    filter = new Reader(source).whole();
  } catch (error) {
    if (!(error instanceof Unknown) && !(error instanceof SyntaxError)) throw error;
    return fail(`jq: not simulated: ${error.message}\n`, 3);
  }
  const { text, stderr } = inputOf(context, 'jq', files, stdin);
  if (stderr !== '' || text.trim() === '') return { stdout: '', stderr, exit: stderr === '' ? 0 : 2 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('jq: error: the input is not one JSON value (kubectl prints JSON with -o json)\n', 2);
  }
  try {
    const print = (one: unknown): string =>
      typeof one === 'string' && flags.has('r') ? one : JSON.stringify(one ?? null, null, flags.has('c') ? 0 : 2);
    return {
      stdout: filter(value)
        .map((one) => `${print(one)}\n`)
        .join(''),
      stderr: '',
      exit: 0,
    };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return fail(`jq: error (at <stdin>:0): ${error.message}\n`, 5);
  }
};
