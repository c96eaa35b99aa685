import { expect, test } from 'vitest';
import { sysctlErrors } from './sysctlValidation.ts';

// pkg/apis/core/validation, IsValidSysctlName
test('the name of a sysctl has at most 253 characters', () => {
  const [longest, longer] = ['a'.repeat(253), 'a'.repeat(254)];
  const text =
    'must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$';
  expect(sysctlErrors({ securityContext: { sysctls: [{ name: longest }, { name: longer }] } }, 'at')).toEqual([
    { field: 'at[1].name', type: 'Invalid', message: `Invalid value: "${longer}": ${text}` },
  ]);
});
