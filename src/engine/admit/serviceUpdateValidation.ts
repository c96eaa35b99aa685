import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid } from './fieldErrors.ts';
import { isHeadless, needsHealthCheck } from './serviceAccess.ts';
import { loadBalancerClassErrors } from './serviceValidation.ts';

const UNCHANGEABLE = 'may not change once set';

/** pkg/apis/core/validation/validation.go, ValidateServiceUpdate */
export function validateServiceUpdate(object: Fields, oldObject: Fields): FieldError[] {
  const { spec } = object;
  const { spec: old } = oldObject;
  const errors: FieldError[] = [];
  if (spec.type !== 'ExternalName' && old.type !== 'ExternalName') {
    const [is, was] = [isHeadless(spec), isHeadless(old)];
    if (!(is && was)) errors.push(...listChangeErrors(spec, old, 'clusterIPs', 'clusterIP'));
    if (!is && !was) errors.push(...listChangeErrors(spec, old, 'ipFamilies', 'ipFamily'));
  }
  if (spec.type === 'LoadBalancer' && old.type === 'LoadBalancer' && spec.loadBalancerClass !== old.loadBalancerClass) {
    errors.push(invalid('spec.loadBalancerClass', spec.loadBalancerClass, UNCHANGEABLE));
  }
  errors.push(...loadBalancerClassErrors(spec));
  if (needsHealthCheck(old) && needsHealthCheck(spec) && spec.healthCheckNodePort !== old.healthCheckNodePort) {
    errors.push(forbidden('spec.healthCheckNodePort', 'field is immutable'));
  }
  return errors;
}

/** What a list of Cluster IPs or families may become. */
function listChangeErrors(
  spec: Fields,
  old: Fields,
  field: 'clusterIPs' | 'ipFamilies',
  singular: string,
): FieldError[] {
  const errors: FieldError[] = [];
  const now: string[] = spec[field] ?? [];
  const before: string[] = old[field] ?? [];
  const first = `spec.${field}[0]`;
  if (before.length === now.length) {
    for (const [i, value] of before.entries()) {
      // Families are always reported at index 0.
      const at = field === 'ipFamilies' ? first : `spec.clusterIPs[${i}]`;
      if (value !== now[i]) errors.push(invalid(at, now, UNCHANGEABLE));
    }
    return errors;
  }
  const shrinks = before.length > now.length;
  if (shrinks && !spec['clusterIPs']?.length) errors.push(invalid(first, now, `primary ${singular} can not be unset`));
  if (now.length > 0 && now[0] !== before[0]) {
    errors.push(invalid(first, spec['clusterIPs'] ?? [], UNCHANGEABLE));
  }
  if (shrinks && now.length === 1 && spec['ipFamilyPolicy'] !== 'SingleStack') {
    const text = `must be set to 'SingleStack' when releasing the secondary ${singular}`;
    errors.push(invalid('spec.ipFamilyPolicy', spec['ipFamilyPolicy'], text));
  }
  return errors;
}
