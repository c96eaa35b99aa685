import { expect, test } from 'vitest';
import { textWidth } from './textWidth.ts';

test('a text is as wide as its letters, its size and its weight say', () => {
  expect(textWidth('Wi', '400 10px Inter, sans-serif')).toBeCloseTo(9.44 + 2.22);
  expect(textWidth('Wi', '400 20px Inter, sans-serif')).toBeCloseTo(2 * (9.44 + 2.22));
  expect(textWidth('Wi', '600 10px Inter, sans-serif')).toBeGreaterThan(textWidth('Wi', '400 10px Inter, sans-serif'));
});

test('each letter of a monospace face has one width, each Chinese one the size of the text', () => {
  expect(textWidth('10.96.0.1', '700 10px Menlo, monospace')).toBeCloseTo(9 * 6.02);
  expect(textWidth('报文', '400 12px Menlo, monospace')).toBe(24);
  expect(textWidth('报文', '400 12px sans-serif')).toBe(24);
});
