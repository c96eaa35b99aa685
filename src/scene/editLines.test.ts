import { expect, it } from 'vitest';
import { editLines } from './editLines.ts';

it('gives the lines that change, and not those between them', () => {
  expect(editLines('a\nb\nc\nd\n', 'a\nB\nc\nD\n')).toEqual({ out: ['b', 'd'], put: ['B', 'D'] });
  expect(editLines('a\nc\n', 'a\nb\nc\n')).toEqual({ out: [], put: ['b'] });
});
