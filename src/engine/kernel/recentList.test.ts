import { expect, test } from 'vitest';
import { MOST_SOURCES, recall } from './recentList.ts';

const list = (sources: readonly string[], limit: number): string[] => {
  const lists = new Map<string, Map<string, number>>();
  sources.forEach((source, now) => recall(lists, { list: 'l', source, limit }, now));
  return [...(lists.get('l')?.keys() ?? [])];
};

test('a full list forgets whom it has not seen for the longest time', () => {
  expect(list(['a', 'b', 'c'], 2)).toEqual(['b', 'c']);
  expect(list(['a', 'b', 'a', 'c'], 2)).toEqual(['a', 'c']);
  const many = Array.from({ length: 101 }, (_, i) => `10.0.0.${i}`);
  expect(list(many, MOST_SOURCES)).toEqual(many.slice(1));
});
