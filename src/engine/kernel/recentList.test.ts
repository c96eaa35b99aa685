import { expect, test } from 'vitest';
import type { Listed } from './KernelState.ts';
import { MOST_SOURCES, recall } from './recentList.ts';

const list = (sources: readonly string[], limit: number): string[] => {
  const lists = new Map<string, Map<string, Listed>>();
  sources.forEach((source, now) => recall(lists, { list: 'l', source, limit }, now));
  return [...(lists.get('l')?.keys() ?? [])];
};

test('a full list forgets whom it has not seen for the longest time', () => {
  expect(list(['a', 'b', 'c'], 2)).toEqual(['b', 'c']);
  expect(list(['a', 'b', 'a', 'c'], 2)).toEqual(['a', 'c']);
  const many = Array.from({ length: 101 }, (_, i) => `10.0.0.${i}`);
  expect(list(many, MOST_SOURCES)).toEqual(many.slice(1));
});

test('an element that is there yet tells its timeout, and is held for that of the set from then on', () => {
  const lists = new Map<string, Map<string, Listed>>();
  /** What it tells, and until when it is held. */
  const see = (timeout: number, now: number) => {
    recall(lists, { list: 'l', source: 'a', limit: 9, timeout }, now);
    const { at = 0, timeout: own = 0 } = lists.get('l')?.get('a') ?? {};
    return [own, at + own * 1000];
  };
  expect(see(10, 0)).toEqual([10, 10_000]);
  expect(see(3, 9000)).toEqual([10, 12_000]);
  expect(see(60, 11_000)).toEqual([10, 71_000]);
  expect(see(3, 80_000)).toEqual([3, 83_000]);
});
