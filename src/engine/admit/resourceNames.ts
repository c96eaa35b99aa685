import type { FieldError } from './ApiResponse.ts';
import { invalid } from './fieldErrors.ts';
import { isQuantity, isWhole, quantityValue } from './quantity.ts';
import { allInvalid, qualifiedName } from './validators.ts';

// pkg/apis/core/helper/helpers.go, and validateResourceName and its kin of pkg/apis/core/validation

/** Counted in whole numbers. */
const WHOLE = [
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
  'services.loadbalancers',
  'services.nodeports',
];
export const COMPUTE = ['cpu', 'memory'].flatMap((name) => [name, `requests.${name}`, `limits.${name}`]);
const STORAGE = ['ephemeral-storage', 'requests.ephemeral-storage', 'limits.ephemeral-storage', 'requests.storage'];
/** What a quota may limit. */
export const FOR_QUOTA = [...WHOLE, ...COMPUTE, ...STORAGE];
const STANDARD = [...FOR_QUOTA, 'storage'];
const FOR_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];

export const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');

/** IsExtendedResourceName */
export const isExtended = (name: string): boolean =>
  !isNative(name) && !name.startsWith('requests.') && qualifiedName(`requests.${name}`).length === 0;

/** IsIntegerResourceName */
export const isCounted = (name: string): boolean => WHOLE.includes(name) || isExtended(name);

const HUGE_PAGES = 'hugepages-';

/** IsHugePageResourceName */
export const isHugePages = (name: string): boolean => name.startsWith(HUGE_PAGES);

/** component-helpers, IsSupportedPodLevelResource: what a Pod as a whole may have. */
export const isOfPods = (name: string): boolean => name === 'cpu' || name === 'memory' || isHugePages(name);

/** IsOvercommitAllowed: of Kubernetes' own resources, but for huge pages, limits may be greater than requests. */
export const mayOvercommit = (name: string): boolean => isNative(name) && !isHugePages(name);

/** IsHugePageResourceValueDivisible: of pages of the size in its name, so many whole ones. */
export function isWholePages(name: string, quantity: string): boolean {
  const size = name.slice(HUGE_PAGES.length);
  const bytes = isQuantity(size) && isWhole(size) ? quantityValue(size) : 0n;
  return bytes > 0n && quantityValue(quantity) % bytes === 0n;
}

/** validateResourceName */
export function resourceNameErrors(name: string, at: string): FieldError[] {
  const errors = allInvalid(at, name, qualifiedName(name));
  if (errors.length > 0 || name.includes('/') || STANDARD.includes(name) || /^(requests\.)?hugepages-/.test(name))
    return errors;
  return [invalid(at, name, 'must be a standard resource type or fully qualified')];
}

/** validateContainerResourceName */
export function containerResourceNameErrors(name: string, at: string): FieldError[] {
  const errors = resourceNameErrors(name, at);
  if (!name.includes('/')) {
    if (!FOR_CONTAINERS.includes(name) && !isHugePages(name))
      errors.push(invalid(at, name, 'must be a standard resource for containers'));
  } else if (!isNative(name) && !isExtended(name))
    errors.push(invalid(at, name, "doesn't follow extended resource name standard"));
  return errors;
}

/** ValidateResourceQuotaResourceName */
export function quotaResourceNameErrors(name: string, at: string): FieldError[] {
  const errors = resourceNameErrors(name, at);
  if (!name.includes('/') && !FOR_QUOTA.includes(name) && !/^(requests\.)?hugepages-/.test(name))
    errors.push(invalid(at, name, 'must be a standard resource for quota'));
  return errors;
}
