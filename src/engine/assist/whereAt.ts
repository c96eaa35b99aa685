import type { Span } from '../../model/Span.ts';
import { documentAt } from './documentAt.ts';
import { type Frame, newFrame } from './Frame.ts';

/** What stands at a place of a text, as far as it is typed. */
export interface Whereabouts {
  /** The document around. */
  document: Span;
  /** The map that the key is in, or the value itself; an index for an item of a list. */
  path: (string | number)[];
  part: 'key' | 'value';
  /** The key or scalar that the place is in or beside; empty where there is none yet. */
  span: Span;
  /** It without its quotes. */
  written: string;
  /** The object that it is in: the document's, or an item's of a List (`depth` parts of the path lead to it). */
  kind: string;
  apiVersion: string;
  depth: number;
  /** The other keys of the map. */
  siblings: readonly string[];
  /** Where lines of the map begin. */
  column: number;
  flow: boolean;
}

interface Hit {
  part: Whereabouts['part'];
  span: Span;
  stack: Frame[];
  path: (string | number)[];
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:{}[\],&*!|>'"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*?)\s*:(?=\s|$)/;

export const unquoted = (token: string): string =>
  /^"[^]*"$/.test(token) || /^'[^]*'$/.test(token) ? token.slice(1, -1) : token.replace(/^["']/, '');

/**
 * Reads a document line by line up to its end, by columns alone: unlike a YAML reader it does not stop at what is half
 * typed. It remembers what stands at one place.
 */
class Walk {
  readonly #text: string;
  readonly #at: number;
  readonly #end: number;
  #stack: Frame[] = [];
  #hit: Hit | undefined;
  /** Lines that are deeper belong to a block scalar. */
  #scalarBelow = -1;
  /** The place is in a comment or a block scalar. */
  #nothing = false;

  constructor(text: string, document: Span, at: number) {
    this.#text = text;
    this.#at = at;
    this.#end = document.end;
    for (let start = document.start; start < document.end; ) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 || newline > this.#end ? this.#end : newline;
      this.#line(start, end);
      start = end + 1;
    }
    // an empty last line
    if (!this.#hit && !this.#nothing && at === document.end) this.#blank(at - (text.lastIndexOf('\n', at - 1) + 1));
  }

  get hit(): Hit | undefined {
    return this.#nothing ? undefined : this.#hit;
  }

  get #top(): Frame | undefined {
    return this.#stack.at(-1);
  }

  #path(withKey: boolean): (string | number)[] {
    const parts = this.#stack.map((frame) => (frame.list ? frame.index : frame.key));
    if (!withKey && this.#top && !this.#top.list) parts.pop();
    return parts;
  }

  #take(part: Hit['part'], start: number, end: number): void {
    if (this.#hit || this.#at < start || this.#at > end) return;
    const path = this.#path(part === 'value');
    this.#hit = { part, span: { start, end }, stack: [...this.#stack], path };
  }

  #line(start: number, end: number): void {
    const text = this.#text;
    let from = start;
    while (from < end && text[from] === ' ') from++;
    const here = this.#at >= start && this.#at <= end;
    if (this.#top?.flow) {
      this.#flow(from, end);
      return;
    }
    const indent = from - start;
    if (this.#scalarBelow >= 0) {
      if (from === end || indent > this.#scalarBelow) {
        if (here && (from < end || this.#at - start > this.#scalarBelow)) this.#nothing = true;
        if (!here || from < end) return;
      } else this.#scalarBelow = -1;
    }
    if (from === end) {
      if (here) this.#blank(this.#at - start);
      return;
    }
    if (text[from] === '#') {
      if (here) this.#nothing = true;
      return;
    }
    if (text.startsWith('---', start) || text.startsWith('...', start)) return;
    if (here && this.#at < from) this.#blank(this.#at - start);
    let content = from;
    while (text[content] === '-' && (content + 1 >= end || text[content + 1] === ' ')) {
      this.#enterList(content - start);
      let next = content + 1;
      while (next < end && text[next] === ' ') next++;
      // a key or a scalar is wanted behind a dash
      if (here && next === end && this.#at > content + 1) this.#blank(this.#at - start);
      content = next;
    }
    if (content < end) this.#entry(start, content, end);
  }

  /** `key: value`, or a scalar alone. */
  #entry(start: number, from: number, end: number): void {
    const line = this.#text.slice(from, end);
    if (line[0] === '{' || line[0] === '[') {
      this.#flow(from, end);
      return;
    }
    const key = KEY.exec(line);
    if (!key) {
      // a key that has no colon yet, or an item of a list
      const to = from + scalarLength(line);
      this.#enterMap(from - start);
      this.#take('key', from, to);
      if (this.#at > to && this.#at <= end) this.#nothing = true;
      return;
    }
    const [whole, token = ''] = key;
    this.#enterMap(from - start);
    const map = this.#top as Frame;
    map.key = unquoted(token);
    map.keys.push(map.key);
    this.#take('key', from, from + token.length);
    this.#value(from + whole.length, end);
  }

  #value(colon: number, end: number): void {
    const text = this.#text;
    let from = colon;
    while (from < end && text[from] === ' ') from++;
    // an anchor or a tag stands before the value
    const mark = /^[&!]\S*\s*/.exec(text.slice(from, end))?.[0] ?? '';
    from += mark.length;
    const rest = text.slice(from, end);
    if (/^[|>][-+\d]*\s*(#.*)?$/.test(rest)) {
      this.#scalarBelow = (this.#top as Frame).column;
      return;
    }
    if (rest === '' || rest[0] === '#') {
      if (this.#at > colon && this.#at <= from) this.#take('value', this.#at, this.#at);
      else if (this.#at > from && this.#at <= end) this.#nothing = true;
      return;
    }
    if (rest[0] === '{' || rest[0] === '[') {
      this.#flow(from, end);
      return;
    }
    const length = scalarLength(rest);
    (this.#top as Frame).scalars.set((this.#top as Frame).key, unquoted(rest.slice(0, length)));
    if (this.#at > colon && this.#at < from) this.#take('value', this.#at, this.#at);
    this.#take('value', from, from + length);
    if (this.#at > from + length && this.#at <= end) this.#nothing = true;
  }

  #enterList(column: number): void {
    while (this.#top && this.#top.column > column) this.#stack.pop();
    const top = this.#top;
    if (top?.list && top.column === column) top.index += 1;
    else this.#stack.push(newFrame(true, column));
  }

  #enterMap(column: number): void {
    const leave = (frame: Frame): boolean =>
      frame.column > column || (frame.list && frame.column === column && this.#stack.length > 1);
    while (this.#top && leave(this.#top)) this.#stack.pop();
    const top = this.#top;
    // deeper than a key that has its value already: a slip, and meant beside it
    const beside = top?.list === false && (top.column === column || top.scalars.has(top.key));
    if (!beside) this.#stack.push(newFrame(false, column));
  }

  /** A line without anything, up to a column: a key is wanted there. */
  #blank(column: number): void {
    this.#enterMap(column);
    this.#take('key', this.#at, this.#at);
  }

  /** Braces and brackets, in one line or over several. */
  #flow(start: number, end: number): void {
    const text = this.#text;
    let at = start;
    /** Where the last mark ended: an empty key or value may be wanted behind it. */
    let gap = start;
    let token = false;
    const empty = (to: number): void => {
      if (token || !this.#top?.flow || this.#at < gap || this.#at > to) return;
      const top = this.#top;
      this.#take(top.list || top.key !== '' ? 'value' : 'key', this.#at, this.#at);
    };
    while (at < end) {
      const c = text[at] as string;
      if (c === ' ' || c === '\t') {
        at++;
        continue;
      }
      if (c === '#' && (at === start || /\s/.test(text[at - 1] ?? ''))) {
        if (this.#at > at && this.#at <= end) this.#nothing = true;
        return;
      }
      if (c === '{' || c === '[') {
        this.#stack.push(newFrame(c === '[', 0, true));
      } else if (c === '}' || c === ']') {
        empty(at);
        this.#stack.pop();
        if (!this.#top?.flow) {
          if (this.#at > at + 1 && this.#at <= end) this.#nothing = true;
          return;
        }
      } else if (c === ',') {
        empty(at);
        const top = this.#top as Frame;
        if (top.list) top.index += 1;
        else top.key = '';
      } else {
        const length = flowTokenLength(text.slice(at, end));
        this.#flowToken(at, at + length);
        at += length;
        token = true;
        if (text[at] === ':') {
          at += 1;
          gap = at;
          token = false;
        }
        continue;
      }
      at += 1;
      gap = at;
      token = false;
    }
    empty(end);
  }

  #flowToken(from: number, to: number): void {
    const top = this.#top as Frame;
    const token = unquoted(this.#text.slice(from, to));
    if (top.list || top.key !== '') {
      if (!top.list) top.scalars.set(top.key, token);
      this.#take('value', from, to);
      return;
    }
    if (this.#text[to] === ':') {
      top.key = token;
      top.keys.push(token);
    }
    this.#take('key', from, to);
  }
}

/** A scalar's length in the rest of its line: up to its closing quote, or to a comment. */
function scalarLength(rest: string): number {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest)?.[0];
  if (quoted) return quoted.length;
  const comment = rest.search(/\s#/);
  return (comment < 0 ? rest : rest.slice(0, comment)).trimEnd().length;
}

function flowTokenLength(rest: string): number {
  const quoted = /^("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)/.exec(rest)?.[0];
  if (quoted) return quoted.length;
  const end = rest.search(/[,{}[\]]|:(?=[\s,{}[\]]|$)|\s#/);
  return Math.max(1, (end < 0 ? rest : rest.slice(0, end)).trimEnd().length);
}

/** What a text has at a place; undefined in comments and texts of several lines. */
export function whereAt(text: string, at: number): Whereabouts | undefined {
  const document = documentAt(text, at);
  const { hit } = new Walk(text, document, at);
  if (!hit) return undefined;
  const { stack, part, span, path } = hit;
  const holder = stack.at(-1);
  const depth = stack.length >= 3 && path[0] === 'items' && typeof path[1] === 'number' ? 2 : 0;
  const root = stack[depth];
  const written = unquoted(text.slice(span.start, span.end));
  return {
    document,
    path,
    part,
    span,
    written,
    kind: root?.scalars.get('kind') ?? '',
    apiVersion: root?.scalars.get('apiVersion') ?? '',
    depth,
    siblings: part === 'key' ? (holder?.keys ?? []).filter((key) => key !== written) : [],
    column: holder?.column ?? 0,
    flow: holder?.flow ?? false,
  };
}
