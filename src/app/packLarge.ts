import workerUrl from './linkWorker.ts?worker&url';
import { startWorker } from './engines.ts';
import type { LinkState } from '../share/link.ts';

/** What `encodeLink` makes, in a worker: the page goes on moving meanwhile. */
export async function packLarge(state: LinkState): Promise<string> {
  const worker = await startWorker(new URL(workerUrl, import.meta.url).href, 'kubehop-link');
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.addEventListener('error', () => reject(new Error('worker')));
      worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(String(data)));
      worker.postMessage(state);
    });
  } finally {
    worker.terminate();
  }
}
