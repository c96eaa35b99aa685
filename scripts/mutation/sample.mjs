// @ts-check

/** Dice of a seed: mulberry32. @param {number} seed */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * So many of a list, each as likely as any other, in the order of the list. The same for the same seed and list.
 * @template T
 * @param {readonly T[]} all
 * @param {number} most
 * @param {number} seed
 * @returns {T[]}
 */
export function sample(all, most, seed) {
  if (all.length <= most) return [...all];
  const roll = dice(seed);
  const drawn = all.map((item, place) => ({ item, place, lot: roll() })).sort((a, b) => a.lot - b.lot);
  return drawn
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
