import { locate, type SimulationMemo, simulate, takeWay, tallyTraffic } from '../engine/index.ts';
import { createResultAnswer } from './resultAnswer.ts';
import type { Answerers } from './serve.ts';

/** What the picture asks. The memo is what earlier answers left behind. */
export function pictureAnswers(memo: SimulationMemo) {
  const answer = createResultAnswer();
  return {
    simulate: ({ revision, input }, beat) => answer(revision, simulate(input, memo, beat)),
    tally: ({ revision, input, connections }) => ({
      kind: 'tallied',
      revision,
      tally: tallyTraffic(input, connections, memo),
    }),
    locate: ({ revision, source, refs }) => ({ kind: 'located', revision, spans: locate(source, refs, memo) }),
    takeWay: ({ revision, input, way }) => ({ kind: 'tookWay', revision, edits: takeWay(input, way, memo) ?? [] }),
  } satisfies Answerers;
}
