import type { FieldError } from '../ApiResponse.ts';
import type { Fields } from '../Fields.ts';
import { invalid, required } from '../fieldErrors.ts';
import { internalForm } from '../internalForm.ts';
import { keepStatus } from '../keepStatus.ts';
import { roundUp } from '../quantity.ts';
import { quantityErrors } from '../resourceRequirements.ts';
import type { Strategy } from '../Strategy.ts';
import { COMPUTE, FOR_QUOTA, quotaResourceNameErrors } from '../resourceNames.ts';

// pkg/apis/core/validation, ValidateResourceQuotaSpec

const FOR_PODS = ['Terminating', 'NotTerminating', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity'];
const PAIRS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

const KNOWN = [...FOR_PODS, 'BestEffort', 'VolumeAttributesClass'];
const ONLY_THERE = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'];
const MUST_EXIST =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, " +
  'ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity';
const AT_LEAST_ONE = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
const NONE = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";

/** IsResourceQuotaScopeValidForResource */
function suits(scope: string, name: string): boolean {
  if (FOR_PODS.includes(scope)) return name === 'pods' || COMPUTE.includes(name);
  if (scope === 'BestEffort') return name === 'pods';
  return scope !== 'VolumeAttributesClass' || name === 'persistentvolumeclaims' || name === 'requests.storage';
}

function scopeErrors(spec: Fields): FieldError[] {
  const { hard = {}, scopes = [] } = spec;
  const wrong = (text: string): FieldError => invalid('spec.scopes', scopes, text);
  const errors = (scopes as string[]).flatMap((scope) => [
    ...(KNOWN.includes(scope) ? [] : [wrong('unsupported scope')]),
    ...Object.keys(hard)
      .filter((name) => FOR_QUOTA.includes(name) && !suits(scope, name))
      .map(() => wrong('unsupported scope applied to resource')),
  ]);
  for (const pair of PAIRS) if (pair.every((scope) => scopes.includes(scope))) errors.push(wrong('conflicting scopes'));
  return errors;
}

/** validateScopedResourceSelectorRequirement */
function scopeSelectorErrors({ hard = {}, scopes, scopeSelector }: Fields): FieldError[] {
  const at = 'spec.scopeSelector.matchExpressions';
  const named: Fields[] = scopeSelector.matchExpressions ?? [];
  const errors = named.flatMap(({ scopeName = '', operator = '', values = [] }) => {
    const own: FieldError[] = KNOWN.includes(scopeName)
      ? []
      : [invalid(`${at}.scopeName`, scopeName, 'unsupported scope')];
    for (const name of Object.keys(hard))
      if (FOR_QUOTA.includes(name) && !suits(scopeName, name))
        own.push(invalid(at, internalForm(scopeSelector, 'ScopeSelector'), 'unsupported scope applied to resource'));
    if (ONLY_THERE.includes(scopeName) && operator !== 'Exists')
      own.push(invalid(`${at}.operator`, operator, MUST_EXIST));
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) own.push(required(`${at}.values`, AT_LEAST_ONE));
    } else if (operator !== 'Exists' && operator !== 'DoesNotExist')
      own.push(invalid(`${at}.operator`, operator, 'not a valid selector operator'));
    else if (values.length > 0) own.push(invalid(`${at}.values`, values, NONE));
    return own;
  });
  for (const pair of PAIRS)
    if (pair.every((scope) => named.some(({ scopeName }) => scopeName === scope)))
      errors.push(invalid(at, scopes ?? null, 'conflicting scopes'));
  return errors;
}

export const resourceQuotaStrategy: Strategy = {
  defaults: ({ spec }) => roundUp(spec.hard),
  prepareForCreate(object) {
    object['status'] = {};
  },
  prepareForUpdate: keepStatus,
  validate({ spec }) {
    const hard = Object.entries((spec.hard ?? {}) as Record<string, string>).sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...hard.flatMap(([name, amount]) => {
        const at = `spec.hard[${name}]`;
        return [...quotaResourceNameErrors(name, at), ...quantityErrors(name, amount, at)];
      }),
      ...scopeErrors(spec),
      ...(spec.scopeSelector ? scopeSelectorErrors(spec) : []),
    ];
  },
  validateUpdate({ spec }, { spec: before }) {
    const sorted = (scopes: string[] = []): string => [...scopes].sort().join();
    return sorted(spec.scopes) === sorted(before.scopes)
      ? []
      : [invalid('spec.scopes', spec.scopes ?? null, 'field is immutable')];
  },
};
