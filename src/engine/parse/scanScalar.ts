import { type Cursor, isBlank, isBreak, isDigit, LF, SPACE, TAB } from './cursor.ts';

/** Flow indicators end a plain scalar inside of brackets: `,` `?` `[` `]` `{` `}`. */
const endsPlainInFlow = (c: number): boolean => c === 44 || c === 63 || c === 91 || c === 93 || c === 123 || c === 125;

/** Line breaks between two lines of a flow scalar: one is a blank, n are n-1. */
const fold = (first: string, rest: string): string => (first === '\n' ? rest || ' ' : first + rest);

/** Reads a plain scalar; `broke` tells that line breaks were read after it. */
export function scanPlain(
  cursor: Cursor,
  indent: number,
  inFlow: boolean,
): { value: string; end: number; broke: boolean } {
  const { text } = cursor;
  let value = '';
  let end = cursor.pos;
  let blanks = '';
  let firstBreak = '';
  let moreBreaks = '';
  let broke = false;
  for (;;) {
    if (cursor.atDocumentMark() || cursor.peek() === 35) break;
    const from = cursor.pos;
    let c = cursor.peek();
    while (c !== -1 && !isBlank(c) && !isBreak(c)) {
      if (c === 58 && cursor.blankOrEnd(1)) break;
      if (inFlow && endsPlainInFlow(c)) break;
      cursor.pos++;
      c = cursor.peek();
    }
    if (cursor.pos > from) {
      value += (broke ? fold(firstBreak, moreBreaks) : blanks) + text.slice(from, cursor.pos);
      broke = false;
      blanks = firstBreak = moreBreaks = '';
      end = cursor.pos;
    }
    if (!isBlank(c) && !isBreak(c)) break;
    while (isBlank(c) || isBreak(c)) {
      if (isBlank(c)) {
        if (broke && cursor.column < indent && c === TAB) {
          throw cursor.scannerError('found a tab character that violates indentation');
        }
        if (!broke) blanks += text[cursor.pos];
        cursor.pos++;
      } else if (broke) {
        moreBreaks += cursor.takeBreak();
      } else {
        blanks = '';
        firstBreak = cursor.takeBreak();
        broke = true;
      }
      c = cursor.peek();
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return { value, end, broke };
}

const ESCAPES: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const CODE_LENGTH: Record<string, number> = { x: 2, u: 4, U: 8 };

function scanEscape(cursor: Cursor): string {
  const { text } = cursor;
  const letter = cursor.peek(1) === -1 ? '' : (text[cursor.pos + 1] ?? '');
  const simple = ESCAPES[letter];
  if (simple !== undefined) {
    cursor.pos += 2;
    return simple;
  }
  const length = CODE_LENGTH[letter];
  if (length === undefined) throw cursor.scannerError('found unknown escape character');
  cursor.pos += 2;
  const digits = text.slice(cursor.pos, Math.min(cursor.pos + length, cursor.end));
  if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < length) {
    throw cursor.scannerError('did not find expected hexdecimal number');
  }
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw cursor.scannerError('found invalid Unicode character escape code');
  }
  cursor.pos += length;
  return String.fromCodePoint(code);
}

/** Reads a scalar in single or double quotes; the cursor stands on the opening quote. */
export function scanQuoted(cursor: Cursor): string {
  const { text } = cursor;
  const quote = cursor.peek();
  const single = quote === 39;
  cursor.pos++;
  // put together at the end: V8 keeps a sum of single characters as so many objects, 32 bytes each
  const parts: string[] = [];
  for (;;) {
    if (cursor.atDocumentMark()) throw cursor.scannerError('found unexpected document indicator');
    if (cursor.pos >= cursor.end) throw cursor.scannerError('found unexpected end of stream');
    let broke = false;
    while (!cursor.blankOrEnd()) {
      const c = cursor.peek();
      if (c === quote) {
        if (!single || cursor.peek(1) !== quote) break;
        parts.push("'");
        cursor.pos += 2;
      } else if (!single && c === 92) {
        if (isBreak(cursor.peek(1))) {
          cursor.pos++;
          cursor.takeBreak();
          broke = true;
          break;
        }
        parts.push(scanEscape(cursor));
      } else {
        const from = cursor.pos++;
        while (!cursor.blankOrEnd() && cursor.peek() !== quote && (single || cursor.peek() !== 92)) cursor.pos++;
        parts.push(text.slice(from, cursor.pos));
      }
    }
    if (cursor.peek() === quote) break;
    let blanks = '';
    let firstBreak = '';
    let moreBreaks = '';
    for (let c = cursor.peek(); isBlank(c) || isBreak(c); c = cursor.peek()) {
      if (isBlank(c)) {
        if (!broke) blanks += text[cursor.pos];
        cursor.pos++;
      } else if (broke) {
        moreBreaks += cursor.takeBreak();
      } else {
        blanks = '';
        firstBreak = cursor.takeBreak();
        broke = true;
      }
    }
    parts.push(broke ? fold(firstBreak, moreBreaks) : blanks);
  }
  cursor.pos++;
  return parts.join('');
}

/** The chomping and indentation indicators after `|` or `>`, to the end of that line. */
function scanBlockHeader(cursor: Cursor): { chomping: '+' | '-' | ''; increment: number } {
  let chomping: '+' | '-' | '' = '';
  let increment = 0;
  const takeChomping = (): void => {
    const c = cursor.peek();
    if (c !== 43 && c !== 45) return;
    chomping = c === 43 ? '+' : '-';
    cursor.pos++;
  };
  const takeIncrement = (): void => {
    if (!isDigit(cursor.peek())) return;
    increment = cursor.peek() - 48;
    if (increment === 0) throw cursor.scannerError('found an indentation indicator equal to 0');
    cursor.pos++;
  };
  const first = cursor.pos;
  takeChomping();
  takeIncrement();
  if (increment > 0 && cursor.pos === first + 1) takeChomping();
  cursor.skipBlanks();
  cursor.skipComment();
  if (!cursor.breakOrEnd()) throw cursor.scannerError('did not find expected comment or line break');
  cursor.takeBreak();
  return { chomping, increment };
}

/** Reads `|` and `>` scalars; `parentIndent` is the column of the collection around it, -1 at the root. */
export function scanBlock(cursor: Cursor, parentIndent: number): string {
  const { text } = cursor;
  const literal = cursor.peek() === 124;
  cursor.pos++;
  const { chomping, increment } = scanBlockHeader(cursor);
  let indent = increment > 0 ? Math.max(parentIndent, 0) + increment : 0;

  const takeBreaks = (): string => {
    let breaks = '';
    let deepest = 0;
    for (;;) {
      while ((indent === 0 || cursor.column < indent) && cursor.peek() === SPACE) cursor.pos++;
      if (cursor.column > deepest) deepest = cursor.column;
      if ((indent === 0 || cursor.column < indent) && cursor.peek() === TAB) {
        throw cursor.scannerError('found a tab character where an indentation space is expected');
      }
      if (!isBreak(cursor.peek())) break;
      breaks += cursor.takeBreak();
    }
    if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1);
    return breaks;
  };

  let value = '';
  let lineBreak = '';
  let breaks = takeBreaks();
  let wasBlank = false;
  while (cursor.column === indent && cursor.pos < cursor.end) {
    const blank = isBlank(cursor.peek());
    if (!literal && !wasBlank && !blank && lineBreak.charCodeAt(0) === LF) value += breaks === '' ? ' ' : '';
    else value += lineBreak;
    value += breaks;
    wasBlank = blank;
    const from = cursor.pos;
    while (!cursor.breakOrEnd()) cursor.pos++;
    value += text.slice(from, cursor.pos);
    lineBreak = cursor.takeBreak();
    breaks = takeBreaks();
  }
  if (chomping !== '-') value += lineBreak;
  if (chomping === '+') value += breaks;
  return value;
}
