import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects the garbage of making the input and of the repeat before, so that whoever is timed next pays for his own. */
export const collect = runInNewContext('gc') as () => void;

const scavenge = runInNewContext("() => gc({ type: 'minor' })") as () => void;

/**
 * Makes old what is young and in use: the input was made just now, as that of a cluster never is, and whoever is timed
 * next would pay for its being moved, twice. Code stays as warm as it is, which a full collection throws away in part.
 */
export function settle(): void {
  scavenge();
  scavenge();
}
