import { AwkCursor } from './AwkCursor.ts';
import { awkFunctions } from './awkFunctions.ts';
import { type AwkState, elementPlace, fieldPlace, type Make, type Place, variablePlace } from './AwkState.ts';
import { Unknown, unescaped, variableNamed, WORDS } from './awkTokens.ts';
import { isTrue, numberOf, order, regexOf, textOf } from './awkValues.ts';
import { COMPARE } from './comparisons.ts';

/** Binary operators, the loosest first; `''` is concatenation, which has no sign. */
const BINARY = [['||'], ['&&'], ['~', '!~'], ['<', '<=', '==', '!=', '>', '>='], [''], ['+', '-'], ['*', '/', '%']];
const BEGINS_VALUE = /^[\w".$(]/;

const divisor = (b: number): number => {
  if (b === 0) throw new Error('division by zero');
  return b;
};

const calculate: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / divisor(b),
  '%': (a, b) => a % divisor(b),
};

/** A value that may be more: a pattern, or a place that an assignment writes to. */
type Read = Make & { regex?: RegExp; place?: (state: AwkState) => Place };

/** Reads the expressions of a program. */
export class AwkValueReader extends AwkCursor {
  /** In a list to print, `>` would write to a file. */
  #prints = false;
  readonly #kinds = new Map<string, 'array' | 'variable'>();

  /** Whether a name stands in what was read. */
  names = (name: string): boolean => this.#kinds.has(name);

  protected named(kind: 'array' | 'variable'): string {
    const name = variableNamed(this.next());
    if (Object.hasOwn(awkFunctions, name) || (this.#kinds.get(name) ?? kind) !== kind)
      throw new Unknown(`${name} as ${kind === 'array' ? 'an array' : 'a variable'}`);
    this.#kinds.set(name, kind);
    return name;
  }

  /** A value in parentheses. */
  protected inside(): Read {
    const prints = this.#prints;
    this.#prints = false;
    this.need('(');
    const value = this.value();
    this.need(')');
    this.#prints = prints;
    return value;
  }

  protected endsHere = (): boolean => [';', '}', undefined].includes(this.peek());

  /** What `print` and `printf` print. */
  protected list(): Make[] {
    const values: Make[] = [];
    if (this.endsHere()) return values;
    this.#prints = true;
    do values.push(this.value());
    while (this.take(','));
    this.#prints = false;
    return values;
  }

  /** A value, with assignment and `? :`, which bind loosest. */
  protected value(): Read {
    const left = this.#binary(0);
    const [, sign] = /^([-+*/%]?)=$/.exec(this.peek() ?? '') ?? [];
    if (sign !== undefined) {
      const to = left.place ?? this.refuse();
      this.next();
      const right = this.value();
      const combine = calculate[sign];
      return (state) => {
        const put = right(state);
        const at = to(state);
        return at.set(combine ? combine(numberOf(at.get()), numberOf(put)) : put);
      };
    }
    if (!this.take('?')) return left;
    const yes = this.value();
    this.need(':');
    const no = this.value();
    return (state) => (isTrue(left(state)) ? yes(state) : no(state));
  }

  #binary(level: number): Read {
    const signs = BINARY[level];
    if (!signs) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const next = this.peek() ?? '';
      if (signs[0] === '') {
        if (!BEGINS_VALUE.test(next) || WORDS.has(next)) return left;
        const [a, b] = [left, this.#binary(level + 1)];
        left = (state) => textOf(a(state)) + textOf(b(state));
        continue;
      }
      if (next === 'in' && level === 2) {
        this.next();
        const [key, name] = [left, this.named('array')];
        left = (state) => Number(state.array(name).has(textOf(key(state))));
        continue;
      }
      if (!signs.includes(next)) return left;
      if (next === '>' && this.#prints) throw new Unknown('> FILE');
      this.next();
      left = joined(next, left, this.#binary(level + 1));
    }
  }

  #unary(): Read {
    if (this.take('!')) {
      const value = this.#unary();
      return (state) => Number(!isTrue(value(state)));
    }
    if (this.take('-')) {
      const value = this.#unary();
      return (state) => -numberOf(value(state));
    }
    const before = this.#step();
    const value = this.#atom();
    const after = before ?? this.#step();
    if (after === undefined) return value;
    const to = value.place ?? this.refuse();
    return (state) => {
      const at = to(state);
      const was = numberOf(at.get());
      at.set(was + after);
      return before === undefined ? was : was + before;
    };
  }

  #step(): 1 | -1 | undefined {
    return this.take('++') ? 1 : this.take('--') ? -1 : undefined;
  }

  #atom(): Read {
    const token = this.peek();
    if (token === '(') return this.inside();
    if (token === '$' || /^[A-Za-z_]/.test(token ?? ''))
      return Object.hasOwn(awkFunctions, token ?? '') ? this.#call() : this.#place();
    this.next();
    if (token?.startsWith('"')) {
      const text = unescaped(token.slice(1, -1));
      return () => text;
    }
    if (token && /^\.?\d/.test(token)) return () => Number(token);
    if (token?.startsWith('/') && token.length > 1) {
      const regex = regexOf(token.slice(1, -1).replaceAll('\\/', '/'));
      return Object.assign((state: AwkState) => Number(regex.test(state.line.text)), { regex });
    }
    throw new Unknown(token ?? 'the end');
  }

  #call(): Read {
    const name = this.next() ?? '';
    if (name === 'length' && this.peek() === '(' && this.peek(2) === ')' && /^[A-Za-z_]\w*$/.test(this.peek(1) ?? ''))
      return this.#lengthOfName();
    const call = awkFunctions[name];
    const given: Make[] = [];
    if (this.take('('))
      while (!this.take(')')) {
        if (given.length > 0) this.need(',');
        given.push(this.value());
      }
    else if (name !== 'length') throw new Unknown(`${name} without ()`);
    return (state) =>
      call?.(
        state,
        given.map((one) => one(state)),
      ) ?? '';
  }

  /** `length(NAME)`, where only what runs knows whether the name is an array's. */
  #lengthOfName(): Read {
    this.need('(');
    const name = variableNamed(this.next());
    this.need(')');
    return (state) => (state.isArray(name) ? state.array(name).size : textOf(variablePlace(state, name).get()).length);
  }

  /** A field, an element of an array, or a variable. */
  #place(): Read {
    if (this.take('$')) {
      const index = this.#atom();
      return placed((state) => fieldPlace(state, numberOf(index(state))));
    }
    if (this.peek(1) === '(') throw new Unknown(`${this.peek()}()`);
    if (this.peek(1) !== '[') {
      const name = this.named('variable');
      return placed((state) => variablePlace(state, name));
    }
    const array = this.named('array');
    this.need('[');
    const key = this.value();
    this.need(']');
    return placed((state) => elementPlace(state, array, textOf(key(state))));
  }
}

const placed = (place: (state: AwkState) => Place): Read =>
  Object.assign((state: AwkState) => place(state).get(), { place });

function joined(sign: string, a: Read, b: Read): Read {
  const number = calculate[sign];
  if (number) return (state) => number(numberOf(a(state)), numberOf(b(state)));
  const holds = COMPARE[sign];
  if (holds) return (state) => Number(holds(order(a(state), b(state))));
  if (sign === '&&') return (state) => Number(isTrue(a(state)) && isTrue(b(state)));
  if (sign === '||') return (state) => Number(isTrue(a(state)) || isTrue(b(state)));
  const { regex } = b;
  return (state) => Number((regex ?? regexOf(textOf(b(state)))).test(textOf(a(state))) === (sign === '~'));
}
