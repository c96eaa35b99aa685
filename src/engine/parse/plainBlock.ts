import { MAX_KEYS, MAX_NESTING } from './compose.ts';
import { resolvePlain } from './resolveScalar.ts';

/** Thrown inside: the document is more than plain, and the full reader must look at it. */
const NOT_PLAIN = Symbol('not plain');

// Everything that could mean something beyond plain lines: control characters, tabs, other line breaks.
const SPECIAL = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
// A document mark that is more than the first line.
const MARK = /(?:^|\n)(?:---[^\n]|\.\.\.)|\n---/;

const DASH = 45;
const SPACE = 32;
const COLON = 58;
const HASH = 35;

/**
 * Dumps say the same again and again: keys, and short values such as `TCP`. Each is kept where the hash of its letters
 * points, to be taken again without making it anew from the text. What lies there is compared before it is taken.
 */
const TABLE = 4096;
const keys: (string | undefined)[] = Array.from({ length: TABLE });
const words: (string | undefined)[] = Array.from({ length: TABLE });
const meanings: unknown[] = Array.from({ length: TABLE });
/** Longer values would be slices, which hold the whole text in memory; of keys the engine has copies. */
const LONGEST_WORD = 12;

// What a key is made of here: letters, digits, `_ - . /`.
const KEY = new Uint8Array(128);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./') KEY[c.charCodeAt(0)] = 1;
// What a plain scalar may not begin with.
const INDICATOR = new Uint8Array(128);
for (const c of '-?:,[]{}#&*!|>\'"%@`') INDICATOR[c.charCodeAt(0)] = 1;

/**
 * Reads documents as dumps are written: block mappings and sequences, one plain or simply quoted scalar a line,
 * whole-line comments. That is nearly every manifest, and it goes several times as fast as the full reader, whose
 * answers it gives. Anything else, every error too, it leaves to the full reader.
 */
class PlainReader {
  readonly #text: string;
  /** Indentation of the current line, -1 after the last; where its content begins and ends. */
  #indent = 0;
  #from = 0;
  #to = -1;
  #depth = 0;
  /** Of the letters of the key that `keyEnd` found. */
  #hash = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const text = this.#text;
    if (text.startsWith('---\n')) this.#to = 3;
    this.#advance();
    if (this.#indent < 0) return null;
    const value = this.#block(this.#indent);
    if (this.#indent >= 0) throw NOT_PLAIN;
    return value;
  }

  /** To the next line that has content. */
  #advance(): void {
    const text = this.#text;
    for (;;) {
      const start = this.#to + 1;
      if (start >= text.length) {
        this.#indent = -1;
        return;
      }
      let end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      let from = start;
      while (from < end && text.charCodeAt(from) === SPACE) from++;
      this.#to = end;
      if (from === end || text.charCodeAt(from) === 35) continue;
      this.#from = from;
      this.#indent = from - start;
      return;
    }
  }

  #block(indent: number): unknown {
    if (++this.#depth > MAX_NESTING) throw NOT_PLAIN;
    const value = this.#atDash() ? this.#sequence(indent) : this.#mapping(indent);
    this.#depth--;
    return value;
  }

  #atDash(): boolean {
    const text = this.#text;
    if (text.charCodeAt(this.#from) !== DASH) return false;
    return this.#from + 1 === this.#to || text.charCodeAt(this.#from + 1) === SPACE;
  }

  #sequence(indent: number): unknown[] {
    const items: unknown[] = [];
    while (this.#indent === indent && this.#atDash()) {
      let from = this.#from + 1;
      while (from < this.#to && this.#text.charCodeAt(from) === SPACE) from++;
      if (from === this.#to) {
        this.#advance();
        items.push(this.#indent > indent ? this.#block(this.#indent) : null);
        continue;
      }
      const column = indent + from - this.#from;
      this.#from = from;
      if (this.#atDash()) throw NOT_PLAIN;
      if (this.#keyEnd(from) >= 0) {
        this.#indent = column;
        items.push(this.#block(column));
      } else {
        items.push(this.#scalar(from));
        this.#advance();
        if (this.#indent > indent) throw NOT_PLAIN;
      }
    }
    if (this.#indent > indent) throw NOT_PLAIN;
    return items;
  }

  /** Where the `:` after a plain key is, -1 when the line does not begin with one. Leaves the hash of the key. */
  #keyEnd(from: number): number {
    const text = this.#text;
    const to = this.#to;
    let hash = 0;
    for (let at = from; at < to; at++) {
      const c = text.charCodeAt(at);
      if (c === COLON) {
        this.#hash = hash;
        const last = at + 1 === to || text.charCodeAt(at + 1) === SPACE;
        return last && at > from && at - from < 500 ? at : -1;
      }
      if (c > 127 || KEY[c] === 0) return -1;
      hash = (Math.imul(hash, 31) + c) | 0;
    }
    return -1;
  }

  /** The key that ends at a position. */
  #key(end: number): string {
    const text = this.#text;
    const from = this.#from;
    const slot = this.#hash & (TABLE - 1);
    const known = keys[slot];
    if (known !== undefined && known.length === end - from && text.startsWith(known, from)) return known;
    const key = text.slice(from, end);
    if ((end - from <= 5 || text.charCodeAt(from) < 65) && resolvePlain(key) !== key) throw NOT_PLAIN;
    if (key === '__proto__') throw NOT_PLAIN;
    keys[slot] = key;
    return key;
  }

  #mapping(indent: number): Record<string, unknown> {
    const text = this.#text;
    const mapping: Record<string, unknown> = {};
    let count = 0;
    while (this.#indent === indent) {
      const end = this.#keyEnd(this.#from);
      if (end < 0) throw NOT_PLAIN;
      const key = this.#key(end);
      if (++count > MAX_KEYS) throw NOT_PLAIN;
      let from = end + 1;
      while (from < this.#to && text.charCodeAt(from) === SPACE) from++;
      if (from < this.#to) {
        mapping[key] = this.#scalar(from);
        this.#advance();
        // A deeper line would continue the scalar, or be an error.
        if (this.#indent > indent) throw NOT_PLAIN;
      } else {
        this.#advance();
        if (this.#indent > indent) mapping[key] = this.#block(this.#indent);
        else mapping[key] = this.#indent === indent && this.#atDash() ? this.#sequenceOf(indent) : null;
      }
    }
    if (this.#indent > indent) throw NOT_PLAIN;
    // A key that stands twice.
    if (Object.keys(mapping).length !== count) throw NOT_PLAIN;
    return mapping;
  }

  /** A sequence whose dashes stand below its key. */
  #sequenceOf(indent: number): unknown[] {
    if (++this.#depth > MAX_NESTING) throw NOT_PLAIN;
    const items = this.#sequence(indent);
    this.#depth--;
    return items;
  }

  /** The scalar from a position to the end of the line. */
  #scalar(from: number): unknown {
    const text = this.#text;
    let to = this.#to;
    while (text.charCodeAt(to - 1) === SPACE) to--;
    const c = text.charCodeAt(from);
    if (c < 128 && INDICATOR[c] === 1) {
      if (c === 34 || c === 39) {
        const inner = text.slice(from + 1, to - 1);
        if (to - from < 2 || text.charCodeAt(to - 1) !== c) throw NOT_PLAIN;
        if (inner.includes(c === 34 ? '"' : "'") || (c === 34 && inner.includes('\\'))) throw NOT_PLAIN;
        return inner;
      }
      if (to - from === 2 && (c === 123 || c === 91)) {
        if (text.charCodeAt(to - 1) !== c + 2) throw NOT_PLAIN;
        return c === 123 ? {} : [];
      }
      if (c !== DASH || to - from < 2 || text.charCodeAt(from + 1) === SPACE) throw NOT_PLAIN;
    }
    return this.#plain(from, to);
  }

  #plain(from: number, to: number): unknown {
    const text = this.#text;
    let hash = 0;
    let before = 0;
    for (let at = from; at < to; at++) {
      const c = text.charCodeAt(at);
      // What ends a plain scalar, or makes it a key.
      if (c === COLON && (at + 1 === to || text.charCodeAt(at + 1) === SPACE)) throw NOT_PLAIN;
      if (c === HASH && before === SPACE) throw NOT_PLAIN;
      hash = (Math.imul(hash, 31) + c) | 0;
      before = c;
    }
    const slot = hash & (TABLE - 1);
    const known = words[slot];
    if (known !== undefined && known.length === to - from && text.startsWith(known, from)) return meanings[slot];
    const value = text.slice(from, to);
    const resolved = resolvePlain(value);
    if (typeof resolved === 'number' && !Number.isFinite(resolved)) throw NOT_PLAIN;
    if (value.length <= LONGEST_WORD) {
      words[slot] = value;
      meanings[slot] = resolved;
    }
    return resolved;
  }
}

/** The value of a plain document; undefined when the full reader is needed. */
export function readPlainBlock(text: string): { value: unknown } | undefined {
  if (SPECIAL.test(text) || MARK.test(text)) return undefined;
  try {
    return { value: new PlainReader(text).read() };
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}
