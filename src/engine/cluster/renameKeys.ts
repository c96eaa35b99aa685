/** Puts other keys and values at the places that some have in a map; its order stays. */
export function renameKeys<K, V>(map: Map<K, V>, renamed: ReadonlyMap<K, readonly [K, V]>): void {
  if (![...map.keys()].some((key) => renamed.has(key))) return;
  const entries = [...map];
  map.clear();
  for (const [key, value] of entries) map.set(...(renamed.get(key) ?? ([key, value] as const)));
}
