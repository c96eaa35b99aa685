import { expect, test } from 'vitest';
import { marginOf, scoreOf } from '../../quality/mutationSection.mjs';
import { sample } from '../../scripts/mutation/sample.mjs';

test('a score is that of the sample, and how sure it is depends on how many were tried', () => {
  expect(scoreOf({ tried: 200, noticed: 150 })).toBe(75);
  expect(marginOf({ tried: 200, noticed: 150, mutants: 1e9 })).toBeCloseTo(6, 1);
  expect(marginOf({ tried: 200, noticed: 150, mutants: 200 })).toBe(0);
});

test('a sample is the same each time, has no mutant twice, and is of the whole list', () => {
  const all = Array.from({ length: 1000 }, (_, i) => i);
  const drawn = sample(all, 100, 1);
  expect(sample(all, 100, 1)).toEqual(drawn);
  expect(sample(all, 100, 2)).not.toEqual(drawn);
  expect(new Set(drawn).size).toBe(100);
  expect(drawn.reduce((sum, i) => sum + i, 0) / 100).toBeGreaterThan(400);
  expect(drawn.reduce((sum, i) => sum + i, 0) / 100).toBeLessThan(600);
  expect(sample([1, 2], 5, 1)).toEqual([1, 2]);
});
