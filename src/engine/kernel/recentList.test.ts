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

test('an element that is there yet keeps its timeout; one that was forgotten comes back with the new one', () => {
  const lists = new Map<string, Map<string, Listed>>();
  const see = (timeout: number, now: number) => {
    recall(lists, { list: 'l', source: 'a', limit: 9, timeout }, now);
    return lists.get('l')?.get('a');
  };
  see(10, 0);
  expect(see(3, 9000)).toEqual({ at: 9000, timeout: 10 });
  expect(see(3, 20_000)).toEqual({ at: 20_000, timeout: 3 });
});
