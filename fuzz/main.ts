import { Dice } from '../kernel-check/Dice.ts';
import { ByteDice } from './ByteDice.ts';
import { Finding, type Target } from './Target.ts';
import { targets } from './targets.ts';

export interface Wishes {
  /** Its name, or '' for all in turn. */
  target: string;
  /** Executions, at least so many, of each. */
  runs: number;
  /** Input i has the seed `seed + i`. */
  seed: number;
  /** Called with each input that shows something, so that it is kept. */
  keep: (found: Found) => void;
  /** Called now and then. */
  progress: (target: Target, tried: Tried) => void;
}

export interface Found {
  target: string;
  seed: number;
  message: string;
  input: unknown;
  /** Hexadecimal: what the dice fell by, where that is not the seed (guided). */
  bytes?: string;
}

export interface Tried {
  executions: number;
  /** Seeds of the first input and the last. */
  from: number;
  to: number;
  seconds: number;
  findings: number;
}

/** What one short text may take, in milliseconds of the processor; clusters take longer. */
const MOST_MS = 250;
/** Inputs between two reports. */
const PORTION = 1000;

export function main({ target, runs, seed, keep, progress }: Wishes): void {
  const chosen = targets.filter(({ name }) => target === '' || name === target);
  if (chosen.length === 0) throw new Error(`no target ${target}: ${targets.map(({ name }) => name).join(', ')}`);
  for (const one of chosen) progress(one, tryTarget(one, runs, seed, keep, progress));
}

function tryTarget(
  target: Target,
  runs: number,
  seed: number,
  keep: Wishes['keep'],
  progress: Wishes['progress'],
): Tried {
  const begin = process.cpuUsage();
  const tried: Tried = { executions: 0, from: seed, to: seed, seconds: 0, findings: 0 };
  for (let i = seed; tried.executions < runs; i++) {
    const outcome = tryOnce(target, i);
    tried.executions += outcome.executions;
    tried.to = i;
    if (outcome.found) {
      tried.findings++;
      keep(outcome.found);
    }
    const { user, system } = process.cpuUsage(begin);
    tried.seconds = (user + system) / 1e6;
    if ((i - seed) % PORTION === PORTION - 1) progress(target, tried);
  }
  return tried;
}

/** One input: the same again for the same seed, or for the same bytes. */
export function tryOnce(target: Target, seed: number, bytes?: string): { executions: number; found?: Found } {
  const found = (message: string, input: unknown): { executions: number; found: Found } => ({
    executions: 1,
    found: { target: target.name, seed, ...(bytes !== undefined && { bytes }), message, input },
  });
  try {
    const from = performance.now();
    const executions = target.once(bytes === undefined ? new Dice(seed) : new ByteDice(Buffer.from(bytes, 'hex')));
    // while coverage is counted, time says nothing
    if (bytes === undefined && target.quick && performance.now() - from > MOST_MS) {
      const ms = Math.min(...[1, 2, 3].map(() => cpuOf(() => target.once(new Dice(seed)))));
      if (ms > MOST_MS) return found(`takes ${ms.toFixed(0)} ms`, 'see the seed');
    }
    return { executions };
  } catch (error) {
    if (error instanceof Finding) return found(error.message, error.input);
    return found(`the target itself: ${error instanceof Error ? error.stack : String(error)}`, 'see the seed');
  }
}

function cpuOf(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}
