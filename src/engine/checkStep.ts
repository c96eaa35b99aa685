import type { ScenarioStep, Unmet } from '../model/Scenario.ts';
import type { Source } from '../model/Simulation.ts';
import { unmetOf } from './expectation.ts';
import { outcomesOf, type StepResult } from './runScenario.ts';
import { createSession } from './Session.ts';

/**
 * What of a step's expectation does not hold in the cluster of a source; empty when all of it does. It is asked of a
 * cluster of its own: a command leaves no trace in the one that the reader looks at.
 */
export function checkStep(source: Source, { on, run = '', reach, stdin, expect = {} }: ScenarioStep): Unmet[] {
  const session = createSession();
  const result: StepResult =
    reach === undefined
      ? { on, run, ...session.run(source, { on, run, ...(stdin !== undefined && { stdin }) }).result }
      : { on, reach, outcomes: outcomesOf(session.open(source).opened.cluster, on, reach) };
  return unmetOf(expect, result);
}
