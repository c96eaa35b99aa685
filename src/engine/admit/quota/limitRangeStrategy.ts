import type { FieldError } from '../ApiResponse.ts';
import type { Fields } from '../Fields.ts';
import { duplicate, forbidden, invalid, required } from '../fieldErrors.ts';
import { NANO, quantityValue, roundUp } from '../quantity.ts';
import type { Strategy } from '../Strategy.ts';
import { containerResourceNameErrors, mayOvercommit, resourceNameErrors } from '../resourceNames.ts';
import { allInvalid, qualifiedName } from '../validators.ts';
import { valueAt } from '../../plain.ts';
import type { Amounts } from './podResources.ts';

/** Limits become default limits, those default requests (SetDefaults_LimitRangeItem). */
function fillIn(item: Fields): void {
  item['default'] = { ...item['max'], ...item['default'] };
  item['defaultRequest'] = { ...item['min'], ...item['default'], ...item['defaultRequest'] };
  for (const field of ['default', 'defaultRequest']) if (Object.keys(item[field]).length === 0) delete item[field];
}

/** validateLimitRangeTypeName */
function typeErrors(type: string, at: string): FieldError[] {
  const errors = allInvalid(at, type, qualifiedName(type));
  if (errors.length > 0 || type.includes('/') || TYPES.includes(type)) return errors;
  return [invalid(at, type, 'must be a standard limit type or fully qualified')];
}

/** One below, and no more than, the other; else the error, of a field and its amount. */
type Order = [low: Amounts, lowName: string, high: Amounts, highName: string, field: string, shown: Amounts];

/** The amounts of one resource that contradict each other. */
function contradictions(item: Record<Field, Amounts>, name: string, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const { min, max, default: limits, defaultRequest, maxLimitRequestRatio } = item;
  const orders: Order[] = [
    [min, 'min', max, 'max', 'min', min],
    [min, 'min', defaultRequest, 'default request', 'defaultRequest', defaultRequest],
    [defaultRequest, 'default request', max, 'max', 'defaultRequest', defaultRequest],
    [defaultRequest, 'default request', limits, 'default limit', 'defaultRequest', defaultRequest],
    [min, 'min', limits, 'default', 'default', min],
    [limits, 'default', max, 'max', 'default', max],
  ];
  const wrong = (field: string, amount: string, text: string): void => {
    errors.push(invalid(`${at}.${field}[${name}]`, amount, text));
  };
  for (const [low, lowName, high, highName, field, shown] of orders) {
    const [a, b] = [valueAt(low, name), valueAt(high, name)];
    if (a !== undefined && b !== undefined && quantityValue(a) > quantityValue(b))
      wrong(field, valueAt(shown, name)!, `${lowName} value ${a} is greater than ${highName} value ${b}`);
  }
  const ratio = valueAt(maxLimitRequestRatio, name);
  if (ratio !== undefined) {
    if (quantityValue(ratio) < NANO) wrong('maxLimitRequestRatio', ratio, `ratio ${ratio} is less than 1`);
    const [least, most] = [valueAt(min, name), valueAt(max, name)];
    if (least !== undefined && most !== undefined) {
      const limit = ratioOf(ratio, most, least);
      if (limit !== undefined)
        wrong('maxLimitRequestRatio', ratio, `ratio ${ratio} is greater than max/min = ${limit.toFixed(6)}`);
    }
  }
  const [given, asked] = [valueAt(limits, name), valueAt(defaultRequest, name)];
  const differ = given !== undefined && asked !== undefined && quantityValue(given) !== quantityValue(asked);
  if (differ && !mayOvercommit(name))
    wrong('defaultRequest', asked, `default value ${given} must equal to defaultRequest value ${asked} in ${name}`);
  return errors;
}

/** resource.MaxMilliValue: what is more is counted whole. */
const MOST_IN_MILLI = 9_223_372_036_854_775n;

/** What `max` is of `min`, if the ratio is more than that. */
function ratioOf(ratio: string, max: string, min: string): number | undefined {
  const amounts = [ratio, max, min].map(quantityValue);
  const rounded = (unit: bigint): bigint[] => amounts.map((n) => (n > 0n ? (n + unit - 1n) / unit : n / unit));
  const fine = rounded(NANO).every((n) => n < MOST_IN_MILLI);
  const [asked, most, least] = rounded(fine ? NANO / 1000n : NANO).map(Number) as [number, number, number];
  const limit = most / least;
  return (fine ? asked / 1000 : asked) > limit ? limit : undefined;
}

type Field = (typeof FIELDS)[number];
const FIELDS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
const NOT_OF_PODS: readonly Field[] = ['default', 'defaultRequest'];
const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];

/** What pkg/apis/core/validation, ValidateLimitRange, says of one item. */
function itemErrors(item: Fields, at: string): FieldError[] {
  const { type } = item;
  const ofPods = type === 'Pod';
  const nameErrors = ofPods || type === 'Container' ? containerResourceNameErrors : resourceNameErrors;
  const errors: FieldError[] = [];
  const amounts = {} as Record<Field, Amounts>;
  for (const field of FIELDS) {
    const given: Amounts = item[field] ?? {};
    const names = Object.keys(given).sort();
    const allowed = !ofPods || !NOT_OF_PODS.includes(field);
    amounts[field] = allowed ? given : {};
    if (allowed) errors.push(...names.flatMap((name) => nameErrors(name, `${at}.${field}[${name}]`)));
    else if (names.length > 0) errors.push(forbidden(`${at}.${field}`, "may not be specified when `type` is 'Pod'"));
    if (field !== 'defaultRequest' || type !== 'PersistentVolumeClaim') continue;
    if (valueAt(amounts.min, 'storage') === undefined && valueAt(amounts.max, 'storage') === undefined)
      errors.push(
        required(`${at}.limits`, 'either minimum or maximum storage value is required, but neither was provided'),
      );
  }
  const names = new Set(FIELDS.flatMap((field) => Object.keys(amounts[field])));
  return [...errors, ...[...names].sort().flatMap((name) => contradictions(amounts, name, at))];
}

export const limitRangeStrategy: Strategy = {
  createOnUpdate: true,
  defaults({ spec }) {
    for (const item of (spec.limits ?? []) as Fields[]) {
      if (item['type'] === 'Container') fillIn(item);
      for (const field of FIELDS) roundUp(item[field]);
    }
  },
  validate({ spec }) {
    const seen = new Set<string>();
    return ((spec.limits ?? []) as Fields[]).flatMap((item, i) => {
      const at = `spec.limits[${i}]`;
      const type: string = item['type'] ?? '';
      const again = seen.has(type) ? [duplicate(`${at}.type`, type)] : [];
      seen.add(type);
      return [...typeErrors(type, `${at}.type`), ...again, ...itemErrors(item, at)];
    });
  },
};
