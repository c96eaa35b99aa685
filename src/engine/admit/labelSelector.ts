import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, required } from './fieldErrors.ts';
import { validateLabels } from './metadata.ts';
import { allInvalid, labelValue, qualifiedName } from './validators.ts';

const LISTS = ['In', 'NotIn'];
const BARE = ['Exists', 'DoesNotExist'];

/** A selector as errors show it: with the fields in Go's order and the labels in order of name. */
export function shownSelector(selector: Fields | null | undefined): Fields | null {
  if (!selector) return null;
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(matchLabels ? { matchLabels: sorted(matchLabels) } : {}),
    ...(matchExpressions
      ? {
          matchExpressions: matchExpressions.map(({ key = '', operator = '', values }: Fields) => ({
            key,
            operator,
            ...(values ? { values } : {}),
          })),
        }
      : {}),
  };
}

/** A map in order of its keys, as Go prints it. */
export const sorted = (map: Record<string, unknown> | undefined): Record<string, unknown> | null =>
  map ? Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1))) : null;

export function selectorErrors(selector: Fields | null | undefined, at: string): FieldError[] {
  const errors = validateLabels(selector?.['matchLabels'], `${at}.matchLabels`);
  for (const [i, { key = '', operator, values = [] }] of (
    (selector?.['matchExpressions'] ?? []) as Fields[]
  ).entries()) {
    const path = `${at}.matchExpressions[${i}]`;
    if (LISTS.includes(operator)) {
      if (values.length === 0) {
        errors.push(required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
      }
    } else if (BARE.includes(operator)) {
      if (values.length > 0) {
        errors.push(forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      }
    } else errors.push(invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
    errors.push(...allInvalid(`${path}.key`, key, qualifiedName(key)));
    for (const [j, value] of (values as string[]).entries()) {
      errors.push(...allInvalid(`${path}.values[${j}]`, value, labelValue(value)));
    }
  }
  return errors;
}

export const isEmptySelector = (selector: Fields): boolean =>
  Object.keys(selector['matchLabels'] ?? {}).length + (selector['matchExpressions'] ?? []).length === 0;

/** Whether a selector can be made into one that selects at all (metav1.LabelSelectorAsSelector). */
export const isUsableSelector = (selector: Fields | null | undefined): boolean =>
  Object.entries((selector?.['matchLabels'] ?? {}) as Record<string, string>).every(
    ([key, value]) => qualifiedName(key).length === 0 && labelValue(value).length === 0,
  ) &&
  ((selector?.['matchExpressions'] ?? []) as Fields[]).every(({ key = '', operator, values = [] }) => {
    if (qualifiedName(key).length > 0) return false;
    if (LISTS.includes(operator)) return values.length > 0 && values.every((v: string) => labelValue(v).length === 0);
    return BARE.includes(operator) && values.length === 0;
  });

/** Nothing (nil) selects nothing; an empty selector selects all. */
export function selects(selector: Fields | null | undefined, labels: Record<string, string> = {}): boolean {
  if (!selector) return false;
  for (const [key, value] of Object.entries(selector['matchLabels'] ?? {})) if (labels[key] !== value) return false;
  return ((selector['matchExpressions'] ?? []) as Fields[]).every(({ key, operator, values = [] }) => {
    const has = Object.hasOwn(labels, key);
    if (operator === 'Exists') return has;
    if (operator === 'DoesNotExist') return !has;
    return operator === 'In' ? has && values.includes(labels[key]) : !has || !values.includes(labels[key]);
  });
}
