// The terminal has a worker of its own: most visits never type a command and need not load the commands.
import { runCommand } from '../engine/index.ts';
import { serve } from './serve.ts';

serve({
  run: ({ revision, text, history, line }) => ({ kind: 'ran', revision, result: runCommand(text, history, line) }),
});
