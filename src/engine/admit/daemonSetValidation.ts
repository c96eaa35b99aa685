import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported, required } from './fieldErrors.ts';
import { isEmptySelector, isUsableSelector, selectorErrors, selects, shownSelector } from './labelSelector.ts';
import { nonNegative } from './probeValidation.ts';
import {
  atMostAll,
  intOrPercentErrors,
  isZero,
  mismatch,
  restartErrors,
  shownRolling,
  templateErrors,
} from './workloadValidation.ts';

// pkg/apis/apps/validation, ValidateDaemonSet

function daemonSetStrategyErrors({ type, rollingUpdate }: Fields): FieldError[] {
  const at = 'spec.updateStrategy';
  if (type === 'OnDelete') return [];
  if (type !== 'RollingUpdate')
    return [
      notSupported(at, { Type: type, RollingUpdate: shownRolling(rollingUpdate) }, ['RollingUpdate', 'OnDelete']),
    ];
  const path = `${at}.rollingUpdate`;
  const { maxUnavailable, maxSurge } = rollingUpdate;
  const errors = [
    ...intOrPercentErrors(maxUnavailable, `${path}.maxUnavailable`),
    ...intOrPercentErrors(maxSurge, `${path}.maxSurge`),
    ...atMostAll(maxUnavailable, `${path}.maxUnavailable`),
    ...atMostAll(maxSurge, `${path}.maxSurge`),
  ];
  if (!isZero(maxUnavailable) && !isZero(maxSurge)) {
    errors.push(invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero'));
  }
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    errors.push(required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0'));
  }
  return errors;
}

export function validateDaemonSet(object: Fields): FieldError[] {
  const { spec } = object;
  const { selector, template } = spec;
  const errors = selectorErrors(selector, 'spec.selector');
  if (isUsableSelector(selector) && !selects(selector, template.metadata.labels)) errors.push(mismatch(template));
  if (selector && isEmptySelector(selector)) {
    errors.push(invalid('spec.selector', shownSelector(selector), 'empty selector is invalid for daemonset'));
  }
  return [
    ...errors,
    ...templateErrors(template),
    ...restartErrors(template, 'DaemonSet'),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...daemonSetStrategyErrors(spec.updateStrategy),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
  ];
}
