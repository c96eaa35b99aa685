import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid } from './fieldErrors.ts';
import { podSpecErrors } from './podSpecValidation.ts';

/** pkg/apis/core/validation, ValidatePodCreate */
export function validatePod(object: Fields, old: Fields | undefined): FieldError[] {
  const { spec } = object;
  const errors = podSpecErrors(spec, 'spec', true);
  for (const list of ['initContainers', 'containers']) {
    for (const [i, { image = '' }] of ((spec[list] ?? []) as Fields[]).entries()) {
      if (image.trim() === image) continue;
      errors.push(invalid(`spec.${list}[${i}].image`, image, 'must not have leading or trailing whitespace'));
    }
  }
  if (!old && object['spec'].ephemeralContainers?.length) {
    errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
  }
  if (!old && spec.nodeName && spec.schedulingGates?.length) {
    errors.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
  }
  return errors;
}
