import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256, sha256Hex } from './sha256.ts';

const known = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

it('is the hash that Node makes, whatever the length', () => {
  for (let length = 0; length < 300; length++) {
    const text = 'default/web:http'.repeat(20).slice(0, length);
    expect(sha256Hex(text)).toBe(known(text));
  }
  const long = 'x'.repeat(100_000);
  expect(sha256Hex(long)).toBe(known(long));
});

it.each(['é', 'ключ', '网络', '😀 x', '\u{10ffff}', 'a\ud800b', '\udc00', '\ud83d'])('takes %j as UTF-8', (text) => {
  expect(sha256Hex(text)).toBe(known(text));
});

it('takes texts one behind the other, whatever came before', () => {
  const text = fc.constantFrom('', 'default/web:http', 'default/web:http'.repeat(9), 'é', '网络', 'tcp');
  const hex = (words: Int32Array): string => Buffer.from(words.slice().buffer).swap32().toString('hex');
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1 }), (calls) => {
      for (const texts of calls) expect(hex(sha256(...texts))).toBe(known(texts.join('')));
    }),
  );
});

it('gives words of 32 bits', () => {
  expect([...sha256('abc')].map((n) => n >>> 0)).toEqual([
    0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad,
  ]);
});
