import type { FieldError } from './ApiResponse.ts';
import { emptied } from './decode.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { isEmptySelector, isUsableSelector, selectorErrors, selects, shownSelector, sorted } from './labelSelector.ts';
import { validateAnnotations, validateLabels } from './metadata.ts';
import { podSpecErrors } from './podSpecValidation.ts';
import { ownAnnotationErrors } from './podValidation.ts';
import { nonNegative } from './probeValidation.ts';

// pkg/apis/apps/validation

const AT = 'spec.template';
const MISMATCH = '`selector` does not match template `labels`';

export const mismatch = (template: Fields): FieldError =>
  invalid(
    `${AT}.metadata.labels`,
    sorted(template['metadata'].labels) ?? emptied(template['metadata'], 'labels'),
    MISMATCH,
  );

/** pkg/apis/core/validation, ValidatePodTemplateSpec */
export function templateErrors(template: Fields, at = AT): FieldError[] {
  return [
    ...validateLabels(template['metadata'].labels, `${at}.labels`),
    ...validateAnnotations(template['metadata'].annotations, `${at}.annotations`),
    ...ownAnnotationErrors(template, `${at}.annotations`),
    ...podSpecErrors(template['spec'], `${at}.spec`, false),
    ...(template['spec'].ephemeralContainers
      ? [forbidden(`${at}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')]
      : []),
  ];
}

export function restartErrors(template: Fields, kind: string): FieldError[] {
  const errors: FieldError[] = [];
  const { restartPolicy, activeDeadlineSeconds } = template['spec'];
  if (restartPolicy !== 'Always') errors.push(notSupported(`${AT}.spec.restartPolicy`, restartPolicy, ['Always']));
  if (activeDeadlineSeconds !== undefined) {
    const text = `activeDeadlineSeconds in ${kind} is not Supported`;
    errors.push(forbidden(`${AT}.spec.activeDeadlineSeconds`, text));
  }
  return errors;
}

/** The selector itself; `what` is how the message about an empty one calls the owner. */
export function ownSelectorErrors(selector: Fields | null | undefined, what: string): FieldError[] {
  if (!selector) return [required('spec.selector')];
  const errors = selectorErrors(selector, 'spec.selector');
  if (isEmptySelector(selector)) {
    errors.push(invalid('spec.selector', shownSelector(selector), `empty selector is invalid for ${what}`));
  }
  return errors;
}

/** The selector and the template that it must select; kinds with the rules of ReplicaSets. */
export function selectedTemplateErrors(spec: Fields, badSelector: string, kind: string): FieldError[] {
  const { selector, template } = spec;
  if (!isUsableSelector(selector)) return [invalid('spec.selector', shownSelector(selector), badSelector)];
  const errors = selects(selector, template.metadata.labels) ? [] : [mismatch(template)];
  return [...errors, ...templateErrors(template), ...(kind === '' ? [] : restartErrors(template, kind))];
}

const PERCENT = /^[0-9]+%$/;
const PERCENT_MESSAGE =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

export function intOrPercentErrors(value: unknown, at: string): FieldError[] {
  if (typeof value === 'string') return PERCENT.test(value) ? [] : [invalid(at, value, PERCENT_MESSAGE)];
  return nonNegative(at, value as number);
}

/** getIntOrPercentValue: what is neither a percentage nor a number is 0 too. */
export const isZero = (value: unknown): boolean =>
  typeof value === 'string' ? !/^(\d+%|[+-]?\d+)$/.test(value) || Number.parseInt(value, 10) === 0 : value === 0;

export const atMostAll = (value: unknown, at: string): FieldError[] =>
  typeof value === 'string' && PERCENT.test(value) && Number.parseInt(value, 10) > 100
    ? [invalid(at, value, 'must not be greater than 100%')]
    : [];

export const shownRolling = (rolling: Fields | undefined): unknown =>
  rolling ? { MaxUnavailable: rolling['maxUnavailable'] ?? 0, MaxSurge: rolling['maxSurge'] ?? 0 } : null;

function deploymentStrategyErrors(strategy: Fields): FieldError[] {
  const at = 'spec.strategy';
  const { type, rollingUpdate } = strategy;
  if (type === 'Recreate') {
    const text = "may not be specified when strategy `type` is 'Recreate'";
    return rollingUpdate ? [forbidden(`${at}.rollingUpdate`, text)] : [];
  }
  if (type !== 'RollingUpdate')
    return [
      notSupported(at, { Type: type, RollingUpdate: shownRolling(rollingUpdate) }, ['Recreate', 'RollingUpdate']),
    ];
  const { maxUnavailable, maxSurge } = rollingUpdate;
  const path = `${at}.rollingUpdate`;
  const errors = [
    ...intOrPercentErrors(maxUnavailable, `${path}.maxUnavailable`),
    ...intOrPercentErrors(maxSurge, `${path}.maxSurge`),
  ];
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    errors.push(invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  }
  return [...errors, ...atMostAll(maxUnavailable, `${path}.maxUnavailable`)];
}

export function validateDeployment(object: Fields): FieldError[] {
  const { spec } = object;
  const errors = [
    ...nonNegative('spec.replicas', spec.replicas),
    ...ownSelectorErrors(spec.selector, 'deployment'),
    ...selectedTemplateErrors(spec, 'invalid label selector', 'ReplicaSet'),
    ...deploymentStrategyErrors(spec.strategy),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...nonNegative('spec.progressDeadlineSeconds', spec.progressDeadlineSeconds),
  ];
  if (spec.progressDeadlineSeconds <= (spec.minReadySeconds ?? 0)) {
    errors.push(
      invalid('spec.progressDeadlineSeconds', spec.progressDeadlineSeconds, 'must be greater than minReadySeconds'),
    );
  }
  return errors;
}

export function validateReplicaSet(object: Fields): FieldError[] {
  const { spec } = object;
  return [
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    // Upstream says deployment here too.
    ...ownSelectorErrors(spec.selector, 'deployment'),
    ...selectedTemplateErrors(spec, 'invalid label selector', 'ReplicaSet'),
  ];
}
