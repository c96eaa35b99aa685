/** A position in the text of a document: what go-yaml calls a mark. Lines are counted from 0. */
export interface Mark {
  pos: number;
  line: number;
  column: number;
}

/** Why a document cannot be read, in go-yaml's words and with its line (which is not always the true one). */
export class YamlError extends Error {
  readonly pos: number;

  constructor(message: string, pos: number) {
    super(message);
    this.pos = pos;
  }
}

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
const NEL = 0x85;
const LS = 0x2028;
const PS = 0x2029;

export const isBreak = (c: number): boolean => c === LF || c === CR || c === NEL || c === LS || c === PS;
export const isBlank = (c: number): boolean => c === SPACE || c === TAB;
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** Letters, digits, `_` and `-`: what anchors and tag handles are made of. */
export const isWord = (c: number): boolean =>
  isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 45;

/** Reads characters of one document and knows line and column. */
export class Cursor {
  readonly text: string;
  readonly end: number;
  pos: number;
  line = 0;
  lineStart: number;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.pos = start;
    this.end = end;
    this.lineStart = start;
  }

  /** The code unit `ahead` of the position, -1 after the end. */
  peek(ahead = 0): number {
    const at = this.pos + ahead;
    return at < this.end ? this.text.charCodeAt(at) : -1;
  }

  get column(): number {
    return this.pos - this.lineStart;
  }

  mark(): Mark {
    return { pos: this.pos, line: this.line, column: this.pos - this.lineStart };
  }

  /** True at a blank, at a line break and at the end. */
  blankOrEnd(ahead = 0): boolean {
    const c = this.peek(ahead);
    return c === -1 || isBlank(c) || isBreak(c);
  }

  breakOrEnd(): boolean {
    const c = this.peek();
    return c === -1 || isBreak(c);
  }

  /** Steps over a line break and returns what it means in a scalar. */
  takeBreak(): string {
    const c = this.peek();
    if (c === -1) return '';
    this.pos += c === CR && this.peek(1) === LF ? 2 : 1;
    this.line++;
    this.lineStart = this.pos;
    return c === LS || c === PS ? String.fromCharCode(c) : '\n';
  }

  skipBlanks(): void {
    while (isBlank(this.peek())) this.pos++;
  }

  skipComment(): void {
    if (this.peek() === 35) while (!this.breakOrEnd()) this.pos++;
  }

  /** True at `---` or `...` at the beginning of a line, followed by a blank or the end. */
  atDocumentMark(): boolean {
    if (this.pos !== this.lineStart) return false;
    const c = this.peek();
    return (c === 45 || c === 46) && this.peek(1) === c && this.peek(2) === c && this.blankOrEnd(3);
  }

  /** go-yaml: decode.go, fail: a scanner's line is counted from 1, and the first line is not told. */
  scannerError(message: string): YamlError {
    return new YamlError(this.line > 0 ? `yaml: line ${this.line + 1}: ${message}` : `yaml: ${message}`, this.pos);
  }
}
