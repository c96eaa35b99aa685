import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test.each([
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh-Hant-TW'], 'zh-CN'],
  [['ZH'], 'zh-CN'],
  [['de-DE', 'fr', 'en-GB', 'zh'], 'en'],
  [[null, undefined, '', 'zh'], 'zh-CN'],
  [['zhen', 'english', '<script>'], 'en'],
  [[], 'en'],
])('%j is answered in %s', (wishes, language) => {
  expect(languageOf(wishes)).toBe(language);
});
