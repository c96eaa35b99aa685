import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp, timestamp } from './timestamp.ts';

describe('timestamp', () => {
  it.each([
    [0, '2026-01-01T00:00:00Z'],
    [5_999, '2026-01-01T00:00:05Z'],
    [86_400_000 * 59, '2026-03-01T00:00:00Z'],
    [-1000, '2025-12-31T23:59:59Z'],
    [86_400_000 * (365 * 2 + 59), '2028-02-29T00:00:00Z'],
  ])('%d ms is %s', (ms, text) => {
    expect(timestamp(ms)).toBe(text);
  });

  it.each([
    ['2026-01-01T01:30:05+01:30', 5_000],
    ['2025-12-31T23:45:00.5-00:15', 500],
    ['2026-01-01', Number.NaN],
  ])('%s is read as %d ms', (text, ms) => {
    expect(parseTimestamp(text)).toBe(ms);
  });

  it('is read back to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), (seconds) => {
        expect(parseTimestamp(timestamp(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});
