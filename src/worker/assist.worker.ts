// What the editor asks while somebody types: completion, what a field means, where a name comes from. In a worker of
// its own, as it must answer at once, and needs the API's descriptions, which a visit that only looks does not.
import { assist, ParseMemo } from '../engine/index.ts';
import { serve } from './serve.ts';

const memo = new ParseMemo();

serve({
  assist: ({ revision, text, question }) => ({
    kind: 'assisted',
    revision,
    answer: assist(text, question, memo),
  }),
});
