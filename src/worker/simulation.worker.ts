import { createMemo, locate, runCommand, simulate, tallyTraffic } from '../engine/index.ts';
import { type EngineAnswer, type EngineRequest, readRequest } from './protocol.ts';

/** What earlier texts left behind and later ones may use again. */
const memo = createMemo();

const post = (answer: EngineAnswer): void => postMessage(answer);

function answer(request: EngineRequest): EngineAnswer {
  const { revision } = request;
  switch (request.kind) {
    case 'simulate':
      return { kind: 'simulated', revision, result: simulate(request.input, memo) };
    case 'tally':
      return { kind: 'tallied', revision, tally: tallyTraffic(request.input, request.connections, memo) };
    case 'locate':
      return { kind: 'located', revision, spans: locate(request.text, request.refs, memo) };
    case 'run': {
      const { text, history, line } = request;
      return { kind: 'ran', revision, result: runCommand(text, history, line) };
    }
  }
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const request = readRequest(event.data);
  if (!request) return;
  post({ kind: 'began', revision: request.revision });
  try {
    post(answer(request));
  } catch (error) {
    // An exception of ours; the user's mistakes are diagnostics and the network's are endings.
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'failed', revision: request.revision, message, stack: stack ?? '' });
  }
});

post({ kind: 'ready' });
