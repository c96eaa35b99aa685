import type { SimulationResult } from '../../model/Simulation.ts';
import type { Catalog } from '../../words/en.ts';
import { sayProblem } from '../../words/say.ts';

/** What is wrong with the text that the picture does not, or not wholly, show; null when nothing is. */
export function staleWords(words: Catalog, { diagnostics }: SimulationResult): string | null {
  const error = diagnostics.find(({ severity }) => severity === 'error');
  return error ? sayProblem(words, error) : null;
}
