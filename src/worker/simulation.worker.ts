import { createMemo, locate, simulate, takeWay, tallyTraffic } from '../engine/index.ts';
import { serve } from './serve.ts';

/** What earlier texts left behind and later ones may use again. */
const memo = createMemo();

serve({
  simulate: ({ revision, input }, beat) => ({ kind: 'simulated', revision, result: simulate(input, memo, beat) }),
  tally: ({ revision, input, connections }) => ({
    kind: 'tallied',
    revision,
    tally: tallyTraffic(input, connections),
  }),
  locate: ({ revision, text, refs }) => ({ kind: 'located', revision, spans: locate(text, refs, memo) }),
  takeWay: ({ revision, input, way }) => ({ kind: 'tookWay', revision, edits: takeWay(input, way, memo) ?? [] }),
});
