import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advanced,
  hopAt,
  jumped,
  type Playback,
  plainMarks,
  played,
  positionAt,
  remarked,
  restOf,
  ruleAt,
  ruleStop,
  sought,
  stepped,
  stopped,
  timeAt,
} from './playback.ts';

const marks = { starts: [0, 400, 1000, 1260], rests: [200, 700, 1259], rules: [0, 3, 0] };
const film: Playback = { ...stopped, marks };
const after = (state: Playback, ...changes: ((s: Playback) => Partial<Playback>)[]): Playback =>
  changes.reduce((s, change) => ({ ...s, ...change(s) }), state);

test('turns positions into times and back', () => {
  expect([0, 1.5, 3].map((position) => timeAt(marks, position))).toEqual([0, 700, 1260]);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (position) => {
      expect(positionAt(marks, timeAt(marks, position))).toBeCloseTo(position, 6);
    }),
  );
});

test('stays inside the way', () => {
  expect(positionAt(marks, 9999)).toBe(3);
  expect(positionAt(marks, -5)).toBe(0);
  expect(hopAt(3, 3)).toBe(2);
  expect(hopAt(0, 0)).toBe(0);
  expect(timeAt(plainMarks([]), 2)).toBe(0);
  expect(hopAt(restOf(marks, 99), 3)).toBe(2);
});

test('plays to the end and stops there; playing again begins anew', () => {
  const end = after(film, played, (s) => advanced(s, 5000));
  expect(end).toMatchObject({ position: 3, playing: false });
  expect(played(end)).toMatchObject({ position: 0, playing: true });
  expect(advanced({ ...film, playing: true, loop: true }, 5000)).toEqual({ position: 0 });
  expect(played(stopped)).toEqual({});
});

test('plays the same way in one stride and in many, at any speed', () => {
  let many = { ...film, playing: true };
  for (let i = 0; i < 100; i += 1) many = after(many, (s) => advanced(s, 10));
  expect(many.position).toBeCloseTo(after({ ...film, playing: true, speed: 2 }, (s) => advanced(s, 500)).position, 6);
  expect(advanced(film, 50)).toEqual({});
});

test('steps go from hop to hop both ways, and pause', () => {
  const hops = (...by: number[]): number[] =>
    by.map((_, i) => after(film, ...by.slice(0, i + 1).map((n) => (s: Playback) => stepped(s, n))).position);
  expect(hops(1, 1, 1, -1, -10, 10)).toEqual([1, 2, 2, 1, 0, 2].map((hop) => restOf(marks, hop)));
  expect(after({ ...film, playing: true }, (s) => stepped(s, 1)).playing).toBe(false);
});

test('steps by rule visit every rule of a hop, and then its rest', () => {
  const byRule = { ...film, byRule: true, position: restOf(marks, 0) };
  const forward = [1, 1, 1, 1, 1];
  const rules = forward.map((_, i) => {
    const { position } = after(byRule, ...forward.slice(0, i + 1).map((n) => (s: Playback) => stepped(s, n)));
    return [hopAt(position, 3), ruleAt(marks, position)];
  });
  expect(rules).toEqual([
    [1, 0],
    [1, 1],
    [1, 2],
    [1, null],
    [2, null],
  ]);
  const back = after({ ...byRule, position: restOf(marks, 1) }, (s) => stepped(s, -1));
  expect(ruleAt(marks, back.position)).toBe(2);
});

test('a rule can be read while steps go by rule', () => {
  const state: Playback = { ...film, playing: true, byRule: true, position: 1 };
  expect(ruleAt(marks, after(state, (s) => advanced(s, 300)).position)).toBeNull();
  expect(ruleAt(marks, after(state, (s) => advanced(s, 500)).position)).toBe(0);
});

test('without motion it jumps from stop to stop', () => {
  const state = { ...film, playing: true };
  const visited = [1, 2, 3, 4].map((n) => after(state, ...Array.from({ length: n }, () => jumped)));
  expect(visited.map(({ position }) => position)).toEqual([restOf(marks, 0), restOf(marks, 1), restOf(marks, 2), 3]);
  expect(visited.at(-1)?.playing).toBe(false);
});

test('who rests goes on resting when the picture is laid out anew; who moves stays where they are', () => {
  const wider = { ...marks, starts: [0, 400, 2000, 2260], rests: [200, 900, 2259] };
  const at = (position: number): number | undefined => remarked({ ...film, position }, wider).position;
  expect(at(restOf(marks, 1))).toBe(restOf(wider, 1));
  expect(at(ruleStop(marks, 1, 2))).toBe(ruleStop(wider, 1, 2));
  expect(at(1.7)).toBeUndefined();
  expect(remarked(film, plainMarks([]))).toEqual({});
});

test('scrubbing pauses and stays on the film', () => {
  expect(sought({ ...film, playing: true }, 9)).toEqual({ playing: false, position: 3 });
});
