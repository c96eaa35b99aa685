import { Input, numberOf, splitFields, textOf, UNSET, type Value } from './awkValues.ts';

export type Make = (state: AwkState) => Value;
export type Run = (state: AwkState) => unknown;

export interface AwkLine {
  text: string;
  fields: string[];
}

type Leaving = 'next' | 'exit' | 'break' | 'continue';

/** Thrown by the statements of these names. */
export class Leave {
  readonly how: Leaving;
  constructor(how: Leaving) {
    this.how = how;
  }
}

/** awk goes on for ever where a simulation may not. */
const MOST_TURNS = 100_000;
const MOST_FIELDS = 10_000;

/** A program that runs: its variables, and what it has printed. */
export class AwkState {
  line: AwkLine = { text: '', fields: [] };
  readonly variables = new Map<string, Value>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['NR', 0],
    ['FNR', 0],
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

  isArray = (name: string): boolean => this.#arrays.has(name);

  text = (name: string): string => textOf(this.variables.get(name) ?? '');

  /** The next line of the input. */
  read(text: string): void {
    this.setRecord(text);
    for (const name of ['NR', 'FNR']) this.variables.set(name, numberOf(this.variables.get(name) ?? 0) + 1);
  }

  setRecord(text: string): void {
    this.line = { text, fields: splitFields(text, this.text('FS')) };
  }

  /** What an assignment to `NF` does: the record is made anew of as many fields. */
  setFields(count: number): void {
    this.#resize(count);
    this.#join();
  }

  setField(index: number, text: string): void {
    this.#resize(Math.max(index, this.line.fields.length));
    this.line.fields[index - 1] = text;
    this.#join();
  }

  #resize(count: number): void {
    if (!(count >= 0 && count <= MOST_FIELDS)) throw new Error(`not simulated: a record of ${count} fields`);
    const { fields } = this.line;
    while (fields.length < count) fields.push('');
    fields.length = count;
  }

  #join(): void {
    // a long record costs more than a turn
    this.#spend(this.line.fields.length / 1000);
    this.line.text = this.line.fields.join(this.text('OFS'));
  }

  print(text: string): void {
    this.write(text + this.text('ORS'));
  }

  write(text: string): void {
    this.out += text;
  }

  #spend(turns: number): void {
    this.#turns += turns;
    if (this.#turns > MOST_TURNS) throw new Error(`stopped after ${MOST_TURNS} turns of its loops`);
  }

  /** One turn of a loop; whether it goes on after it. */
  turn(body: Run): boolean {
    this.#spend(1);
    try {
      body(this);
    } catch (error) {
      if (!(error instanceof Leave) || (error.how !== 'break' && error.how !== 'continue')) throw error;
      return error.how === 'continue';
    }
    return true;
  }

  leave(how: Leaving, code = this.exit): never {
    this.exit = code;
    throw new Leave(how);
  }
}

/** Where a name stands for a value. */
export interface Place {
  get(): Value;
  set(value: Value): Value;
}

/** `$INDEX` */
export function fieldPlace(state: AwkState, given: number): Place {
  const index = Math.trunc(given);
  if (index < 0) throw new Error(`attempt to access field ${index}`);
  return {
    get: () => new Input(index === 0 ? state.line.text : (state.line.fields[index - 1] ?? '')),
    set(value) {
      if (index === 0) state.setRecord(textOf(value));
      else state.setField(index, textOf(value));
      return value;
    },
  };
}

/** `ARRAY[KEY]`; to look at an element makes it. */
export function elementPlace(state: AwkState, array: string, key: string): Place {
  const elements = state.array(array);
  return {
    get() {
      const value = elements.get(key) ?? UNSET;
      elements.set(key, value);
      return value;
    },
    set(value) {
      elements.set(key, value);
      return value;
    },
  };
}

/** A variable, of which `NF` is what the record says. */
export function variablePlace(state: AwkState, name: string): Place {
  return {
    get: () => (name === 'NF' ? state.line.fields.length : (state.variables.get(name) ?? UNSET)),
    set(value) {
      if (name === 'NF') state.setFields(Math.trunc(numberOf(value)));
      else state.variables.set(name, value);
      return value;
    },
  };
}
