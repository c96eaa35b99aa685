/** An object of YAML or JSON whose fields nobody has looked at yet. */
export type Plain = Record<string, unknown>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a map of somebody's keys has at a key: `constructor` may be a label, and every object has one by birth. */
export const valueAt = <T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;

/** What somebody wrote, as a text: '' for lists and maps, because String() asks these for their `toString`. */
export const textOf = (value: unknown): string => (typeof value === 'object' && value !== null ? '' : String(value));
