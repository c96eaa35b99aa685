import fc from 'fast-check';
import { expect, it } from 'vitest';
import { advance, hopAt, plainMarks, positionAt, restOf, timeAt } from './playback.ts';

const marks = { starts: [0, 400, 1000, 1260], rests: [200, 700, 1260] };

it('turns positions into times and back', () => {
  expect(timeAt(marks, 0)).toBe(0);
  expect(timeAt(marks, 1.5)).toBe(700);
  expect(timeAt(marks, 3)).toBe(1260);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (position) => {
      expect(positionAt(marks, timeAt(marks, position))).toBeCloseTo(position, 6);
    }),
  );
});

it('stays inside the way', () => {
  expect(positionAt(marks, 9999)).toBe(3);
  expect(positionAt(marks, -5)).toBe(0);
  expect(hopAt(3, 3)).toBe(2);
  expect(hopAt(0, 0)).toBe(0);
  expect(timeAt(plainMarks(0), 2)).toBe(0);
});

it('plays the same way in one stride and in many', () => {
  let position = 0;
  for (let i = 0; i < 100; i += 1) position = advance(marks, position, 10, 1);
  expect(position).toBeCloseTo(advance(marks, 0, 500, 2), 6);
});

it('rests inside the hop that was stepped to', () => {
  expect(restOf(marks, 1)).toBe(1.5);
  expect(hopAt(restOf(marks, 2), 3)).toBe(2);
  expect(hopAt(restOf(marks, 99), 3)).toBe(2);
});
