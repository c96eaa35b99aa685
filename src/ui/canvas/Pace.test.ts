import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './Pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('quick painting follows each movement; slow painting follows few of them', () => {
  const pace = new Pace(() => {});
  expect(pace.underWay).toBe(false);
  expect(pace.moved(performance.now())).toBe(true);
  pace.paints(performance.now() - 3);
  vi.advanceTimersByTime(0);
  expect(pace.moved(performance.now())).toBe(true);
  pace.paints(performance.now() - 12);
  vi.advanceTimersByTime(0);
  let painted = 0;
  for (let frame = 0; frame < 200; frame++) {
    vi.advanceTimersByTime(16);
    if (!pace.moved(performance.now())) continue;
    painted++;
    pace.paints(performance.now() - 12);
    vi.advanceTimersByTime(0);
  }
  expect(painted).toBeGreaterThan(0);
  // two frames each, the board's and the one that shows it: fewer than one in twenty
  expect(2 * painted).toBeLessThan(200 / 20);
});

test('what is asked for is not asked for again until it is painted', () => {
  const pace = new Pace(() => {});
  pace.paints(performance.now() - 12);
  vi.advanceTimersByTime(1000);
  expect(pace.moved(performance.now())).toBe(true);
  vi.advanceTimersByTime(16);
  expect(pace.moved(performance.now())).toBe(false);
});

test('once the view rests, it is painted, and only once', () => {
  const atRest = vi.fn<() => void>();
  const pace = new Pace(atRest);
  pace.moved(performance.now());
  vi.advanceTimersByTime(100);
  pace.moved(performance.now());
  vi.advanceTimersByTime(119);
  expect(atRest).not.toHaveBeenCalled();
  expect(pace.underWay).toBe(true);
  vi.advanceTimersByTime(1);
  vi.advanceTimersByTime(1000);
  expect(atRest).toHaveBeenCalledTimes(1);
  expect(pace.underWay).toBe(false);
});
