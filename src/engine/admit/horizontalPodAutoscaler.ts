import type { FieldError } from './ApiResponse.ts';
import { emptied } from './decode.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { metricErrors, referenceErrors } from './hpaMetrics.ts';
import { quantityValue } from './quantity.ts';
import type { Strategy } from './Strategy.ts';

// pkg/apis/autoscaling/v2/defaults.go

const SCALE_UP = {
  policies: [
    { periodSeconds: 15, type: 'Pods', value: 4 },
    { periodSeconds: 15, type: 'Percent', value: 100 },
  ],
  selectPolicy: 'Max',
  stabilizationWindowSeconds: 0,
};
const SCALE_DOWN = { policies: [{ periodSeconds: 15, type: 'Percent', value: 100 }], selectPolicy: 'Max' };

/** A list of policies that is given counts, though it is empty (copyHPAScalingRules). */
const given = (rules: Fields = {}): Fields =>
  emptied(rules, 'policies') === null ? rules : { ...rules, policies: [] };

export const horizontalPodAutoscalerStrategy: Strategy = {
  defaults({ spec }) {
    spec.minReplicas ??= 1;
    if (!spec.metrics?.length)
      spec.metrics = [
        { resource: { name: 'cpu', target: { averageUtilization: 80, type: 'Utilization' } }, type: 'Resource' },
      ];
    if (!spec.behavior) return;
    spec.behavior.scaleUp = { ...SCALE_UP, ...given(spec.behavior.scaleUp) };
    spec.behavior.scaleDown = { ...SCALE_DOWN, ...given(spec.behavior.scaleDown) };
  },
  validate: ({ spec }) => [
    ...sizeErrors(spec),
    ...referenceErrors(spec.scaleTargetRef, 'spec.scaleTargetRef'),
    ...((spec.metrics ?? []) as Fields[]).flatMap((metric, i) => metricErrors(metric, `spec.metrics[${i}]`)),
    ...toZeroErrors(spec),
    ...['scaleUp', 'scaleDown'].flatMap((way) =>
      spec.behavior ? scalingErrors(spec.behavior[way], `spec.behavior.${way}`) : [],
    ),
  ],
};

function toZeroErrors({ minReplicas, metrics }: Fields): FieldError[] {
  const canTell = (metrics ?? []).some(({ type }: Fields) => type === 'Object' || type === 'External');
  const text = 'must specify at least one Object or External metric to support scaling to zero replicas';
  return minReplicas === 0 && !canTell ? [forbidden('spec.metrics', text)] : [];
}

/** pkg/apis/autoscaling/validation, validateHorizontalPodAutoscalerSpec: how many Pods there may be. */
function sizeErrors({ minReplicas, maxReplicas = 0 }: Fields): FieldError[] {
  const errors: FieldError[] = [];
  const least = 'must be greater than or equal to 1';
  if (minReplicas < 1) errors.push(invalid('spec.minReplicas', minReplicas, least));
  if (maxReplicas === 0) errors.push(required('spec.maxReplicas', 'must be set and greater than 0'));
  else if (maxReplicas < 0) errors.push(invalid('spec.maxReplicas', maxReplicas, least));
  if (maxReplicas < minReplicas)
    errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`'));
  return errors;
}

const CHOICES = ['Disabled', 'Max', 'Min'];
const POLICIES = ['Percent', 'Pods'];

/** validateScalingRules */
function scalingErrors(
  { stabilizationWindowSeconds: window, selectPolicy, policies, tolerance }: Fields,
  at: string,
): FieldError[] {
  const errors: FieldError[] = [];
  const field = `${at}.stabilizationWindowSeconds`;
  if (window < 0) errors.push(invalid(field, window, 'must be greater than or equal to zero'));
  if (window > 3600) errors.push(invalid(field, window, 'must be less than or equal to 3600'));
  if (!CHOICES.includes(selectPolicy)) errors.push(notSupported(`${at}.selectPolicy`, selectPolicy, CHOICES));
  if (!policies?.length) errors.push(required(`${at}.policies`, 'must specify at least one Policy'));
  for (const [i, { type = '', value = 0, periodSeconds = 0 }] of ((policies ?? []) as Fields[]).entries()) {
    const path = `${at}.policies[${i}]`;
    if (!POLICIES.includes(type)) errors.push(notSupported(`${path}.type`, type, POLICIES));
    if (value <= 0) errors.push(invalid(`${path}.value`, value, 'must be greater than zero'));
    const period = `${path}.periodSeconds`;
    if (periodSeconds <= 0) errors.push(invalid(period, periodSeconds, 'must be greater than zero'));
    if (periodSeconds > 1800) errors.push(invalid(period, periodSeconds, 'must be less than or equal to 1800'));
  }
  if (tolerance !== undefined && quantityValue(tolerance) < 0n)
    errors.push(invalid(`${at}.tolerance`, tolerance, 'must be greater than or equal to 0'));
  return errors;
}
