import { utf8 } from '../utf8.ts';

/** What Go's encoding/json says is wrong with a text, or undefined when it is JSON. */
export function jsonSyntaxError(text: string): string | undefined {
  const scanner = new Scanner(text);
  try {
    scanner.value('looking for beginning of value');
    scanner.end();
    return undefined;
  } catch (error) {
    if (error instanceof Syntax) return error.message;
    throw error;
  }
}

/**
 * What kubectl says of a stream of JSON objects whose first is none: with the number of bytes read (Go's Decoder).
 * Only asked when the text is no YAML either.
 */
export function jsonStreamError(text: string): string | undefined {
  const scanner = new Scanner(text);
  try {
    scanner.value('looking for beginning of value');
    return undefined;
  } catch (error) {
    if (!(error instanceof Syntax)) throw error;
    if (scanner.at >= text.length) return 'unexpected EOF';
    return jsonOffsetError(text, scanner.at, error.message);
  }
}

/** An error with the number of bytes that were read until then. */
export const jsonOffsetError = (text: string, at: number, message: string): string =>
  `json: offset ${utf8(text.slice(0, at)).length + 1}: ${message}`;

class Syntax extends Error {}

const MAX_DEPTH = 10_000;

class Scanner {
  #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get at(): number {
    return this.#at;
  }

  #fail(context: string): never {
    const c = this.#text.codePointAt(this.#at);
    if (c === undefined) throw new Syntax('unexpected end of JSON input');
    // Go reads bytes, and takes the first of a letter for one
    throw new Syntax(`invalid character ${quoteChar(utf8(String.fromCodePoint(c))[0] ?? '')} ${context}`);
  }

  #skip(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('after top-level value');
  }

  value(context: string): void {
    this.#skip();
    const c = this.#text[this.#at];
    if (++this.#depth > MAX_DEPTH) throw new Syntax('exceeded max depth');
    if (c === '{') this.#object();
    else if (c === '[') this.#array();
    else if (c === '"') this.#string();
    else if (c === '-' || (c !== undefined && c >= '0' && c <= '9')) this.#number();
    else if (c === 't') this.#word('true');
    else if (c === 'f') this.#word('false');
    else if (c === 'n') this.#word('null');
    else this.#fail(context);
    this.#depth--;
  }

  #object(): void {
    this.#at++;
    this.#skip();
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return;
    }
    for (;;) {
      this.#skip();
      if (this.#text[this.#at] !== '"') this.#fail('looking for beginning of object key string');
      this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ':') this.#fail('after object key');
      this.#at++;
      this.value('looking for beginning of value');
      this.#skip();
      const c = this.#text[this.#at];
      if (c === '}') break;
      if (c !== ',') this.#fail('after object key:value pair');
      this.#at++;
    }
    this.#at++;
  }

  #array(): void {
    this.#at++;
    this.#skip();
    if (this.#text[this.#at] === ']') {
      this.#at++;
      return;
    }
    for (;;) {
      this.value('looking for beginning of value');
      this.#skip();
      const c = this.#text[this.#at];
      if (c === ']') break;
      if (c !== ',') this.#fail('after array element');
      this.#at++;
    }
    this.#at++;
  }

  #string(): void {
    this.#at++;
    for (;;) {
      const c = this.#text[this.#at];
      if (c === undefined || c < ' ') this.#fail('in string literal');
      this.#at++;
      if (c === '"') return;
      if (c !== '\\') continue;
      const escaped = this.#text[this.#at] ?? '';
      if (escaped === 'u') {
        this.#at++;
        for (let i = 0; i < 4; i++, this.#at++)
          if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? '')) this.#fail('in \\u hexadecimal character escape');
      } else if (escaped !== '' && 'bfnrt\\/"'.includes(escaped)) this.#at++;
      else this.#fail('in string escape code');
    }
  }

  #digits(context: string): void {
    if (!/[0-9]/.test(this.#text[this.#at] ?? '')) this.#fail(context);
    while (/[0-9]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #number(): void {
    if (this.#text[this.#at] === '-') this.#at++;
    if (this.#text[this.#at] === '0') this.#at++;
    else this.#digits('in numeric literal');
    if (this.#text[this.#at] === '.') {
      this.#at++;
      this.#digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at++;
      if (/[+-]/.test(this.#text[this.#at] ?? '')) this.#at++;
      this.#digits('in exponent of numeric literal');
    }
  }

  #word(word: string): void {
    for (let i = 0; i < word.length; i++, this.#at++)
      if (this.#text[this.#at] !== word[i])
        this.#fail(
          i === 0 ? 'looking for beginning of value' : `in literal ${word} (expecting ${quoteChar(word[i] ?? '')})`,
        );
  }
}

function quoteChar(c: string): string {
  if (c === "'") return "'\\''";
  if (c === '"') return `'"'`;
  return `'${JSON.stringify(c).slice(1, -1)}'`;
}
