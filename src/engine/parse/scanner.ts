import { Cursor, isBlank, isBreak, type Mark, SPACE, TAB } from './cursor.ts';
import { scanBlock, scanPlain, scanQuoted } from './scanScalar.ts';
import { type Directive, scanAnchor, scanDirective, scanTag } from './scanTag.ts';

export type TokenType =
  | 'stream end'
  | 'directive'
  | 'document start'
  | 'document end'
  | 'block sequence'
  | 'block mapping'
  | 'block end'
  | 'flow sequence'
  | 'flow sequence end'
  | 'flow mapping'
  | 'flow mapping end'
  | 'block entry'
  | 'flow entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  type: TokenType;
  pos: number;
  line: number;
  /** Where it ends; 0 long for tokens that are only implied. */
  end: number;
  /** The scalar's value, the anchor's name, the tag's suffix. */
  value: string;
  /** A plain scalar, whose type its text decides. */
  plain: boolean;
  /** The tag's handle. */
  handle: string;
  directive?: Directive;
}

/** A place where an implicit key may have begun; known only when `:` comes. */
interface SimpleKey {
  possible: boolean;
  /** It must become a key: a collection of this column is open. */
  required: boolean;
  token: number;
  mark: Mark;
}

/**
 * Cuts a document into the tokens of YAML 1.1, one at a time, the way libyaml and with it go-yaml does: the same
 * inputs are refused, at the same place and with the same words. That, and not the YAML standard, decides what
 * kubectl accepts.
 */
export class Scanner {
  readonly cursor: Cursor;
  #queue: Token[] = [];
  /** Tokens that have left the queue. */
  #taken = 0;
  #done = false;
  #indent = -1;
  #indents: number[] = [];
  #flowLevel = 0;
  #keyAllowed = true;
  /** Where the key is that may begin at a token, by the token's number. */
  #keyAt = new Map<number, SimpleKey>();
  #keys: SimpleKey[] = [{ possible: false, required: false, token: 0, mark: { pos: 0, line: 0, column: 0 } }];

  constructor(text: string, start: number, end: number) {
    this.cursor = new Cursor(text, start, end);
  }

  peek(): Token {
    while (this.#queue.length === 0 || this.#headMayBeKey()) this.#fetch();
    return this.#queue[0] as Token;
  }

  next(): Token {
    const token = this.peek();
    if (token.type !== 'stream end') {
      this.#queue.shift();
      this.#taken++;
    }
    return token;
  }

  /** While the first token in the queue may turn out to be a key, more must be read. */
  #headMayBeKey(): boolean {
    const key = this.#keyAt.get(this.#taken);
    return key !== undefined && this.#isValid(key) && !this.#done;
  }

  /** An implicit key is on one line and at most 1,024 characters before its `:`. */
  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.mark.line < this.cursor.line || key.mark.pos + 1024 < this.cursor.pos) {
      if (key.required) throw this.cursor.scannerError("could not find expected ':'");
      key.possible = false;
      return false;
    }
    return true;
  }

  #push(type: TokenType, mark: Mark, end = mark.pos, value = ''): Token {
    const token: Token = { type, pos: mark.pos, line: mark.line, end, value, plain: false, handle: '' };
    this.#queue.push(token);
    return token;
  }

  #insert(at: number, type: TokenType, mark: Mark): void {
    const token: Token = { type, pos: mark.pos, line: mark.line, end: mark.pos, value: '', plain: false, handle: '' };
    // A token that has left the queue already cannot be preceded any more.
    if (at < this.#taken) this.#queue.push(token);
    else this.#queue.splice(at - this.#taken, 0, token);
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    const required = this.#flowLevel === 0 && this.#indent === this.cursor.column;
    this.#dropKey();
    const key = { possible: true, required, token: this.#taken + this.#queue.length, mark: this.cursor.mark() };
    this.#keys[this.#keys.length - 1] = key;
    this.#keyAt.set(key.token, key);
  }

  #dropKey(): void {
    const key = this.#keys[this.#keys.length - 1] as SimpleKey;
    if (!key.possible) return;
    if (key.required) throw this.cursor.scannerError("could not find expected ':'");
    key.possible = false;
    this.#keyAt.delete(key.token);
  }

  #rollIndent(column: number, at: number, type: TokenType, mark: Mark): void {
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    this.#insert(at, type, mark);
  }

  #unrollIndent(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#push('block end', this.cursor.mark());
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      if (cursor.pos === 0 && cursor.peek() === 0xfeff) {
        cursor.pos++;
        cursor.lineStart++;
      }
      for (let c = cursor.peek(); c === SPACE || (c === TAB && (this.#flowLevel > 0 || !this.#keyAllowed)); ) {
        cursor.pos++;
        c = cursor.peek();
      }
      cursor.skipComment();
      if (!isBreak(cursor.peek())) return;
      cursor.takeBreak();
      if (this.#flowLevel === 0) this.#keyAllowed = true;
    }
  }

  #fetch(): void {
    const { cursor } = this;
    this.#skipToToken();
    this.#unrollIndent(cursor.column);
    const c = cursor.peek();
    if (c === -1) return this.#fetchStreamEnd();
    if (cursor.column === 0) {
      if (c === 37) return this.#fetchDirective();
      if (cursor.atDocumentMark()) return this.#fetchDocumentMark(c === 45);
    }
    switch (c) {
      case 91: // [
        return this.#fetchFlowStart('flow sequence');
      case 123: // {
        return this.#fetchFlowStart('flow mapping');
      case 93: // ]
        return this.#fetchFlowEnd('flow sequence end');
      case 125: // }
        return this.#fetchFlowEnd('flow mapping end');
      case 44: // ,
        this.#dropKey();
        this.#keyAllowed = true;
        return this.#take('flow entry');
      case 45: // -
        if (cursor.blankOrEnd(1)) return this.#fetchBlockEntry();
        break;
      case 63: // ?
        if (this.#flowLevel > 0 || cursor.blankOrEnd(1)) return this.#fetchKey();
        break;
      case 58: // :
        if (this.#flowLevel > 0 || cursor.blankOrEnd(1)) return this.#fetchValue();
        break;
      case 42: // *
        return this.#fetchAnchor('alias');
      case 38: // &
        return this.#fetchAnchor('anchor');
      case 33: // !
        return this.#fetchTag();
      case 124: // |
      case 62: // >
        if (this.#flowLevel === 0) return this.#fetchBlockScalar();
        break;
      case 39: // '
      case 34: // "
        return this.#fetchQuoted();
    }
    const indicator = '-?:,[]{}#&*!|>\'"%@`'.includes(cursor.text[cursor.pos] ?? '') || c === TAB;
    const plain =
      !indicator ||
      (c === 45 && !isBlank(cursor.peek(1))) ||
      (this.#flowLevel === 0 && (c === 63 || c === 58) && !cursor.blankOrEnd(1));
    if (!plain) throw cursor.scannerError('found character that cannot start any token');
    this.#saveKey();
    this.#keyAllowed = false;
    const mark = cursor.mark();
    const scalar = scanPlain(cursor, this.#indent + 1, this.#flowLevel > 0);
    this.#push('scalar', mark, scalar.end, scalar.value).plain = true;
    if (scalar.broke) this.#keyAllowed = true;
  }

  #take(type: TokenType): void {
    const mark = this.cursor.mark();
    this.cursor.pos++;
    this.#push(type, mark, this.cursor.pos);
  }

  #fetchStreamEnd(): void {
    const { cursor } = this;
    if (cursor.column !== 0) {
      cursor.lineStart = cursor.pos;
      cursor.line++;
    }
    this.#unrollIndent(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    this.#push('stream end', cursor.mark());
    this.#done = true;
  }

  #fetchDirective(): void {
    this.#unrollIndent(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    const mark = this.cursor.mark();
    const directive = scanDirective(this.cursor);
    this.#push('directive', mark, this.cursor.pos).directive = directive;
  }

  #fetchDocumentMark(start: boolean): void {
    this.#unrollIndent(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    const mark = this.cursor.mark();
    this.cursor.pos += 3;
    this.#push(start ? 'document start' : 'document end', mark, this.cursor.pos);
  }

  #fetchFlowStart(type: TokenType): void {
    this.#saveKey();
    this.#flowLevel++;
    const mark = this.cursor.mark();
    this.#keys.push({ possible: false, required: false, token: this.#taken + this.#queue.length, mark });
    this.#keyAllowed = true;
    this.#take(type);
  }

  #fetchFlowEnd(type: TokenType): void {
    this.#dropKey();
    if (this.#flowLevel > 0) {
      this.#flowLevel--;
      // go-yaml forgets here that the collection itself may be a key; so do we.
      this.#keyAt.delete((this.#keys.pop() as SimpleKey).token);
    }
    this.#keyAllowed = false;
    this.#take(type);
  }

  #fetchBlockEntry(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) {
        throw this.cursor.scannerError('block sequence entries are not allowed in this context');
      }
      this.#rollIndent(this.cursor.column, -1, 'block sequence', this.cursor.mark());
    }
    this.#dropKey();
    this.#keyAllowed = true;
    this.#take('block entry');
  }

  #fetchKey(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) throw this.cursor.scannerError('mapping keys are not allowed in this context');
      this.#rollIndent(this.cursor.column, -1, 'block mapping', this.cursor.mark());
    }
    this.#dropKey();
    this.#keyAllowed = this.#flowLevel === 0;
    this.#take('key');
  }

  #fetchValue(): void {
    const key = this.#keys[this.#keys.length - 1] as SimpleKey;
    if (this.#isValid(key)) {
      this.#insert(key.token, 'key', key.mark);
      this.#rollIndent(key.mark.column, key.token, 'block mapping', key.mark);
      key.possible = false;
      this.#keyAt.delete(key.token);
      this.#keyAllowed = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#keyAllowed) throw this.cursor.scannerError('mapping values are not allowed in this context');
        this.#rollIndent(this.cursor.column, -1, 'block mapping', this.cursor.mark());
      }
      this.#keyAllowed = this.#flowLevel === 0;
    }
    this.#take('value');
  }

  #fetchAnchor(type: 'alias' | 'anchor'): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const mark = this.cursor.mark();
    const name = scanAnchor(this.cursor);
    this.#push(type, mark, this.cursor.pos, name);
  }

  #fetchTag(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const mark = this.cursor.mark();
    const { handle, suffix } = scanTag(this.cursor);
    this.#push('tag', mark, this.cursor.pos, suffix).handle = handle;
  }

  #fetchBlockScalar(): void {
    this.#dropKey();
    this.#keyAllowed = true;
    const mark = this.cursor.mark();
    const value = scanBlock(this.cursor, this.#indent);
    this.#push('scalar', mark, this.cursor.pos, value);
  }

  #fetchQuoted(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const mark = this.cursor.mark();
    const value = scanQuoted(this.cursor);
    this.#push('scalar', mark, this.cursor.pos, value);
  }
}
