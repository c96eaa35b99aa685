/** What is read from the input: a number where it looks like one, when it is compared (POSIX: awk, "numeric string"). */
export class Input {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = number | string | Input;
export type Make = (state: AwkState) => Value;
export type Run = (state: AwkState) => unknown;

export interface AwkLine {
  text: string;
  fields: string[];
}

/** Thrown by `next` and `exit`. */
export class Leave {
  readonly how: 'next' | 'exit';
  constructor(how: 'next' | 'exit') {
    this.how = how;
  }
}

/** awk goes on for ever where a simulation may not. */
const MOST_TURNS = 100_000;

/** A program that runs: its variables, and what it has printed. */
export class AwkState {
  line: AwkLine = { text: '', fields: [] };
  readonly variables = new Map<string, Value>([
    ['OFS', ' '],
    ['ORS', '\n'],
    ['NR', 0],
  ]);
  readonly #arrays = new Map<string, Map<string, Value>>();
  out = '';
  exit = 0;
  #turns = 0;

  array(name: string): Map<string, Value> {
    const known = this.#arrays.get(name) ?? new Map<string, Value>();
    this.#arrays.set(name, known);
    return known;
  }

  text = (name: string): string => textOf(this.variables.get(name) ?? '');

  print(text: string): void {
    this.write(text + this.text('ORS'));
  }

  write(text: string): void {
    this.out += text;
  }

  tick(): void {
    this.#turns += 1;
    if (this.#turns > MOST_TURNS) throw new Error(`stopped after ${MOST_TURNS} turns of its loops`);
  }

  leave(how: 'next' | 'exit', code = 0): never {
    if (how === 'exit') this.exit = code;
    throw new Leave(how);
  }
}

const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;
const looksLikeNumber = (text: string): boolean => NUMBER.exec(text)?.[0].length === text.trimEnd().length;

export const numberOf = (value: Value): number =>
  typeof value === 'number' ? value : Number(NUMBER.exec(value instanceof Input ? value.text : value)?.[0] ?? 0);

/** A number as awk writes it: whole ones whole, others with six digits (OFMT, `%.6g`). */
export function textOf(value: Value): string {
  if (value instanceof Input) return value.text;
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);
}

export const isTrue = (value: Value): boolean =>
  value instanceof Input && !looksLikeNumber(value.text)
    ? value.text !== ''
    : typeof value === 'string'
      ? value !== ''
      : numberOf(value) !== 0;

/** As numbers where both are, or look so and were read; else as texts. */
export function order(a: Value, b: Value): number {
  const isNumber = (value: Value): boolean =>
    typeof value === 'number' || (value instanceof Input && (value.text === '' || looksLikeNumber(value.text)));
  if (isNumber(a) && isNumber(b)) return numberOf(a) - numberOf(b);
  const [x, y] = [textOf(a), textOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

export const splitFields = (text: string, separator: string): string[] => {
  if (separator === ' ') return text.trim() === '' ? [] : text.trim().split(/\s+/);
  if (text === '') return [];
  return text.split(separator.length === 1 ? separator : new RegExp(separator));
};

/** Where a name stands for a value: a field, an element of an array, or a variable. */
export function place(
  state: AwkState,
  name: string,
  key: string | undefined,
  field: number | undefined,
): { get(): Value; set(value: Value): Value } {
  const { line, variables } = state;
  if (field !== undefined)
    return {
      get: () => new Input(field === 0 ? line.text : (line.fields[field - 1] ?? '')),
      set(value) {
        if (field === 0) state.line = { text: textOf(value), fields: splitFields(textOf(value), state.text('FS')) };
        else {
          for (let i = line.fields.length; i < field; i++) line.fields.push('');
          line.fields[field - 1] = textOf(value);
          line.text = line.fields.join(state.text('OFS'));
        }
        return value;
      },
    };
  const known: Map<string, Value> = key === undefined ? variables : state.array(name);
  return {
    get() {
      if (key === undefined && name === 'NF') return line.fields.length;
      const value = known.get(key ?? name) ?? new Input('');
      // to look at an element makes it
      if (key !== undefined) known.set(key, value);
      return value;
    },
    set(value) {
      known.set(key ?? name, value);
      return value;
    },
  };
}
