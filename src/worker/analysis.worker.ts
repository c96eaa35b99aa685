// What is asked beside the picture, in a worker of its own, so that the picture never waits for it: everything that can
// reach everything, and the same scenario in another variant.
import { createMemo, matrixSteps, nodeRules, type SimulationMemo, simulate, variantEdits } from '../engine/index.ts';
import type { Slices } from './serve.ts';
import { serve } from './serve.ts';

/** Two texts are compared: each has what was left behind by its last edit. */
const memos: SimulationMemo[] = [createMemo(), createMemo()];
let turn = 0;

/** The memo of the text that this one is an edit of: the one that knows it, or the one that was not asked last. */
function memoOf(text: string): SimulationMemo {
  const known = memos.findIndex(({ parse }) => parse.text === text);
  turn = known >= 0 ? known : 1 - turn;
  return memos[turn] as SimulationMemo;
}

function* matrix(revision: number, input: Parameters<typeof matrixSteps>[0]): Slices {
  return { kind: 'matrixed', revision, matrix: yield* matrixSteps(input, memoOf(input.text)) };
}

serve({
  simulate: ({ revision, input }) => ({ kind: 'simulated', revision, result: simulate(input, memoOf(input.text)) }),
  variant: ({ revision, text, variant, service }) => ({
    kind: 'varied',
    revision,
    edits: variantEdits(text, variant, service),
  }),
  rules: ({ revision, text, nodes }) => ({ kind: 'ruled', revision, rules: nodeRules(text, nodes, memoOf(text)) }),
  matrix: ({ revision, input }) => matrix(revision, input),
});
