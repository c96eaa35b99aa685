import { isPlain, type Plain, textOf } from './plain.ts';

/** The objects of a document, those of Lists one by one. */
export const objectsIn = (value: unknown): Plain[] => {
  if (!isPlain(value)) return [];
  const { kind, items } = value;
  return textOf(kind ?? '').endsWith('List') && Array.isArray(items) ? items.flatMap(objectsIn) : [value];
};
