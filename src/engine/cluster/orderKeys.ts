/** Puts the entries of a map in the order of their ranks; keys without one come first, as they were. */
export function orderKeys<K, V>(map: Map<K, V>, ranks: ReadonlyMap<K, number>): void {
  const rank = (key: K): number => ranks.get(key) ?? -1;
  let last = -1;
  let isOrdered = true;
  for (const key of map.keys()) {
    const own = rank(key);
    if (own < last) isOrdered = false;
    last = own;
  }
  if (isOrdered) return;
  const entries = [...map].sort(([a], [b]) => rank(a) - rank(b));
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
