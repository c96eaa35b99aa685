import { formatted } from './awkFormat.ts';
import type { AwkState, Make, Run } from './AwkState.ts';
import { Unknown } from './awkTokens.ts';
import { AwkValueReader } from './AwkValueReader.ts';
import { Input, isTrue, numberOf, textOf } from './awkValues.ts';

export interface Rule {
  when: 'BEGIN' | 'END' | ((state: AwkState) => boolean);
  act: Run;
}

/** Reads rules: `PATTERN { … }`, BEGIN and END, with assignments, arrays, `if`, `for`, `while`, `print`, `printf`. */
export class AwkReader extends AwkValueReader {
  /** How many loops are around what is read. */
  #loops = 0;

  rules(): Rule[] {
    const rules: Rule[] = [];
    for (;;) {
      while (this.take(';'));
      if (this.peek() === undefined) return rules;
      let when: Rule['when'] = () => true;
      if (this.take('BEGIN')) when = 'BEGIN';
      else if (this.take('END')) when = 'END';
      else if (this.peek() !== '{') {
        const pattern = this.value();
        when = (state) => isTrue(pattern(state));
      }
      const act = this.peek() === '{' ? this.#statement() : (state: AwkState) => state.print(state.line.text);
      rules.push({ when, act });
    }
  }

  #statement(): Run {
    if (this.take('{')) {
      const all: Run[] = [];
      while (!this.take('}')) if (!this.take(';')) all.push(this.#statement());
      return (state) => all.forEach((one) => one(state));
    }
    if (this.take('if')) return this.#if();
    if (this.take('while')) return this.#loop(this.inside());
    if (this.take('for')) return this.#for();
    const run = this.#simple();
    if (this.peek() !== '}' && this.peek() !== undefined) this.need(';');
    return run;
  }

  #if(): Run {
    const test = this.inside();
    const yes = this.#statement();
    while (this.peek() === ';' && this.peek(1) === 'else') this.next();
    const no = this.take('else') ? this.#statement() : undefined;
    return (state) => (isTrue(test(state)) ? yes(state) : no?.(state));
  }

  #body(): Run {
    this.#loops += 1;
    const body = this.#statement();
    this.#loops -= 1;
    return body;
  }

  #loop(test: Make, step?: Run): Run {
    const body = this.#body();
    return (state) => {
      for (; isTrue(test(state)); step?.(state)) if (!state.turn(body)) return;
    };
  }

  #for(): Run {
    this.need('(');
    if (this.peek(1) === 'in') return this.#forIn();
    const first = this.peek() === ';' ? undefined : this.#simple();
    this.need(';');
    const test: Make = this.peek() === ';' ? () => 1 : this.value();
    this.need(';');
    const step = this.peek() === ')' ? undefined : this.#simple();
    this.need(')');
    const loop = this.#loop(test, step);
    return (state) => {
      first?.(state);
      loop(state);
    };
  }

  #forIn(): Run {
    const name = this.named('variable');
    this.need('in');
    const array = this.named('array');
    this.need(')');
    const body = this.#body();
    return (state) => {
      // the body may take elements away, and make new ones
      const keys = [...state.array(array).keys()];
      for (const key of keys) {
        state.variables.set(name, new Input(key));
        if (!state.turn(body)) return;
      }
    };
  }

  #simple(): Run {
    if (this.take('next')) return (state) => state.leave('next');
    for (const word of ['break', 'continue'] as const)
      if (this.take(word)) {
        if (this.#loops === 0) throw new Unknown(`${word} outside a loop`);
        return (state) => state.leave(word);
      }
    if (this.take('exit')) {
      const code = this.endsHere() ? undefined : this.value();
      return (state) => state.leave('exit', code && numberOf(code(state)));
    }
    if (this.take('delete')) return this.#delete();
    if (this.take('print')) {
      const values = this.list();
      return (state) =>
        state.print(
          values.length === 0 ? state.line.text : values.map((one) => textOf(one(state))).join(state.text('OFS')),
        );
    }
    if (this.take('printf')) {
      const [format, ...values] = this.list();
      if (!format) throw new Unknown('printf');
      return (state) =>
        state.write(
          formatted(
            textOf(format(state)),
            values.map((one) => one(state)),
          ),
        );
    }
    return this.value();
  }

  #delete(): Run {
    const name = this.named('array');
    if (!this.take('[')) return (state) => state.array(name).clear();
    const key = this.value();
    this.need(']');
    return (state) => void state.array(name).delete(textOf(key(state)));
  }
}
