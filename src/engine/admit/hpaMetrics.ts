import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { quantityValue } from './quantity.ts';
import { allInvalid, dns1123Label, pathSegment } from './validators.ts';

// pkg/apis/autoscaling/validation: what a HorizontalPodAutoscaler scales, and by what.

/** ValidateCrossVersionObjectReference: what is scaled must have an API group. */
export function referenceErrors({ kind, name, apiVersion = '' }: Fields, at: string, grouped = true): FieldError[] {
  const errors = Object.entries({ kind, name }).flatMap(([field, value]) =>
    value ? allInvalid(`${at}.${field}`, value, pathSegment(value)) : [required(`${at}.${field}`)],
  );
  const slashes = apiVersion.split('/').length - 1;
  if (slashes === 1 || (slashes === 0 && !grouped)) return errors;
  const text = slashes === 0 ? 'apiVersion must specify API group' : `unexpected GroupVersion string: ${apiVersion}`;
  return [...errors, invalid(`${at}.apiVersion`, apiVersion, text)];
}

/** By type, the field that holds the metric, in the order in which they are looked at. */
const SOURCES: Readonly<Record<string, string>> = {
  Object: 'object',
  External: 'external',
  Pods: 'pods',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

/** validateMetricSpec */
export function metricErrors(metric: Fields, at: string): FieldError[] {
  const { type } = metric;
  const types = Object.keys(SOURCES).sort();
  const errors: FieldError[] = [];
  if (type === '') errors.push(required(`${at}.type`, 'must specify a metric source type'));
  if (!types.includes(type)) errors.push(notSupported(`${at}.type`, type, types));
  const present = Object.values(SOURCES).filter((field) => metric[field]);
  const [first] = present;
  if (first !== undefined) errors.push(...sourceErrors(first, metric[first], `${at}.${first}`));
  const wanted = Object.hasOwn(SOURCES, type) ? SOURCES[type] : undefined;
  if (wanted !== undefined && !metric[wanted])
    errors.push(required(`${at}.${wanted}`, 'must populate information for the given metric source'));
  if (present.length === 1) return errors;
  const others = present.filter((field) => field !== wanted);
  return [
    ...errors,
    ...others.map((field) => forbidden(`${at}.${field}`, 'must populate the given metric source only')),
  ];
}

function sourceErrors(field: string, source: Fields, at: string): FieldError[] {
  const { target = {}, describedObject, metric, name, container } = source;
  const of = `${at}.target`;
  const { value, averageValue, averageUtilization } = target;
  const identity = describedObject ? referenceErrors(describedObject, `${at}.describedObject`, false) : [];
  if (metric) identity.push(...nameErrors(metric.name, `${at}.metric.name`, 'must specify a metric name', pathSegment));
  const errors = [...identity, ...targetErrors(target, of)];
  switch (field) {
    case 'pods':
      if (averageValue === undefined)
        errors.push(required(`${of}.averageValue`, 'must specify a positive target averageValue'));
      return errors;
    case 'object':
      if (value === undefined && averageValue === undefined)
        errors.push(required(`${of}.averageValue`, 'must set either a target value or averageValue'));
      return errors;
    case 'external': {
      const both = 'a target value for metric';
      if (value === undefined && averageValue === undefined)
        errors.push(required(`${of}.averageValue`, `must set either ${both} or a per-pod target`));
      if (value !== undefined && averageValue !== undefined)
        errors.push(forbidden(`${of}.value`, `may not set both ${both} and a per-pod target`));
      return errors;
    }
    default: {
      const names = name ? [] : [required(`${at}.name`, 'must specify a resource name')];
      if (field === 'containerResource')
        names.push(...nameErrors(container, `${at}.container`, 'must specify a container', dns1123Label));
      const both = 'a target raw value';
      if (averageUtilization === undefined && averageValue === undefined)
        errors.push(required(`${of}.averageUtilization`, `must set either ${both} or a target utilization`));
      if (averageUtilization !== undefined && averageValue !== undefined)
        errors.push(forbidden(`${of}.averageValue`, `may not set both ${both} and a target utilization`));
      return [...names, ...errors];
    }
  }
}

const nameErrors = (name: string, at: string, missing: string, rule: (name: string) => string[]): FieldError[] =>
  name === '' ? [required(at, missing)] : allInvalid(at, name, rule(name));

/** validateMetricTarget */
function targetErrors({ type, averageUtilization, ...amounts }: Fields, at: string): FieldError[] {
  const errors = type === '' ? [required(`${at}.type`, 'must specify a metric target type')] : [];
  if (!['Utilization', 'Value', 'AverageValue'].includes(type))
    errors.push(invalid(`${at}.type`, type, 'must be either Utilization, Value, or AverageValue'));
  for (const field of ['value', 'averageValue'])
    if (amounts[field] !== undefined && quantityValue(amounts[field]) <= 0n)
      errors.push(invalid(`${at}.${field}`, amounts[field], 'must be positive'));
  if (averageUtilization < 1)
    errors.push(invalid(`${at}.averageUtilization`, averageUtilization, 'must be greater than 0'));
  return errors;
}
