import { covered } from './coverage.ts';
import { Dice } from '../kernel-check/Dice.ts';
import { type Tried, tryOnce, type Wishes } from './main.ts';
import { targets } from './targets.ts';

// Guided by coverage: inputs that ran a piece of code which none before ran are varied further. V8 counts the pieces
// (precise block coverage). Jazzer.js 4 would do it, too, and needs glibc 2.38; this is what of it is needed here.

const LENGTH = 256;

/** Some bytes another, some copied from elsewhere, the rest as it was. */
function varied(bytes: Uint8Array, others: readonly Uint8Array[], dice: Dice): Uint8Array {
  const copy = bytes.slice();
  for (let n = dice.between(1, 6); n > 0; n--) copy[dice.between(0, LENGTH - 1)] = dice.between(0, 255);
  if (dice.chance(0.3)) {
    const from = dice.between(0, LENGTH - 1);
    copy.set(dice.pick(others).subarray(from, from + dice.between(1, 40)), from);
  }
  return copy;
}

/** As `main` of main.ts, for one target; `pieces` of code were reached, by so many `kept` inputs. */
export function guided({ target: name, runs, seed, keep, progress }: Wishes): { pieces: number; kept: number } {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`no target ${name}`);
  const dice = new Dice(seed);
  const random = (): Uint8Array => Uint8Array.from({ length: LENGTH }, () => dice.between(0, 255));
  const inputs = [random()];
  const seen = new Set<string>();
  const begin = performance.now();
  const tried: Tried = { executions: 0, from: seed, to: seed, seconds: 0, findings: 0 };
  while (tried.executions < runs) {
    const bytes = dice.chance(0.05) ? random() : varied(dice.pick(inputs), inputs, dice);
    const outcome = tryOnce(target, seed, Buffer.from(bytes).toString('hex'));
    tried.executions += outcome.executions;
    if (outcome.found) {
      tried.findings++;
      keep(outcome.found);
    }
    const before = seen.size;
    for (const piece of covered()) seen.add(piece);
    if (seen.size > before) inputs.push(bytes);
  }
  tried.seconds = (performance.now() - begin) / 1000;
  progress(target, tried);
  return { pieces: seen.size, kept: inputs.length };
}
