import type { Fields } from './Fields.ts';

/** Gives a field a value where it has none. */
export const set = (object: Fields, field: string, value: unknown): void => {
  if (object[field] === undefined || object[field] === null) object[field] = value;
};
