import { matrixSteps, nodeRules, type SimulationMemo, variantEdits } from '../engine/index.ts';
import type { Answerers, Slices } from './serve.ts';

/** What is asked beside the picture: everything that can reach everything, and what operators read. */
export function analysisAnswers(memoOf: (text: string) => SimulationMemo) {
  function* matrix(revision: number, input: Parameters<typeof matrixSteps>[0]): Slices {
    return { kind: 'matrixed', revision, matrix: yield* matrixSteps(input, memoOf(input.text)) };
  }
  return {
    variant: ({ revision, text, variant, service }) => ({
      kind: 'varied',
      revision,
      edits: variantEdits(text, variant, service),
    }),
    rules: ({ revision, source, nodes }) => ({
      kind: 'ruled',
      revision,
      rules: nodeRules(source, nodes, memoOf(source.text)),
    }),
    matrix: ({ revision, input }) => matrix(revision, input),
  } satisfies Answerers;
}
