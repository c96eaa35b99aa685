/** An object of YAML or JSON whose fields nobody has looked at yet. */
export type Plain = Record<string, unknown>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object as it is written, and none where something else is. */
export const plainOf = (value: unknown): Plain => (isPlain(value) ? value : {});

/** A list as it is written, and an empty one where something else is. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What a map of somebody's keys has at a key: `constructor` may be a label, and every object has one by birth. */
export const valueAt = <T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;

/** What somebody wrote, as a text: '' for lists and maps, because String() asks these for their `toString`. */
export const textOf = (value: unknown): string => (typeof value === 'object' && value !== null ? '' : String(value));

/** Whether two values are the same JSON, in whatever order their fields are; a field without a value is none. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Plain, b as Plain];
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  for (const key in x) if (!sameJson(x[key], y[key])) return false;
  for (const key in y) if (y[key] !== undefined && !Object.hasOwn(x, key)) return false;
  return true;
}
