import type { Matrix } from '../model/Matrix.ts';
import type { Engine, Outcome } from '../worker/client.ts';
import { MOST_CONNECTIONS } from './matrixStudy.ts';

/** Asks the same of A and then of B: what the engine answers to both, or why there is no answer. */
async function ofBoth<T>(ask: (side: 0 | 1) => Promise<Outcome<T>>): Promise<Outcome<[a: T, b: T]>> {
  const a = await ask(0);
  if (a.kind !== 'done') return a;
  const b = await ask(1);
  return b.kind === 'done' ? { kind: 'done', value: [a.value, b.value] } : b;
}

/** What an operator reads on these Nodes, in both texts. */
export const rulesOfBoth = (engine: Engine, texts: readonly [a: string, b: string], nodes: string[]) =>
  ofBoth((side) => engine.rules(texts[side], nodes));

/** From everywhere to everywhere, in both texts. */
export const matrixOfBoth = (
  engine: Engine,
  texts: readonly [a: string, b: string],
  progress: (part: number) => void,
): Promise<Outcome<[a: Matrix, b: Matrix]>> =>
  ofBoth((side) =>
    engine.matrix({ text: texts[side], system: false, most: MOST_CONNECTIONS }, (part) => progress((side + part) / 2)),
  );
