import { expect, test } from 'vitest';
import { scoreOf } from '../../quality/mutationSection.mjs';
import { sample } from '../../scripts/mutation/sample.mjs';

const row = (mutants: number, tried: number, killed: number) => ({ mutants, tried, killed, survived: [], day: '' });

test('what was tried of a file speaks for all its mutants', () => {
  expect(scoreOf([row(100, 10, 5), row(300, 10, 10)])).toBeCloseTo(87.5);
  // of nothing, nothing is known
  expect(scoreOf([row(100, 10, 5), row(4, 0, 0)])).toBeCloseTo(50);
});

test('a sample is the same each time, has no mutant twice, and is of the whole list', () => {
  const all = Array.from({ length: 1000 }, (_, i) => i);
  const drawn = sample(all, 100, 'src/engine/kernel/a.ts');
  expect(sample(all, 100, 'src/engine/kernel/a.ts')).toEqual(drawn);
  expect(sample(all, 100, 'src/engine/kernel/b.ts')).not.toEqual(drawn);
  expect(new Set(drawn).size).toBe(100);
  expect(drawn.reduce((sum, i) => sum + i, 0) / 100).toBeGreaterThan(400);
  expect(drawn.reduce((sum, i) => sum + i, 0) / 100).toBeLessThan(600);
  expect(sample([1, 2], 5, 'x')).toEqual([1, 2]);
});
