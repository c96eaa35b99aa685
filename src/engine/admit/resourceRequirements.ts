import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, required } from './fieldErrors.ts';
import { isWhole, quantityValue } from './quantity.ts';
import { isCounted, isHugePages, isWholePages, mayOvercommit } from './resourceNames.ts';
import { valueAt } from '../plain.ts';

// pkg/apis/core/validation

/** ValidateResourceQuantityValue */
export function quantityErrors(name: string, quantity: string, at: string): FieldError[] {
  const errors = quantityValue(quantity) < 0n ? [invalid(at, quantity, 'must be greater than or equal to 0')] : [];
  return isCounted(name) && !isWhole(quantity) ? [...errors, invalid(at, quantity, 'must be an integer')] : errors;
}

/** validateResourceRequirements; `nameErrors` are the rules for names of resources there. */
export function resourceErrors(
  resources: Fields,
  at: string,
  nameErrors: (name: string, at: string) => FieldError[],
): FieldError[] {
  const errors: FieldError[] = [];
  const limits: Record<string, string> = resources['limits'] ?? {};
  const check = (list: 'limits' | 'requests', name: string, quantity: string): void => {
    const path = `${at}.${list}[${name}]`;
    errors.push(...nameErrors(name, path));
    errors.push(...quantityErrors(name, quantity, path));
  };
  const checkPages = (list: 'limits' | 'requests', name: string, quantity: string): void => {
    if (isHugePages(name) && !isWholePages(name, quantity))
      errors.push(
        invalid(`${at}.${list}[${name}]`, quantity, `${quantity} is not positive integer multiple of ${name}`),
      );
  };
  for (const [name, quantity] of Object.entries(limits)) {
    check('limits', name, quantity);
    checkPages('limits', name, quantity);
  }
  const requests: Record<string, string> = resources['requests'] ?? {};
  for (const [name, quantity] of Object.entries(requests)) {
    check('requests', name, quantity);
    const limit = valueAt(limits, name);
    const overcommit = mayOvercommit(name);
    if (limit === undefined) {
      if (!overcommit) errors.push(required(`${at}.limits`, 'Limit must be set for non overcommitable resources'));
    } else if (!overcommit && quantityValue(quantity) !== quantityValue(limit)) {
      errors.push(invalid(`${at}.requests`, quantity, `must be equal to ${name} limit of ${limit}`));
    } else if (quantityValue(quantity) > quantityValue(limit)) {
      errors.push(invalid(`${at}.requests`, quantity, `must be less than or equal to ${name} limit of ${limit}`));
    }
    // after what is said of the limit
    checkPages('requests', name, quantity);
  }
  const names = [limits, requests].flatMap(Object.keys);
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    errors.push(forbidden(at, 'HugePages require cpu or memory'));
  return errors;
}
