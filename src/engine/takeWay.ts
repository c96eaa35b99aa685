import type { Fix } from '../model/Diagnostic.ts';
import type { SimulationInput } from '../model/Simulation.ts';
import { seedEdit } from './seedEdit.ts';
import { seedOf } from './seedOf.ts';
import { simulate } from './simulate.ts';
import type { SimulationMemo } from './SimulationMemo.ts';

/**
 * The edit of the text after which the connection really takes a way (an index into `reach.traces`): the Scenario's
 * seed becomes the smallest one whose first choice it is. null when there is no such way, no such seed among those
 * tried, or no place for it in the text. Never throws for what a user writes.
 */
export function takeWay(input: SimulationInput, way: number, memo?: SimulationMemo): Fix['edits'] | null {
  const traces = simulate(input, memo).reach?.traces ?? [];
  if (!traces[way]) return null;
  const shares = traces.map(({ share }) => share);
  const seed = seedOf(shares, way);
  const edit = seed === null ? null : seedEdit(input.text, seed);
  return edit && [edit];
}
