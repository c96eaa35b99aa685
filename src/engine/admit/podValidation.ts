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
  if (!old && spec.nodeName && spec.schedulingGates?.length) {
    errors.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
  }
  if (!old && object['spec'].ephemeralContainers?.length) {
    errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
  }
  return errors;
}

const MUTABLE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** What of a Pod's spec may not change. */
function fixed(spec: Fields): string {
  const { activeDeadlineSeconds: _, tolerations: __, ...rest } = spec;
  const images = (list: Fields[] | undefined): unknown =>
    list?.map(({ image: ___, ...container }) => sortKeys(container));
  return JSON.stringify(
    sortKeys({ ...rest, containers: images(spec['containers']), initContainers: images(spec['initContainers']) }),
  );
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sortKeys(v)]),
  );
}

/** ValidatePodUpdate: hardly anything of a Pod's spec can be changed. */
export function validatePodUpdate(object: Fields, old: Fields): FieldError[] {
  return fixed(object['spec']) === fixed(old['spec']) ? [] : [forbidden('spec', MUTABLE)];
}
