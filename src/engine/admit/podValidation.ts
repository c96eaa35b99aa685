import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';

export function validatePod(_object: Fields): FieldError[] {
  return [];
}

export function validatePodUpdate(_object: Fields, _old: Fields): FieldError[] {
  return [];
}
