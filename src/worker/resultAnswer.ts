import type { SimulationResult } from '../model/Simulation.ts';
import { changeOf } from './change.ts';
import type { EngineAnswer } from './protocol.ts';

/**
 * Answers with results, each told as what has changed since the one before: a large cluster takes the page 70 ms to
 * read, and one key changes little of it. What was told must stay as it is; the engine's objects never change.
 */
export function createResultAnswer() {
  let told: SimulationResult | undefined;
  return (revision: number, result: SimulationResult): EngineAnswer => {
    const change = changeOf(told, result) ?? { fields: [] };
    told = result;
    return { kind: 'simulated', revision, change };
  };
}
