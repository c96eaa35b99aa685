import { expect, it, vi } from 'vitest';
import { readDocument } from './readDocument.ts';

class Absent extends Error {}

vi.mock('./scanTag.ts', () => ({
  scanAnchor: () => {
    throw new Absent();
  },
}));

it('what a lean worker lacks is no error of the text: the whole engine is asked', () => {
  expect(() => readDocument('a: &x {b: 1}\nc: *x\n')).toThrow(Absent);
});
