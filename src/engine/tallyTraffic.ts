import type { SimulationInput, Tally } from '../model/Simulation.ts';
import { Random } from './cluster/Random.ts';
import { simulate } from './simulate.ts';
import type { SimulationMemo } from './SimulationMemo.ts';
import { tally } from './trace/tally.ts';

/** Makes many connections of the input's traffic, as the scenario's seed decides: how often each way is taken. */
export function tallyTraffic(input: SimulationInput, connections: number, memo?: SimulationMemo): Tally {
  const { reach, scenario } = simulate(input, memo);
  if (!reach) return { connections: 0, counts: [] };
  return tally(reach, connections, new Random(scenario.seed));
}
