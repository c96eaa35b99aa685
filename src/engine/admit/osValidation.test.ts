import { expect, test } from 'vitest';
import { windowsErrors } from './osValidation.ts';

const told = (options: object): string[] =>
  windowsErrors(options, 'at').map(({ field, message }) => `${field}: ${message}`);

// pkg/apis/core/validation, validateWindowsSecurityContextOptions: maxGMSACredentialSpecLength and its kin
test('texts for Windows may be so long and no longer', () => {
  const spec = (n: number) => ({ gmsaCredentialSpec: 'x'.repeat(n) });
  expect(told(spec(65_536))).toEqual([]);
  const long = 'x'.repeat(65_537);
  expect(told({ gmsaCredentialSpec: long })).toEqual([
    `at.gmsaCredentialSpec: Invalid value: "${long}": gmsaCredentialSpec size must be under 64 KiB`,
  ]);

  const user = (n: number) => ({ runAsUserName: 'u'.repeat(n) });
  expect(told(user(104))).toEqual([]);
  expect(told(user(105))[0]).toMatch(/: runAsUserName's User length must not be longer than 104 characters$/);

  const domain = (n: number) => ({ runAsUserName: `${'a.'.repeat(n).slice(0, n)}\\u` });
  expect(told(domain(255))).toEqual([]);
  expect(told(domain(257))[0]).toMatch(/: runAsUserName's Domain length must be under 256 characters$/);
});
