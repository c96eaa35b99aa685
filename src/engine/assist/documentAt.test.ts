import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitDocuments } from '../parse/splitDocuments.ts';
import { documentAt } from './documentAt.ts';

const lines = fc.array(fc.constantFrom('---', '--- # of two', '---x', 'a: 1', '', '  - b', '# ---'), { maxLength: 12 });

test('finds what the whole text, cut, has there', () => {
  fc.assert(
    fc.property(lines, fc.boolean(), fc.nat(), (all, ends, place) => {
      const text = all.join('\n') + (ends ? '\n' : '');
      const at = place % (text.length + 1);
      const piece = splitDocuments(text).find(({ start, end }) => at >= start && at < end);
      const found = documentAt(text, at);
      if (piece) expect(found).toEqual({ start: piece.start, end: piece.end });
      else expect(found.end).toBe(text.length);
    }),
    { numRuns: 3000 },
  );
});

test('behind the last separator begins a document', () => {
  expect(documentAt('a: 1\n---\n', 9)).toEqual({ start: 9, end: 9 });
  expect(documentAt('', 0)).toEqual({ start: 0, end: 0 });
});
