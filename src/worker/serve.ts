import type { EngineAnswer, EngineRequest } from './protocol.ts';
import { readRequest } from './readRequest.ts';

/** Who answers which kind of request. */
export type Answerers = {
  [K in EngineRequest['kind']]?: (request: Extract<EngineRequest, { kind: K }>) => EngineAnswer;
};

/** Listens inside a worker: one request after another, each announced before it is worked on. */
export function serve(answerers: Answerers): void {
  const post = (answer: EngineAnswer): void => postMessage(answer);
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const request = readRequest(event.data);
    const answer = request && (answerers[request.kind] as ((request: EngineRequest) => EngineAnswer) | undefined);
    if (!request || !answer) return;
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
}
