import { expect, test } from 'vitest';
import type { FieldError } from './ApiResponse.ts';
import { restartErrors } from './rareContainerFields.ts';

// pkg/apis/core/validation, validateContainerRestartPolicy
test('a rule of when to restart names at most 255 exit codes', () => {
  const errorsOf = (count: number): FieldError[] => {
    const values = Array.from({ length: count }, (_, i) => i);
    const rule = { action: 'Restart', exitCodes: { operator: 'In', values } };
    return restartErrors({ restartPolicy: 'Never', restartPolicyRules: [rule] }, 'at');
  };
  expect(errorsOf(255)).toEqual([]);
  expect(errorsOf(256)).toEqual([
    {
      field: 'at.restartPolicyRules[0].exitCodes.values',
      type: 'TooMany',
      message: 'Too many: 256: must have at most 255 items',
    },
  ]);
});
