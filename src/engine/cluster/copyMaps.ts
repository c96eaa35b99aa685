/** Maps and sets, and those in them, copied; everything else is shared. */
export function copyMaps<T>(value: T): T {
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, copyMaps(inner)])) as T;
  if (value instanceof Set) return new Set(value) as T;
  return value;
}
