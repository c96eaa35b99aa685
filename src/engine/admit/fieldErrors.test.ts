import { expect, test } from 'vitest';
import type { FieldError } from './ApiResponse.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './fieldErrors.ts';

// apimachinery, pkg/util/validation/field/errors.go; the type is the code of a problem in the editor: `admit/Required`
test.each<[() => FieldError, FieldError['type'], message: string]>([
  [() => required('a'), 'Required', 'Required value'],
  [() => required('a', 'must specify a handler type'), 'Required', 'Required value: must specify a handler type'],
  [() => invalid('a', 0, 'must be positive'), 'Invalid', 'Invalid value: 0: must be positive'],
  [() => duplicate('a', 'p'), 'Duplicate', 'Duplicate value: "p"'],
  [() => notSupported('a', 'x', ['b', 'c']), 'NotSupported', 'Unsupported value: "x": supported values: "b", "c"'],
  [() => notSupported('a', 'x', []), 'NotSupported', 'Unsupported value: "x"'],
  [() => forbidden('a', 'may not be set'), 'Forbidden', 'Forbidden: may not be set'],
])('%s is of type %s', (make, type, message) => {
  expect(make()).toEqual({ field: 'a', type, message });
});
