import type { SimulationResult } from '../model/Simulation.ts';

/** What nobody sees in a picture: where things stand in the text, and what is said of it. */
const UNSEEN: readonly (keyof SimulationResult)[] = ['documents', 'origins', 'diagnostics'];

/**
 * Whether two results make one and the same picture, as after a key in a comment: all that is seen of them is the same
 * object. Results are told as changes of each other (`worker/change.ts`), so what is equal is that.
 */
export function looksAlike(a: SimulationResult | null, b: SimulationResult | null): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const keys = Object.keys(a) as (keyof SimulationResult)[];
  return keys.every((key) => UNSEEN.includes(key) || Object.is(a[key], b[key]));
}
