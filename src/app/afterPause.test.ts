import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterPause } from './afterPause.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('of many calls the last one counts, a pause after it', () => {
  const act = vi.fn<() => void>();
  const later = afterPause(act, 60);
  for (let key = 0; key < 4; key++) {
    later.soon();
    vi.advanceTimersByTime(50);
  }
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(9);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(1);
  later.soon();
  vi.advanceTimersByTime(60);
  expect(act).toHaveBeenCalledTimes(2);
});

test('what was called off is not run, and a call after that waits its whole pause', () => {
  const act = vi.fn<() => void>();
  const later = afterPause(act, 60);
  later.soon();
  later.cancel();
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
  later.soon();
  vi.advanceTimersByTime(59);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(1);
});

test('a call may ask for another wait, and the next one for the usual one', () => {
  const act = vi.fn<() => void>();
  const later = afterPause(act, 60);
  later.soon(300);
  vi.advanceTimersByTime(299);
  expect(act).not.toHaveBeenCalled();
  later.soon();
  vi.advanceTimersByTime(59);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(1);
});
