// The terminal has a worker of its own: most visits never type a command and need not load the commands. Once something
// was typed, the page asks here for all that depends on it.
import { checkStep, createMemo, createSession } from '../engine/index.ts';
import { analysisAnswers } from './analysisAnswers.ts';
import { pictureAnswers } from './pictureAnswers.ts';
import { serve } from './serve.ts';

const session = createSession();
const memo = createMemo(session.open);

serve({
  ...pictureAnswers(() => memo),
  ...analysisAnswers(() => memo),
  check: ({ revision, source, step }) => ({ kind: 'checked', revision, unmet: checkStep(source, step) }),
  timeline: ({ revision, source }, beat) => ({ kind: 'timelined', revision, timeline: session.timeline(source, beat) }),
  complete: ({ revision, source, on, line }) => ({
    kind: 'completed',
    revision,
    completions: session.complete(source, on, line),
  }),
  run: ({ revision, source, line }) => ({ kind: 'ran', revision, ...session.run(source, line) }),
});
