import { describe, expect, it } from 'vitest';
import { positionOf, rowMarks, rowOf } from './oneClock.ts';
import { type Marks, restOf } from './playback.ts';

const a: Marks = { starts: [0, 100, 300], rests: [50, 150], rules: [0, 0] };
const b: Marks = { starts: [0, 200, 300, 400], rests: [100, 250, 350], rules: [3, 0, 0] };
const rows = [
  { a: 0, b: 0 },
  { a: null, b: 1 },
  { a: 1, b: 2 },
];
const film = rowMarks(rows, a, b);
const at = (side: 'a' | 'b', position: number) => positionOf(rows, film, side, side === 'a' ? a : b, position);

describe('one clock for two ways', () => {
  it('gives each step the time of who takes longer, to its rest and after it', () => {
    expect(film.starts).toEqual([0, 200, 300, 500]);
    expect(film.rests).toEqual([100, 250, 350]);
  });
  it('has both rest at the same moment', () => {
    const rest = restOf(film, 0);
    expect(at('a', rest)).toBeCloseTo(restOf(a, 0));
    expect(at('b', rest)).toBeCloseTo(restOf(b, 0));
    // the quicker one is there before, and waits
    expect(at('a', rest * 0.9)).toBeCloseTo(restOf(a, 0));
  });
  it('lets a way wait while the other has a hop more', () => {
    for (const position of [1, 1.3, 1.99]) expect(at('a', position)).toBe(1);
    expect(at('b', 1.5)).toBeCloseTo(1.5);
  });
  it('ends with both at their ends, never runs back, and never further', () => {
    for (const side of ['a', 'b'] as const) {
      let last = 0;
      for (let position = 0; position <= 3.001; position += 0.01) {
        const now = at(side, position);
        expect(now).toBeGreaterThanOrEqual(last - 1e-9);
        last = now;
      }
      expect(at(side, 3)).toBe(side === 'a' ? 2 : 3);
    }
  });
  it('has a way that is over wait at its ending, and one that has not begun at its beginning', () => {
    const early = [
      { a: 0, b: null },
      { a: 1, b: 0 },
      { a: null, b: 1 },
      { a: null, b: 2 },
    ];
    const longer = rowMarks(early, a, b);
    expect(positionOf(early, longer, 'b', b, 0.5)).toBe(0);
    expect(positionOf(early, longer, 'a', a, 3.5)).toBe(2);
  });
  it('knows the step of a hop', () => {
    expect(rowOf(rows, 'b', 1)).toBe(1);
    expect(rowOf(rows, 'a', 1)).toBe(2);
    expect(rowOf(rows, 'a', 7)).toBe(0);
  });
});
