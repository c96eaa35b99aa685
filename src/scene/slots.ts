import type { ObjectKey } from '../model/Span.ts';
import type { Scene } from './Scene.ts';

/**
 * Gives each Pod of a column its place. A Pod that had one keeps it; a new Pod takes the first free place; a place
 * that was left stays empty. Only when there is no place left do the Pods close up.
 */
export function placePods(
  column: ObjectKey,
  pods: ObjectKey[],
  places: number,
  before?: Scene,
): Map<ObjectKey, number> {
  const placed = new Map<ObjectKey, number>();
  const taken = new Set<number>();
  for (const card of before?.pods ?? []) {
    const place = card.place;
    if (card.column !== column || !pods.includes(card.key) || place >= places || taken.has(place)) continue;
    placed.set(card.key, place);
    taken.add(place);
  }
  let next = 0;
  for (const key of pods) {
    if (placed.has(key)) continue;
    while (taken.has(next)) next++;
    if (next >= places) return new Map(pods.map((k, i) => [k, i]));
    placed.set(key, next);
    taken.add(next);
  }
  return placed;
}
