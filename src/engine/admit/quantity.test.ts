import { describe, expect, it } from 'vitest';
import { canonicalQuantity } from './quantity.ts';

describe('quantities', () => {
  it.each([
    ['0.5', '500m'],
    ['1', '1'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000Mi', '1000Mi'],
    ['1000', '1k'],
    ['1e3', '1e3'],
    ['100M', '100M'],
    ['0', '0'],
    ['-2', '-2'],
    ['.5Ki', '512'],
  ])('%s is written %s', (text, canonical) => expect(canonicalQuantity(text)).toBe(canonical));

  it('refuses what is none', () => {
    for (const text of ['', 'abc', '1x', '1 Gi', '--1'])
      expect(() => canonicalQuantity(text)).toThrow('quantities must match');
  });
});
