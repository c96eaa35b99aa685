import type { ScenarioStep } from '../../model/Scenario.ts';
import type { StepResult } from '../runScenario.ts';

/** A scenario under way in a cluster: how far its steps have come. */
export interface Play {
  readonly files: ReadonlyMap<string, string>;
  /** Files that steps have written. */
  written: Map<string, string>;
  /** The scenario's own, then what was typed. */
  readonly steps: readonly ScenarioStep[];
  /** How many of them are the scenario's own. */
  readonly own: number;
  /** There are more than may run. */
  readonly more: boolean;
  /** Those that run one after another; each of the others was typed at its moment, and runs then. */
  readonly chain: readonly number[];
  /** Virtual time at which the steps began. */
  readonly start: number;
  /** Index into `chain` of the one that is next. */
  next: number;
  /** Steps that have yet to run. */
  left: number;
  /** Virtual time does not go on beyond this: `Paused` is thrown instead. */
  limit: number;
  /** The step that runs now. */
  running: number;
  /** Who wants to know what became of each step. */
  answered?: (step: number, result: StepResult) => void;
}

/**
 * A command waits for something that comes after the moment that was asked for. The cluster is in the state of that moment,
 * and nobody can go on with it, since the command would not.
 */
export class Paused extends Error {}
