import { expect, test } from 'vitest';
import { percent } from './hopWords.ts';

test.each([
  [0, '0.0 %'],
  [1, '100.0 %'],
  [1 / 3, '33.3 %'],
  [0.001, '0.1 %'],
  [0.0007, '0.07 %'],
  [0.0002, '0.02 %'],
  [0.00001, '0.001 %'],
  [1e-9, '0.0000001 %'],
])('%d is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});
