import { awkFunctions, formatted } from './awkFunctions.ts';
import { type AwkState, Input, isTrue, type Make, numberOf, order, place, type Run, textOf } from './AwkState.ts';
import { tokensOf, Unknown, WORDS } from './awkTokens.ts';
import { COMPARE } from './comparisons.ts';

export interface Rule {
  when: 'BEGIN' | 'END' | ((state: AwkState) => boolean);
  act: Run;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/' };

/** Binary operators, the loosest first; `''` is concatenation, which has no sign. */
const BINARY = [['||'], ['&&'], ['~', '!~'], ['<', '<=', '==', '!=', '>', '>='], [''], ['+', '-'], ['*', '/', '%']];
const BEGINS_VALUE = /^[\w".$(]/;

const calculate: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

/** Reads rules: `PATTERN { … }`, BEGIN and END, with assignments, arrays, `if`, `for`, `while`, `print`, `printf`. */
export class AwkReader {
  readonly #tokens: string[];
  #at = 0;
  /** In a list to print, `>` would write to a file. */
  #prints = false;

  constructor(source: string) {
    this.#tokens = tokensOf(source);
  }

  rules(): Rule[] {
    const rules: Rule[] = [];
    for (;;) {
      while (this.#take(';'));
      if (this.#peek() === undefined) return rules;
      let when: Rule['when'] = () => true;
      if (this.#take('BEGIN')) when = 'BEGIN';
      else if (this.#take('END')) when = 'END';
      else if (this.#peek() !== '{') {
        const pattern = this.#value();
        when = (state) => isTrue(pattern(state));
      }
      const act = this.#peek() === '{' ? this.#statement() : (state: AwkState) => state.print(state.line.text);
      rules.push({ when, act });
    }
  }

  #peek = (): string | undefined => this.#tokens[this.#at];

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#at += 1;
    return true;
  }

  #need(wanted: string): void {
    if (!this.#take(wanted)) throw new Unknown(this.#tokens.slice(this.#at).join(' ') || 'the end');
  }

  #statement(): Run {
    if (this.#take('{')) {
      const all: Run[] = [];
      while (!this.#take('}')) if (!this.#take(';')) all.push(this.#statement());
      return (state) => all.forEach((one) => one(state));
    }
    if (this.#take('if')) return this.#if();
    if (this.#take('while')) {
      const test = this.#inside();
      return this.#loop(test, this.#statement());
    }
    if (this.#take('for')) return this.#for();
    const run = this.#simple();
    if (this.#peek() !== '}' && this.#peek() !== undefined) this.#need(';');
    return run;
  }

  #inside(): Make {
    const prints = this.#prints;
    this.#prints = false;
    this.#need('(');
    const value = this.#value();
    this.#need(')');
    this.#prints = prints;
    return value;
  }

  #if(): Run {
    const test = this.#inside();
    const yes = this.#statement();
    while (this.#peek() === ';' && this.#tokens[this.#at + 1] === 'else') this.#at += 1;
    const no = this.#take('else') ? this.#statement() : undefined;
    return (state) => (isTrue(test(state)) ? yes(state) : no?.(state));
  }

  #loop(test: Make, body: Run, step?: Run): Run {
    return (state) => {
      for (; isTrue(test(state)); step?.(state)) {
        state.tick();
        body(state);
      }
    };
  }

  #for(): Run {
    this.#need('(');
    if (this.#tokens[this.#at + 1] === 'in') {
      const [name = '', , array = ''] = this.#tokens.slice(this.#at, (this.#at += 3));
      this.#need(')');
      const body = this.#statement();
      return (state) => {
        // the body may take elements away, and make new ones
        const keys = [...state.array(array).keys()];
        for (const key of keys) {
          state.variables.set(name, new Input(key));
          body(state);
        }
      };
    }
    const first = this.#peek() === ';' ? undefined : this.#simple();
    this.#need(';');
    const test: Make = this.#peek() === ';' ? () => 1 : this.#value();
    this.#need(';');
    const step = this.#peek() === ')' ? undefined : this.#simple();
    this.#need(')');
    const loop = this.#loop(test, this.#statement(), step);
    return (state) => {
      first?.(state);
      loop(state);
    };
  }

  #simple(): Run {
    if (this.#take('next')) return (state) => state.leave('next');
    if (this.#take('exit')) {
      const code = this.#endsHere() ? undefined : this.#value();
      return (state) => state.leave('exit', code && numberOf(code(state)));
    }
    if (this.#take('delete')) {
      const name = this.#tokens[this.#at++] ?? '';
      if (!this.#take('[')) return (state) => state.array(name).clear();
      const key = this.#value();
      this.#need(']');
      return (state) => void state.array(name).delete(textOf(key(state)));
    }
    if (this.#take('print')) {
      const values = this.#list();
      return (state) =>
        state.print(
          values.length === 0 ? state.line.text : values.map((one) => textOf(one(state))).join(state.text('OFS')),
        );
    }
    if (this.#take('printf')) {
      const [format, ...values] = this.#list();
      if (!format) throw new Unknown('printf');
      return (state) =>
        state.write(
          formatted(
            textOf(format(state)),
            values.map((one) => one(state)),
          ),
        );
    }
    return this.#value();
  }

  #endsHere = (): boolean => [';', '}', undefined].includes(this.#peek());

  #list(): Make[] {
    const values: Make[] = [];
    if (this.#endsHere()) return values;
    this.#prints = true;
    do values.push(this.#value());
    while (this.#take(','));
    this.#prints = false;
    return values;
  }

  /** A value, with assignment and `? :`, which bind loosest. */
  #value(): Make {
    const from = this.#at;
    const left = this.#binary(0);
    const [, sign] = /^([-+*/%]?)=$/.exec(this.#peek() ?? '') ?? [];
    if (sign !== undefined) {
      const to = this.#placeAt(from);
      this.#at += 1;
      const right = this.#value();
      const combine = calculate[sign];
      return (state) => {
        const put = right(state);
        return to(state).set(combine ? combine(numberOf(to(state).get()), numberOf(put)) : put);
      };
    }
    if (!this.#take('?')) return left;
    const yes = this.#value();
    this.#need(':');
    const no = this.#value();
    return (state) => (isTrue(left(state)) ? yes(state) : no(state));
  }

  #binary(level: number): Make {
    const signs = BINARY[level];
    if (!signs) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const next = this.#peek() ?? '';
      if (signs[0] === '') {
        if (!BEGINS_VALUE.test(next) || WORDS.has(next)) return left;
        const [a, b] = [left, this.#binary(level + 1)];
        left = (state) => textOf(a(state)) + textOf(b(state));
        continue;
      }
      if (next === 'in' && level === 2) {
        this.#at += 1;
        const [key, name] = [left, this.#tokens[this.#at++] ?? ''];
        left = (state) => Number(state.array(name).has(textOf(key(state))));
        continue;
      }
      if (!signs.includes(next)) return left;
      if (next === '>' && this.#prints) throw new Unknown('> FILE');
      this.#at += 1;
      left = this.#joined(next, left, this.#binary(level + 1));
    }
  }

  #joined(sign: string, a: Make, b: Make): Make {
    const number = calculate[sign];
    if (number) return (state) => number(numberOf(a(state)), numberOf(b(state)));
    const holds = COMPARE[sign];
    if (holds) return (state) => Number(holds(order(a(state), b(state))));
    if (sign === '&&') return (state) => Number(isTrue(a(state)) && isTrue(b(state)));
    if (sign === '||') return (state) => Number(isTrue(a(state)) || isTrue(b(state)));
    const regex = patternOf(b);
    return (state) => Number(regex(state).test(textOf(a(state))) === (sign === '~'));
  }

  #unary(): Make {
    if (this.#take('!')) {
      const value = this.#unary();
      return (state) => Number(!isTrue(value(state)));
    }
    if (this.#take('-')) {
      const value = this.#unary();
      return (state) => -numberOf(value(state));
    }
    const sign = this.#peek();
    if (sign === '++' || sign === '--') {
      this.#at += 1;
      const from = this.#at;
      this.#atom();
      const to = this.#placeAt(from);
      return (state) => to(state).set(numberOf(to(state).get()) + (sign === '++' ? 1 : -1));
    }
    const from = this.#at;
    const value = this.#atom();
    const after = this.#peek();
    if (after !== '++' && after !== '--') return value;
    const to = this.#placeAt(from);
    this.#at += 1;
    return (state) => {
      const before = numberOf(to(state).get());
      to(state).set(before + (after === '++' ? 1 : -1));
      return before;
    };
  }

  /** What an assignment writes to: a variable, an element of an array, or a field. */
  #placeAt(
    from: number,
  ): (state: AwkState) => { get(): ReturnType<Make>; set(value: ReturnType<Make>): ReturnType<Make> } {
    const back = this.#at;
    this.#at = from;
    const field = this.#take('$');
    const index = field ? this.#atom() : undefined;
    const name = field ? '' : (this.#tokens[this.#at++] ?? '');
    const key = !field && this.#take('[') ? this.#value() : undefined;
    this.#at = back;
    if (!field && (!/^[A-Za-z_]\w*$/.test(name) || WORDS.has(name)))
      throw new Unknown(this.#tokens.slice(from).join(' '));
    return (state) => place(state, name, key && textOf(key(state)), index && numberOf(index(state)));
  }

  #atom(): Make {
    const from = this.#at;
    const token = this.#tokens[this.#at++];
    if (token === undefined || WORDS.has(token)) throw new Unknown(token ?? 'the end');
    if (token === '(') {
      this.#at = from;
      return this.#inside();
    }
    if (token.startsWith('"')) {
      const text = token.slice(1, -1).replace(/\\(.)/g, (whole, c: string) => ESCAPES[c] ?? whole);
      return () => text;
    }
    if (/^[\d.]/.test(token)) return () => Number(token);
    if (token.startsWith('/') && token.length > 1) {
      const regex = new RegExp(token.slice(1, -1).replaceAll('\\/', '/'));
      return Object.assign((state: AwkState) => Number(regex.test(state.line.text)), { regex });
    }
    if (token !== '$' && !/^[A-Za-z_]/.test(token)) throw new Unknown(this.#tokens.slice(from).join(' '));
    const call = token === '$' ? undefined : awkFunctions[token];
    if (call && Object.hasOwn(awkFunctions, token)) {
      const given: Make[] = [];
      if (this.#take('('))
        while (!this.#take(')')) {
          if (given.length > 0) this.#need(',');
          given.push(this.#value());
        }
      return (state) =>
        call(
          state,
          given.map((one) => patternIn(one) ?? one(state)),
        );
    }
    if (this.#peek() === '(' && token !== '$') throw new Unknown(`${token}()`);
    this.#at = from + 1;
    if (token === '$') this.#atom();
    else if (this.#take('[')) {
      this.#value();
      this.#need(']');
    }
    const to = this.#placeAt(from);
    return (state) => to(state).get();
  }
}

const patternIn = (make: Make): RegExp | undefined => (make as { regex?: RegExp }).regex;

function patternOf(make: Make): (state: AwkState) => RegExp {
  const regex = patternIn(make);
  return regex ? () => regex : (state) => new RegExp(textOf(make(state)));
}
