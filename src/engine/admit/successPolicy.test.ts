import { expect, it } from 'vitest';
import { successPolicyErrors } from './successPolicy.ts';

const told = (...rules: object[]): string[] =>
  successPolicyErrors({ completions: 5, successPolicy: { rules } }, 'rules').map(
    ({ field, message }) => `${field}: ${message}`,
  );

it('knows which indexes there are', () => {
  expect(told({ succeededIndexes: '0,2-4', succeededCount: 3 })).toEqual([]);
  expect(told()).toEqual([
    'rules: Required value: at least one rules must be specified when the successPolicy is specified',
  ]);
  expect(told({}, { succeededIndexes: '3,1' }, { succeededIndexes: '1-9' }, { succeededIndexes: 'x' })).toEqual([
    'rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified',
    'rules[1].succeededIndexes: Invalid value: "3,1": error parsing succeededIndexes: non-increasing order, previous: 3, current: 1',
    'rules[2].succeededIndexes: Invalid value: "1-9": error parsing succeededIndexes: too large index: "9"',
    'rules[3].succeededIndexes: Invalid value: "x": error parsing succeededIndexes: cannot convert string to integer for index: "x"',
  ]);
  expect(told({ succeededIndexes: '1', succeededCount: 6 })).toEqual([
    'rules[0].succeededCount: Invalid value: 6: must be less than or equal to 5 (the number of specified completions)',
    'rules[0].succeededCount: Invalid value: 6: must be less than or equal to 1 (the number of indexes in the specified succeededIndexes field)',
  ]);
});

it('takes so many rules', () => {
  const rules = (n: number): string[] => told(...Array.from({ length: n }, () => ({ succeededCount: 1 })));
  expect(rules(20)).toEqual([]);
  expect(rules(21)).toEqual(['rules: Too many: 21: must have at most 20 items']);
});
