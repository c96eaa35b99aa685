import { Random } from './cluster/Random.ts';
import { takenWay } from './trace/tally.ts';

/** More seeds than this are not tried: a way of one chance in ten thousand is still found nearly always. */
const MOST_SEEDS = 100_000;

/** The smallest seed whose first choice among ways with these shares is the one asked for; null when none was found. */
export function seedOf(shares: readonly number[], way: number): number | null {
  const ways = shares.map((share) => ({ share }));
  for (let seed = 0; seed < MOST_SEEDS; seed++) if (takenWay(ways, new Random(seed)) === way) return seed;
  return null;
}
