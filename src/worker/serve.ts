import { Absent } from './Absent.ts';
import type { CancelRequest, EngineAnswer, EngineRequest } from './protocol.ts';
import { readRequest } from './readRequest.ts';
import { type SentRequest, SentText } from './sentText.ts';

/** Work in slices: it yields how far it is whenever it may be interrupted, and returns the answer. */
export type Slices = Generator<{ done: number; total: number }, EngineAnswer>;

/** Who answers which kind of request. */
export type Answerers = {
  [K in EngineRequest['kind']]?: (
    request: Extract<EngineRequest, { kind: K }>,
    /** To be called while work without slices goes on. */
    beat: () => void,
  ) => EngineAnswer | Slices;
};

/** Milliseconds that a slice takes: a new request waits no longer. */
const SLICE = 8;

/** Milliseconds between two signs of life. */
const BEAT = 250;

/** Lets the messages in that have come meanwhile. A timer would wait four milliseconds each time. */
function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const isSlices = (work: EngineAnswer | Slices): work is Slices => !('kind' in work);

/** Listens inside a worker: one request after another, each announced before it is worked on. */
export function serve(answerers: Answerers): void {
  const post = (answer: EngineAnswer): void => postMessage(answer);
  const cancelled = new Set<number>();
  const sent = new SentText();
  let before: Promise<void> = Promise.resolve();

  /** Works until there is an answer. Only work in slices lets anything happen in between. */
  async function work({ revision }: EngineRequest, start: () => EngineAnswer | Slices): Promise<EngineAnswer> {
    const begun = start();
    if (!isSlices(begun)) return begun;
    for (;;) {
      const end = performance.now() + SLICE;
      let step = begun.next();
      while (!step.done && performance.now() < end) step = begun.next();
      if (step.done) return step.value;
      post({ kind: 'progress', revision, ...step.value });
      await pause();
      if (cancelled.has(revision)) return { kind: 'cancelled', revision };
    }
  }

  async function answer(request: EngineRequest, start: () => EngineAnswer | Slices): Promise<void> {
    const { revision } = request;
    if (cancelled.delete(revision)) {
      post({ kind: 'cancelled', revision });
      return;
    }
    post({ kind: 'began', revision });
    try {
      post(await work(request, start));
    } catch (error) {
      if (error instanceof Absent) {
        post({ kind: 'absent', revision });
        return;
      }
      // An exception of ours; the user's mistakes are diagnostics and the network's are endings.
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      post({ kind: 'failed', revision, message, stack: stack ?? '' });
    }
    cancelled.delete(revision);
  }

  function beatOf({ revision }: EngineRequest): () => void {
    let last = performance.now();
    return () => {
      const now = performance.now();
      if (now - last < BEAT) return;
      last = now;
      post({ kind: 'beat', revision });
    };
  }

  function hear(message: SentRequest | CancelRequest | null): void {
    if (!message) return;
    if (message.kind === 'cancel') {
      cancelled.add(message.revision);
      return;
    }
    const request = sent.unpack(message);
    type Answerer = (request: EngineRequest, beat: () => void) => EngineAnswer | Slices;
    const answerer = answerers[request.kind] as Answerer | undefined;
    if (answerer) before = before.then(() => answer(request, () => answerer(request, beatOf(request))));
  }

  addEventListener('message', (event: MessageEvent<unknown>) => hear(readRequest(event.data)));
  post({ kind: 'ready' });
}
