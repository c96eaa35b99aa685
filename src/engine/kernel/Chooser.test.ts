import { expect, test } from 'vitest';
import { Random } from '../cluster/Random.ts';
import { everyWay, oneWay } from './Chooser.ts';

/** A generator that gives these numbers, one after another. */
function given(...numbers: number[]): Random {
  const random = new Random(1);
  random.next = () => numbers.shift() ?? 0;
  return random;
}

test('every way is taken with its share', () => {
  expect(everyWay.chance(0.25)).toEqual([
    { yes: true, share: 0.25 },
    { yes: false, share: 0.75 },
  ]);
  const both = [
    { option: 'a', share: 0.5 },
    { option: 'b', share: 0.5 },
  ];
  expect(everyWay.pick(['a', 'b'])).toEqual(both);
  // at no known moment, it may be the turn of each
  expect(everyWay.inTurn(['a', 'b'], 1)).toEqual(both);
  expect(everyWay.pick([])).toEqual([]);
});

test('one way is taken: the share is still the chance that it had', () => {
  const one = oneWay(given(0.24, 0.25, 0.9));
  expect(one.chance(0.25)).toEqual([{ yes: true, share: 0.25 }]);
  // a number below the probability is a yes, so 0 never happens
  expect(one.chance(0.25)).toEqual([{ yes: false, share: 0.75 }]);
  expect(one.chance(0.25)).toEqual([{ yes: false, share: 0.75 }]);
  expect(oneWay(given(0)).chance(0)).toEqual([{ yes: false, share: 1 }]);
});

test('of options, the one where the number falls', () => {
  const one = oneWay(given(0, 0.49, 0.5, 0.99));
  for (const option of ['a', 'a', 'b', 'b']) expect(one.pick(['a', 'b'])).toEqual([{ option, share: 0.5 }]);
  expect(one.pick([])).toEqual([]);
  expect(one.inTurn(['a', 'b', 'c'], 1)).toEqual([{ option: 'b', share: 1 / 3 }]);
  expect(one.inTurn(['a', 'b'], 2)).toEqual([]);
});
