import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, required, tooMany } from './fieldErrors.ts';
import { nonNegative } from './probeValidation.ts';

// pkg/apis/batch/validation: by which of its indexes an indexed Job has succeeded.

const MOST_RULES = 20;

/** validateIndexesFormat of `1,3-5`: how many there are, or what is wrong. */
function indexesOf(text: string, completions: number): number | string {
  let last: number | undefined;
  let total = 0;
  for (const interval of text === '' ? [] : text.split(',')) {
    const limits = interval.split('-');
    if (limits.length > 2)
      return `the fragment ${JSON.stringify(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`;
    for (const limit of limits) {
      if (!/^[+-]?\d+$/.test(limit)) return `cannot convert string to integer for index: ${JSON.stringify(limit)}`;
      if (Number(limit) >= completions) return `too large index: ${JSON.stringify(limit)}`;
    }
    const [from = 0, to = from] = limits.map(Number);
    if (limits.length > 1 && from >= to) return `non-increasing order, previous: ${from}, current: ${to}`;
    if (last !== undefined && last >= from) return `non-increasing order, previous: ${last}, current: ${from}`;
    total += to - from + 1;
    last = to;
  }
  return total;
}

function ruleErrors({ succeededCount: count, succeededIndexes: indexes }: Fields, completions: number, at: string) {
  const errors: FieldError[] = [];
  if (count === undefined && indexes === undefined)
    errors.push(required(at, 'at least one of succeededCount or succeededIndexes must be specified'));
  const found = indexes === undefined ? 0 : indexesOf(indexes, completions);
  if (typeof found === 'string')
    errors.push(invalid(`${at}.succeededIndexes`, indexes, `error parsing succeededIndexes: ${found}`));
  if (count === undefined) return errors;
  const path = `${at}.succeededCount`;
  errors.push(...nonNegative(path, count));
  const atMost = (most: number, what: string): FieldError =>
    invalid(path, count, `must be less than or equal to ${most} (the number of ${what})`);
  if (count > completions) errors.push(atMost(completions, 'specified completions'));
  const there = typeof found === 'string' ? 0 : found;
  if (indexes !== undefined && count > there)
    errors.push(atMost(there, 'indexes in the specified succeededIndexes field'));
  return errors;
}

/** validateSuccessPolicy */
export function successPolicyErrors({ successPolicy, completions = 0 }: Fields, at: string): FieldError[] {
  const rules: Fields[] = successPolicy.rules ?? [];
  const errors: FieldError[] = [];
  if (rules.length === 0)
    errors.push(required(at, 'at least one rules must be specified when the successPolicy is specified'));
  if (rules.length > MOST_RULES) errors.push(tooMany(at, rules.length, MOST_RULES));
  return [...errors, ...rules.flatMap((rule, i) => ruleErrors(rule, completions, `${at}[${i}]`))];
}
