import { expect, test } from 'vitest';
import { visibleText } from './visibleText.ts';

test('shows what would turn or hide text', () => {
  expect(visibleText('web\u202Egpj')).toBe('web<U+202E>gpj');
  expect(visibleText('a\u200Bb\u0000')).toBe('a<U+200B>b<U+0000>');
  expect(visibleText('tier=frontend ✓ 前端')).toBe('tier=frontend ✓ 前端');
});

test('cuts long text', () => {
  expect(visibleText('x'.repeat(5000))).toHaveLength(256);
});
