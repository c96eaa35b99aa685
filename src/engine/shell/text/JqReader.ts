import { COMPARE } from './comparisons.ts';
import { FUNCTIONS, WITH_FILTER } from './jqFunctions.ts';
import { endOfInsert, tokensOf, Unknown } from './jqTokens.ts';
import { asText, calculated, compare, field, type Filter, isTrue, iterate, orNothing, textIn } from './jqValues.ts';

/** Reads a filter: pipes, commas, comparisons, `+`, paths, `[…]`, `{…}`, `select`, `map`, `join`, `sort_by`. */
export class JqReader {
  readonly #tokens: string[];
  readonly #variables: ReadonlyMap<string, string>;
  #at = 0;

  constructor(source: string, variables: ReadonlyMap<string, string>) {
    this.#tokens = tokensOf(source);
    this.#variables = variables;
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
    const all = [this.#alternative()];
    while (this.#take(',')) all.push(this.#alternative());
    return all.length === 1 ? (all[0] as Filter) : (value) => all.flatMap((one) => one(value));
  }

  /** `a // b`: what a has that is neither null nor false, or b. */
  #alternative(): Filter {
    const left = this.#logic();
    if (!this.#take('//')) return left;
    const right = this.#alternative();
    return (v) => {
      const good = orNothing(left, v).filter(isTrue);
      return good.length > 0 ? good : right(v);
    };
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
    return this.#operators(['+', '-'], () => this.#operators(['*', '/'], () => this.#path()));
  }

  #operators(signs: readonly string[], operand: () => Filter): Filter {
    let filter = operand();
    for (let sign = this.#peek() ?? ''; signs.includes(sign); sign = this.#peek() ?? '') {
      this.#at += 1;
      const [left, right, by] = [filter, operand(), sign];
      filter = (v) => right(v).flatMap((b) => left(v).map((a) => calculated(by, a, b)));
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
        filter = (v) => orNothing(before, v);
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
      return this.#text(token);
    }
    if (/^\d/.test(token)) return () => [Number(token)];
    if (token === '-') {
      const value = this.#path();
      return (v) => value(v).map((one) => calculated('-', 0, one));
    }
    if (token === 'if') return this.#if();
    if (token.startsWith('$')) return this.#variable(token);
    return this.#call(token);
  }

  #variable(token: string): Filter {
    const value = this.#variables.get(token.slice(1));
    if (value === undefined) throw new Unknown(token);
    return () => [value];
  }

  /** A text, with what stands in `\(…)` put in. */
  #text(token: string): Filter {
    const parts: Filter[] = [];
    let rest = token.slice(1, -1);
    for (let at = rest.search(/\\\(/); at >= 0; at = rest.search(/\\\(/)) {
      const end = endOfInsert(rest, at + 2);
      const said: unknown = JSON.parse(`"${rest.slice(0, at)}"`);
      const filter = new JqReader(rest.slice(at + 2, end - 1), this.#variables).whole();
      parts.push(
        () => [said],
        (v) => filter(v).map(asText),
      );
      rest = rest.slice(end);
    }
    const last: unknown = JSON.parse(`"${rest}"`);
    return (v) =>
      parts.reduceRight<string[]>(
        (tails, part) => part(v).flatMap((head) => tails.map((tail) => asText(head) + tail)),
        [String(last)],
      );
  }

  #if(): Filter {
    const test = this.#pipe();
    this.#need('then');
    const yes = this.#pipe();
    let no: Filter = (v) => [v];
    if (this.#take('elif')) no = this.#if();
    else {
      if (this.#take('else')) no = this.#pipe();
      this.#need('end');
    }
    return (v) => test(v).flatMap((one) => (isTrue(one) ? yes(v) : no(v)));
  }

  #closed(end: string): Filter {
    const inside = this.#pipe();
    this.#need(end);
    return inside;
  }

  #object(): Filter {
    const entries: [(value: unknown) => string[], Filter][] = [];
    while (!this.#take('}')) {
      if (entries.length > 0) this.#need(',');
      if (this.#take('(')) {
        const key = this.#closed(')');
        this.#need(':');
        entries.push([(value) => key(value).map(textIn), this.#alternative()]);
        continue;
      }
      const token = this.#peek() ?? 'the end';
      if (token.startsWith('$')) {
        this.#at += 1;
        entries.push([() => [token.slice(1)], this.#variable(token)]);
        continue;
      }
      if (!/^[A-Za-z_"]/.test(token)) throw new Unknown(token);
      const name = this.#name();
      entries.push([() => [name], this.#take(':') ? this.#alternative() : (value) => [field(value, name)]]);
    }
    return (value) =>
      entries.reduce<Record<string, unknown>[]>(
        (made, [names, of]) =>
          made.flatMap((one) => names(value).flatMap((name) => of(value).map((put) => ({ ...one, [name]: put })))),
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
    const given = Object.hasOwn(WITH_FILTER, name) ? WITH_FILTER[name] : undefined;
    if (!given) throw new Unknown(`${name}()`);
    return given(inside);
  }
}
