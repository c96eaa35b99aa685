import type { Fields } from './Fields.ts';

/** A status is a resource of its own: a PUT of the object leaves it as it was (PrepareForUpdate of most strategies). */
export const keepStatus = (object: Fields, old: Fields): void => {
  object['status'] = old['status'];
};
