import { expect, it } from 'vitest';
import { parseText } from './parse.ts';

const read = (text: string): unknown[] => parseText(text).documents.map(({ error, value }) => error ?? value);

it('reads JSON objects one after the other', () => {
  expect(read('{"a":1} {"b":2}\n{"c":3}')).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
});

it('takes what follows one object for YAML', () => {
  expect(read('{"a":1}\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
  expect(read('{"a":1}\n---\nb: 2\n---\nc: 3\n')).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
  expect(read('{"a":1} # a comment\n')).toEqual([{ a: 1 }]);
  expect(read('{"a":1}}\n')).toEqual([
    { a: 1 },
    "json: offset 8: invalid character '}' looking for beginning of value",
  ]);
});

it('takes what follows several objects for a mistake', () => {
  expect(read('{"a":1}{"b":2}rest')).toEqual([
    { a: 1 },
    { b: 2 },
    "invalid character 'r' looking for beginning of value",
  ]);
});

it('takes fewer than four bytes for no YAML', () => {
  const wrong = "json: offset 9: invalid character 'x' looking for beginning of value";
  expect(read('{"a":1} x')).toEqual([{ a: 1 }, wrong]);
  expect(read('{"a":1} xy\n')).toEqual([{ a: 1 }, wrong]);
  expect(read('{"a":1} xyz\n')).toEqual([{ a: 1 }, 'xyz']);
});
