import { expect, test } from 'vitest';
import { addressEnd, visibleText } from './visibleText.ts';

test('shows what would turn or hide text', () => {
  expect(visibleText('web\u202Egpj')).toBe('web<U+202E>gpj');
  expect(visibleText('a\u200Bb\u0000')).toBe('a<U+200B>b<U+0000>');
  expect(visibleText('tier=frontend ✓ 前端')).toBe('tier=frontend ✓ 前端');
});

test('cuts long text', () => {
  expect(visibleText('x'.repeat(5000))).toHaveLength(256);
});

test('of an address that does not fit, its last parts stay', () => {
  const within = (most: number) => (text: string) => text.length <= most;
  expect(addressEnd('192.168.251.101', within(9))).toBe('…251.101');
  expect(addressEnd('10.244.3.2:8080', within(13))).toBe('…244.3.2:8080');
  expect(addressEnd('fd00:10:96::a', within(8))).toBe('…96::a');
  expect(addressEnd('198.51.100.7', within(1))).toBe('');
});
