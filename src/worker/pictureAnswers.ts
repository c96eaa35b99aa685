import { locate, type SimulationMemo, simulate, takeWay, tallyTraffic } from '../engine/index.ts';
import { createResultAnswer } from './resultAnswer.ts';
import type { Answerers } from './serve.ts';

/** What the picture asks. A memo is what earlier answers to a text left behind. */
export function pictureAnswers(memoOf: (text: string) => SimulationMemo) {
  const answer = createResultAnswer();
  return {
    simulate: ({ revision, input }, beat) => answer(revision, simulate(input, memoOf(input.text), beat)),
    tally: ({ revision, input, connections }) => ({
      kind: 'tallied',
      revision,
      tally: tallyTraffic(input, connections, memoOf(input.text)),
    }),
    locate: ({ revision, source, refs }) => ({
      kind: 'located',
      revision,
      spans: locate(source, refs, memoOf(source.text)),
    }),
    takeWay: ({ revision, input, way }) => ({
      kind: 'tookWay',
      revision,
      edits: takeWay(input, way, memoOf(input.text)) ?? [],
    }),
  } satisfies Answerers;
}
