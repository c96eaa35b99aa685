import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported } from './fieldErrors.ts';
import { keepStatus } from './keepStatus.ts';
import { selectorErrors } from './labelSelector.ts';
import type { Strategy } from './Strategy.ts';
import { pathSegment } from './validators.ts';
import { atMostAll, intOrPercentErrors } from './workloadValidation.ts';

const POLICIES = ['AlwaysAllow', 'IfHealthyBudget'];

/** The spec as the API server's own type, whose fields have no names in JSON. */
const shown = ({ minAvailable, selector, maxUnavailable, unhealthyPodEvictionPolicy }: Fields): Fields => ({
  MinAvailable: minAvailable ?? null,
  Selector: selector ?? null,
  MaxUnavailable: maxUnavailable ?? null,
  UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
});

/** pkg/apis/policy/validation */
export const podDisruptionBudgetStrategy: Strategy = {
  name: pathSegment,
  rulesAlone: true,
  prepareForUpdate: keepStatus,
  validate({ spec }) {
    const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
    const errors: FieldError[] = [];
    if (minAvailable !== undefined && maxUnavailable !== undefined)
      errors.push(invalid('spec', shown(spec), 'minAvailable and maxUnavailable cannot be both set'));
    for (const [field, value] of Object.entries({ minAvailable, maxUnavailable }))
      if (value !== undefined)
        errors.push(...intOrPercentErrors(value, `spec.${field}`), ...atMostAll(value, `spec.${field}`));
    errors.push(...selectorErrors(selector, 'spec.selector'));
    if (policy !== undefined && !POLICIES.includes(policy))
      errors.push(notSupported('spec.unhealthyPodEvictionPolicy', policy, POLICIES));
    return errors;
  },
};
