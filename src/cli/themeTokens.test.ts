import { expect, test } from 'vitest';
import { themeTokens } from './themeTokens.ts';

test('every token has a value in both themes, and the themes differ', () => {
  const [light, dark] = [themeTokens('light'), themeTokens('dark')];
  const flat = (tokens: object): string[] =>
    Object.values(tokens).flatMap((one) => (typeof one === 'string' ? [one] : flat(one)));
  for (const value of [...flat(light), ...flat(dark)]) expect(value).not.toBe('');
  expect(light.bg).toBe('#fafaf7');
  expect(dark.bg).toBe('#11161b');
  expect(dark.mono).toBe(light.mono);
  expect(dark.mono).toContain('monospace');
});
