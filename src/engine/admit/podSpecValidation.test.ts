import { expect, test } from 'vitest';
import { podSpecErrors, tolerationErrors } from './podSpecValidation.ts';

// pkg/apis/core/validation

test('the blanks between search domains count', () => {
  const isLong = (searches: string[]): boolean =>
    podSpecErrors({ dnsConfig: { searches } }, 'spec', true).some(({ message }) =>
      message.endsWith('must not have more than 2048 characters (including spaces) in the search list'),
    );
  const domain = `${'a'.repeat(63)}.`;
  const [last, longer] = ['a'.repeat(2048 - 31 * 65), 'a'.repeat(2049 - 31 * 65)];
  const domains = Array.from({ length: 31 }, () => domain);
  expect([last, longer].map((end) => isLong([...domains, end]))).toEqual([false, true]);
});

test('all that is wrong with the value of a toleration is told at once', () => {
  const value = `${'x'.repeat(63)}!`;
  expect(tolerationErrors([{ key: 'a', value }], 'at')).toEqual([
    {
      field: 'at[0].operator',
      type: 'Invalid',
      message: expect.stringMatching(
        /^Invalid value: "x+!": must be no more than 63 bytes;a valid label must be an empty string/,
      ) as unknown,
    },
  ]);
});

test('a search domain of 254 letters is too long', () => {
  const searches = ['a'.repeat(253), 'a'.repeat(254), `${'a'.repeat(254)}.`];
  expect(
    podSpecErrors({ dnsConfig: { searches } }, 'spec', true).filter(({ field }) => field.includes('searches')),
  ).toEqual(
    [1, 2].map((i) => ({
      field: `spec.dnsConfig.searches[${i}]`,
      type: 'Invalid',
      message: `Invalid value: "${'a'.repeat(254)}": must be no more than 253 characters`,
    })),
  );
});
