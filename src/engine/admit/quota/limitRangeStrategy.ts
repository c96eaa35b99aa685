import type { FieldError } from '../ApiResponse.ts';
import type { Fields } from '../Fields.ts';
import { duplicate, forbidden, invalid, required } from '../fieldErrors.ts';
import { quantityValue } from '../quantity.ts';
import type { Strategy } from '../Strategy.ts';
import type { Amounts } from './podResources.ts';

/** Limits become default limits, those default requests (SetDefaults_LimitRangeItem). */
function fillIn(item: Fields): void {
  item['default'] = { ...item['max'], ...item['default'] };
  item['defaultRequest'] = { ...item['min'], ...item['default'], ...item['defaultRequest'] };
  for (const field of ['default', 'defaultRequest']) if (Object.keys(item[field]).length === 0) delete item[field];
}

/** pkg/apis/core/validation, ValidateLimitRange: the amounts of one item that contradict each other. */
function itemErrors(item: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const { type, min = {}, max = {}, defaultRequest = {}, maxLimitRequestRatio = {} } = item;
  const limits: Amounts = item['default'] ?? {};
  if (type === 'Pod') {
    const text = "may not be specified when `type` is 'Pod'";
    for (const field of ['default', 'defaultRequest'])
      if (Object.keys(item[field] ?? {}).length > 0) errors.push(forbidden(`${at}.${field}`, text));
  }
  if (type === 'PersistentVolumeClaim' && min.storage === undefined && max.storage === undefined)
    errors.push(
      required(`${at}.limits`, 'either minimum or maximum storage value is required, but neither was provided'),
    );
  const names = new Set([min, max, limits, defaultRequest, maxLimitRequestRatio].flatMap((all) => Object.keys(all)));
  for (const name of [...names].sort()) {
    const pairs: [a: Amounts, what: string, b: Amounts, than: string, field: string, shown: Amounts][] = [
      [min, 'min', max, 'max', 'min', min],
      [min, 'min', defaultRequest, 'default request', 'defaultRequest', defaultRequest],
      [defaultRequest, 'default request', max, 'max', 'defaultRequest', defaultRequest],
      [defaultRequest, 'default request', limits, 'default limit', 'defaultRequest', defaultRequest],
      [min, 'min', limits, 'default', 'default', min],
      [limits, 'default', max, 'max', 'default', max],
    ];
    for (const [a, what, b, than, field, shown] of pairs)
      if (a[name] !== undefined && b[name] !== undefined && quantityValue(a[name]) > quantityValue(b[name])) {
        const text = `${what} value ${a[name]} is greater than ${than} value ${b[name]}`;
        errors.push(invalid(`${at}.${field}[${name}]`, shown[name], text));
      }
    const ratio: string | undefined = maxLimitRequestRatio[name];
    if (ratio !== undefined && quantityValue(ratio) < 1_000_000_000n)
      errors.push(invalid(`${at}.maxLimitRequestRatio[${name}]`, ratio, `ratio ${ratio} is less than 1`));
  }
  return errors;
}

export const limitRangeStrategy: Strategy = {
  createOnUpdate: true,
  defaults({ spec }) {
    for (const item of (spec.limits ?? []) as Fields[]) if (item['type'] === 'Container') fillIn(item);
  },
  validate({ spec }) {
    const seen = new Set<string>();
    return ((spec.limits ?? []) as Fields[]).flatMap((item, i) => {
      const at = `spec.limits[${i}]`;
      const again = seen.has(item['type']) ? [duplicate(`${at}.type`, item['type'])] : [];
      seen.add(item['type']);
      return [...again, ...itemErrors(item, at)];
    });
  },
};
