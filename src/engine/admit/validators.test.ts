import { expect, test } from 'vitest';
import { labelValue, legacyIp, sloppyCidr } from './validators.ts';

test('an address of an older field may be in any form that says which one it is', () => {
  expect(legacyIp('a', '10.0.0.1')).toEqual([]);
  expect(legacyIp('a', 'FD00:0::1')).toEqual([]);
  expect(legacyIp('a', '010.0.0.1')).toHaveLength(1);
});

test.each([
  '10.0.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/8 ',
  '10.0.0.0/8.0',
  '10.0.0.0/8e0',
  '10.0.0/8',
  'fd00::/129',
])('%j is no range', (text) => {
  expect(sloppyCidr(text)).toBeNull();
});

test.each([
  ['010.0.0.0/08', { ip: '10.0.0.0', bits: 32, prefix: 8 }],
  ['fd00::/64', { ip: 'fd00::', bits: 128, prefix: 64 }],
])('%j is one', (text, range) => {
  expect(sloppyCidr(text)).toEqual(range);
});

test('a text is as long as its bytes are', () => {
  const isLong = (...parts: string[]): boolean => labelValue(parts.join('')).includes('must be no more than 63 bytes');
  expect(isLong('a'.repeat(63))).toBe(false);
  expect(isLong('a'.repeat(64))).toBe(true);
  // of one byte, two, three and four
  for (const [letter, bytes] of [
    ['\u007f', 1],
    ['\u0080', 2],
    ['\u07ff', 2],
    ['\u0800', 3],
    ['\uffff', 3],
    ['\u{10000}', 4],
  ] as const) {
    const most = Math.floor(60 / bytes);
    expect(isLong(letter.repeat(most), 'a'.repeat(63 - most * bytes))).toBe(false);
    expect(isLong(letter.repeat(most), 'a'.repeat(64 - most * bytes))).toBe(true);
  }
});
