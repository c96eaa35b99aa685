import type { Dice } from '../kernel-check/Dice.ts';

/** Something that must hold for whatever comes from outside. */
export interface Target {
  name: string;
  /** What it makes, and what must be true of it. */
  title: string;
  /** Executions in npm test. */
  short: number;
  /** Its inputs are short texts, each of which may take 250 ms at most. */
  quick?: true;
  /** Makes one input by the dice and tries it; how many executions that was. Throws when something does not hold. */
  once: (dice: Dice) => number;
}

/** What did not hold, with the input that shows it. */
export class Finding extends Error {
  readonly input: unknown;

  constructor(message: string, input: unknown) {
    super(message);
    this.input = input;
  }
}

/** Throws with the input unless it holds. */
export function hold(condition: boolean, message: string, input: unknown): asserts condition {
  if (!condition) throw new Finding(message, input);
}

/** Runs it; what it throws becomes a finding with its input. */
export function without<T>(input: unknown, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Finding) throw error;
    throw new Finding(error instanceof Error ? `${error.message}\n${error.stack}` : String(error), input);
  }
}
