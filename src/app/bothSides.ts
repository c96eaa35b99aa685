import type { Matrix } from '../model/Matrix.ts';
import type { Source } from '../model/Simulation.ts';
import type { Engine, Outcome } from '../worker/client.ts';
import { MOST_CONNECTIONS } from './matrixStudy.ts';

type EngineOf = (source: Source) => Engine;

/** Asks the same of A and then of B: what the engine answers to both, or why there is no answer. */
async function ofBoth<T>(ask: (side: 0 | 1) => Promise<Outcome<T>>): Promise<Outcome<[a: T, b: T]>> {
  const a = await ask(0);
  if (a.kind !== 'done') return a;
  const b = await ask(1);
  return b.kind === 'done' ? { kind: 'done', value: [a.value, b.value] } : b;
}

/** What an operator reads on these Nodes, in both. */
export const rulesOfBoth = (engineOf: EngineOf, sources: readonly [a: Source, b: Source], nodes: string[]) =>
  ofBoth((side) => engineOf(sources[side]).rules(sources[side], nodes));

/** From everywhere to everywhere, in both texts. */
export const matrixOfBoth = (
  engineOf: EngineOf,
  sources: readonly [a: Source, b: Source],
  progress: (part: number) => void,
): Promise<Outcome<[a: Matrix, b: Matrix]>> =>
  ofBoth((side) =>
    engineOf(sources[side]).matrix({ ...sources[side], system: false, most: MOST_CONNECTIONS }, (part) =>
      progress((side + part) / 2),
    ),
  );
