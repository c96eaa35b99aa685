import { type Cursor, isWord } from './cursor.ts';

/** `&name` or `*name`: the cursor stands on the indicator. */
export function scanAnchor(cursor: Cursor): string {
  cursor.pos++;
  const from = cursor.pos;
  while (isWord(cursor.peek())) cursor.pos++;
  const name = cursor.text.slice(from, cursor.pos);
  if (name === '' || !(cursor.blankOrEnd() || '?:,]}%@`'.includes(cursor.text[cursor.pos] ?? ''))) {
    throw cursor.scannerError('did not find expected alphabetic or numeric character');
  }
  return name;
}

const URI = /[-0-9A-Za-z_;/?:@&=+$,.!~*'()[\]%]/;

function scanUri(cursor: Cursor, head: string): string {
  let uri = head.slice(1);
  let found = head.length > 0;
  while (cursor.pos < cursor.end && URI.test(cursor.text[cursor.pos] ?? '')) {
    if (cursor.peek() === 37) {
      const octets = /^(%[0-9a-fA-F]{2})+/.exec(cursor.text.slice(cursor.pos, cursor.end));
      if (!octets) throw cursor.scannerError('did not find URI escaped octet');
      try {
        uri += decodeURIComponent(octets[0]);
      } catch {
        throw cursor.scannerError('found an incorrect leading UTF-8 octet');
      }
      cursor.pos += octets[0].length;
    } else {
      uri += cursor.text[cursor.pos];
      cursor.pos++;
    }
    found = true;
  }
  if (!found) throw cursor.scannerError('did not find expected tag URI');
  return uri;
}

function scanHandle(cursor: Cursor, directive: boolean): string {
  if (cursor.peek() !== 33) throw cursor.scannerError("did not find expected '!'");
  const from = cursor.pos;
  cursor.pos++;
  while (isWord(cursor.peek())) cursor.pos++;
  if (cursor.peek() === 33) cursor.pos++;
  else if (directive && cursor.pos > from + 1) throw cursor.scannerError("did not find expected '!'");
  return cursor.text.slice(from, cursor.pos);
}

/** `!foo`, `!!str`, `!<tag:…>`: the handle (empty for the verbatim form) and the rest. */
export function scanTag(cursor: Cursor): { handle: string; suffix: string } {
  let handle = '';
  let suffix: string;
  if (cursor.peek(1) === 60) {
    cursor.pos += 2;
    suffix = scanUri(cursor, '');
    if (cursor.peek() !== 62) throw cursor.scannerError("did not find the expected '>'");
    cursor.pos++;
  } else {
    handle = scanHandle(cursor, false);
    if (handle.length > 1 && handle.endsWith('!')) {
      suffix = scanUri(cursor, '');
    } else {
      suffix = scanUri(cursor, handle);
      handle = '!';
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  if (!cursor.blankOrEnd()) throw cursor.scannerError('did not find expected whitespace or line break');
  return { handle, suffix };
}

export type Directive = { kind: 'version'; version: string } | { kind: 'tag'; handle: string; prefix: string };

/** `%YAML 1.1` or `%TAG ! prefix`, with the line break after it. */
export function scanDirective(cursor: Cursor): Directive {
  cursor.pos++;
  const from = cursor.pos;
  while (isWord(cursor.peek())) cursor.pos++;
  const name = cursor.text.slice(from, cursor.pos);
  if (name === '') throw cursor.scannerError('could not find expected directive name');
  if (!cursor.blankOrEnd()) throw cursor.scannerError('found unexpected non-alphabetical character');
  let directive: Directive;
  if (name === 'YAML') {
    cursor.skipBlanks();
    const version = /^\d*\.?\d*/.exec(cursor.text.slice(cursor.pos, cursor.end))?.[0] ?? '';
    cursor.pos += version.length;
    const dot = version.indexOf('.');
    if (version === '' || dot === 0 || dot === version.length - 1) {
      throw cursor.scannerError('did not find expected version number');
    }
    if (dot < 0) throw cursor.scannerError("did not find expected digit or '.' character");
    directive = { kind: 'version', version };
  } else if (name === 'TAG') {
    cursor.skipBlanks();
    const handle = scanHandle(cursor, true);
    if (!cursor.blankOrEnd() || cursor.breakOrEnd()) throw cursor.scannerError('did not find expected whitespace');
    cursor.skipBlanks();
    const prefix = scanUri(cursor, '');
    if (!cursor.blankOrEnd()) throw cursor.scannerError('did not find expected whitespace or line break');
    directive = { kind: 'tag', handle, prefix };
  } else {
    throw cursor.scannerError('found unknown directive name');
  }
  cursor.skipBlanks();
  cursor.skipComment();
  if (!cursor.breakOrEnd()) throw cursor.scannerError('did not find expected comment or line break');
  cursor.takeBreak();
  return directive;
}
