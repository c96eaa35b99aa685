import workerUrl from './pictureWorker.ts?worker&url';
import { startWorker } from '../../app/engines.ts';
import type { PictureNews, PictureWish } from './PictureWish.ts';

/** Makes a picture or a film in a worker of its own, so that the page goes on moving; `signal` ends the worker. */
export async function makePicture(
  wish: PictureWish,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const worker = await startWorker(new URL(workerUrl, import.meta.url).href, 'kubehop-export');
  try {
    return await new Promise<Blob>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as DOMException));
      signal.throwIfAborted();
      worker.addEventListener('error', () => reject(new Error('worker')));
      worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const news = data as PictureNews;
        if (news.kind === 'progress') onProgress(news.part);
        else if (news.kind === 'done') resolve(news.file);
        else reject(new Error(news.message));
      });
      worker.postMessage(wish);
    });
  } finally {
    worker.terminate();
  }
}
