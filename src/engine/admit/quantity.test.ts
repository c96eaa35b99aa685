import { describe, expect, it } from 'vitest';
import { addQuantities, canonicalQuantity, formatLike, quantityValue, roundUp } from './quantity.ts';

// apimachinery: pkg/api/resource/quantity.go and quantity_test.go

describe('quantities', () => {
  it.each([
    ['0.5', '500m'],
    ['1', '1'],
    // what looks canonical stays as it was written (recorded)
    ['+5', '+5'],
    ['5.', '5.'],
    ['1.500', '1.500'],
    ['0100m', '0100m'],
    ['1E+3', '1E+3'],
    ['1.250Gi', '1280Mi'],
    ['1.0', '1'],
    // a number may be missing
    ['M', '0'],
    ['.', '0'],
    ['-', '0'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000Mi', '1000Mi'],
    // bytes end where an int64 does; beyond the largest suffix there is none (recorded)
    ['1024Ei', '9223372036854775807'],
    ['7Ei', '7Ei'],
    ['-1024Mi', '-1Gi'],
    ['1.5Ki', '1536'],
    ['1025', '1025'],
    ['1000', '1k'],
    ['1000P', '1E'],
    ['10000E', '10'],
    ['1e21', '1e21'],
    ['1e3', '1e3'],
    ['1E3', '1E3'],
    ['1E', '1E'],
    ['1e2', '100'],
    ['12345e3', '12345e3'],
    ['1e-3', '1e-3'],
    ['100M', '100M'],
    ['100u', '100u'],
    ['1500n', '1500n'],
    ['0', '0'],
    ['-2', '-2'],
    ['.5Ki', '512'],
    ['1.0Ki', '1Ki'],
    ['-1.0Ki', '-1Ki'],
    // where a binary number is small enough for the fast path of ParseQuantity
    ['+25Ti', '+25Ti'],
    ['+125Ti', '125Ti'],
    ['+.0Ki', '0'],
    ['.0005Ki', '512m'],
    // what is finer than a billionth is rounded away from zero
    ['0.1n', '1n'],
    ['1.00000000001', '1000000001n'],
    ['-0.1n', '-1n'],
    ['1e-10', '1e-9'],
  ])('%s is written %s', (text, canonical) => expect(canonicalQuantity(text)).toBe(canonical));

  it('refuses what is none', () => {
    for (const text of ['', 'abc', '1x', '1 Gi', '1.2.3', '1kb', 'x1'])
      expect(() => canonicalQuantity(text)).toThrow('quantities must match');
    for (const text of ['1e', '1mi', 'mi', '5-3', '--1'])
      expect(() => canonicalQuantity(text)).toThrow("unable to parse quantity's suffix");
  });

  it.each([
    ['1Ki', '1024', 0],
    ['1k', '1Ki', -1],
    ['1001m', '1', 1],
    ['-1', '0', -1],
    ['2e3', '2k', 0],
    ['1Gi', '1G', 1],
  ])('%s compared to %s is %i', (a, b, order) => {
    const [left, right] = [quantityValue(a), quantityValue(b)];
    expect(left < right ? -1 : left > right ? 1 : 0).toBe(order);
  });

  it.each([
    ['0', '1Ki', '1Ki'],
    ['1Ki', '1', '1025'],
    ['1Ki', '1Ki', '2Ki'],
    ['512', '512Ki', '524800'],
    ['100m', '900m', '1'],
    ['1Ki', '500m', '1024500m'],
    ['1e3', '1', '1001'],
    ['1e3', '1e3', '2e3'],
    ['0', '0', '0'],
  ])('%s and %s are %s: the first that is not 0 tells the form', (a, b, sum) => expect(addQuantities(a, b)).toBe(sum));

  it.each([
    ['2k', '1Mi', '2000'],
    ['2048', '1Mi', '2Ki'],
    ['1024', '1Mi', '1Ki'],
    ['1023', '1Mi', '1023'],
    ['1500m', '1Ki', '2'],
    ['1Ki', '1', '1024'],
    ['1000Mi', '1Gi', '1000Mi'],
    // below 1024 bytes the decimal form is used
    ['1k', '1Ki', '1k'],
  ])('%s in the form of %s is %s', (text, like, shown) => expect(formatLike(text, like)).toBe(shown));

  // RoundUp
  it.each([
    ['1n', '1m'],
    ['999u', '1m'],
    ['1001u', '2m'],
    ['-1n', '-1m'],
    ['-1001u', '-2m'],
    ['2m', '2m'],
  ])('%s in thousandths is %s', (text, rounded) => {
    const list = { cpu: text };
    roundUp(list);
    expect(list.cpu).toBe(rounded);
  });
});
