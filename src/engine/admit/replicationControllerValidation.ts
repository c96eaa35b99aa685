import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { required } from './fieldErrors.ts';
import { nonNegative } from './probeValidation.ts';
import { mismatch, restartErrors, templateErrors } from './workloadValidation.ts';

/** pkg/apis/core/validation, ValidateReplicationControllerSpec */
export function validateReplicationController(object: Fields): FieldError[] {
  const { minReadySeconds, selector = {}, replicas, template } = object['spec'];
  const errors = nonNegative('spec.minReadySeconds', minReadySeconds);
  const wanted = Object.entries(selector as Record<string, string>);
  if (wanted.length === 0) errors.push(required('spec.selector'));
  errors.push(...nonNegative('spec.replicas', replicas));
  if (!template) return [...errors, required('spec.template')];
  if (!wanted.every(([key, value]) => template.metadata.labels?.[key] === value)) errors.push(mismatch(template));
  return [...errors, ...templateErrors(template), ...restartErrors(template, 'ReplicationController')];
}
