import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalIp } from './ip.ts';

const QUAD = /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

it('reads dotted quads as a regular expression says them', () => {
  const octet = fc.oneof(
    fc.integer({ min: 0, max: 300 }).map(String),
    fc.constantFrom('', '00', '01', '1e1', ' 1', '-1'),
  );
  const quad = fc.array(octet, { minLength: 3, maxLength: 5 }).map((octets) => octets.join('.'));
  fc.assert(
    fc.property(fc.oneof(quad, fc.string(), fc.constantFrom('1.2.3.4.', '.1.2.3', '1..2.3', '١.2.3.4')), (text) => {
      expect(canonicalIp(text) === text && !text.includes(':')).toBe(QUAD.test(text));
    }),
  );
});
