// What is asked beside the picture, in a worker of its own, so that the picture never waits for it:
// everything that can reach everything, the same scenario in another variant, and what is wrong with it. And the picture
// itself, where the worker that was built for it lacks something.
import { createMemo, examine, type SimulationMemo, why } from '../engine/index.ts';
import { analysisAnswers } from './analysisAnswers.ts';
import { pictureAnswers } from './pictureAnswers.ts';
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

/** What was examined last. */
const examined = createMemo();

serve({
  ...pictureAnswers(memoOf),
  ...analysisAnswers(memoOf),
  examine: ({ revision, text }) => ({ kind: 'examined', revision, diagnostics: examine(text, examined) }),
  why: ({ revision, text, question }, beat) => ({
    kind: 'explained',
    revision,
    why: why(text, question, examined, beat),
  }),
});
