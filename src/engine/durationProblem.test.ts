import { expect, it } from 'vitest';
import { durationProblem } from './durationProblem.ts';

it.each([
  ['1h30m', undefined],
  ['0', undefined],
  ['-5m', undefined],
  ['-1', 'time: missing unit in duration "-1"'],
  ['soon', 'time: invalid duration "soon"'],
  ['5d', 'time: unknown unit "d" in duration "5d"'],
])('%s', (text, problem) => {
  expect(durationProblem(text)).toBe(problem);
});
