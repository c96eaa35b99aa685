import { expect, test } from 'vitest';
import { plain } from '../../scenarios/searchGallery.ts';
import { closeness as closenessOf } from './closeness.ts';

const closeness = (texts: readonly string[], query: string) => closenessOf(texts.map(plain), query);

test('the nearer the better', () => {
  const link = ['Copy link', 'Share', 'url'];
  const ranks = ['copy link', 'copy', 'link', 'ink', 'cplnk'].map((query) => closeness(link, query));
  expect(ranks).toEqual([...ranks].sort((a, b) => a! - b!));
  expect(new Set(ranks).size).toBe(5);
  expect(closeness(link, 'export')).toBeNull();
});

test('each word may be in another text', () => {
  expect(closeness(['Copy link', 'Share'], 'share link')).not.toBeNull();
  expect(closeness(['Copy link', 'Share'], 'share nothing')).toBeNull();
});

test('letters far apart, or from the middle of a word, are no abbreviation', () => {
  expect(closeness(['The Pods come and go, and the Service stays'], 'tgy')).toBeNull();
  expect(closeness(['Export'], 'xt')).toBeNull();
});

test('width and accents do not matter, and Chinese needs no blanks', () => {
  expect(closeness(['切换主题：深色'], '深色')).not.toBeNull();
  expect(closeness(['Ｅxport'], 'export')).toBe(0);
});
