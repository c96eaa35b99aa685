import { type WebmFrame, webm } from '../../exports/webm.ts';
import type { FilmPainter } from '../../paint/FilmPainter.ts';
import type { Tokens } from '../../paint/Tokens.ts';
import { filmSheet, LAST } from './filmSheet.ts';
import { VIDEO, videoCodec } from './videoCodec.ts';

const STEP = 1000 / VIDEO.framerate;
/** Every so many pictures there is one that needs none before it: a player can jump there. */
const KEY_EVERY = 5 * VIDEO.framerate;
/** Pictures that wait for the encoder at most. */
const AHEAD = 8;

/** The connection as a WebM film, coded by the browser. */
export async function webmFilm(film: FilmPainter, tokens: Tokens, onProgress: (part: number) => void): Promise<Blob> {
  const codec = await videoCodec();
  if (!codec) throw new Error('no encoder');
  const { pictures, canvas, paint } = filmSheet(film, tokens, VIDEO, STEP);
  const frames: WebmFrame[] = [];
  const write = async (encoder: VideoEncoder): Promise<void> => {
    encoder.configure({ ...VIDEO, codec: codec.name });
    const encode = (time: number, keyFrame: boolean): void => {
      const frame = new VideoFrame(canvas, { timestamp: Math.round(time * 1000) });
      encoder.encode(frame, { keyFrame });
      frame.close();
    };
    for (let i = 0; i < pictures; i++) {
      paint(i);
      encode(i * STEP, i % KEY_EVERY === 0);
      while (encoder.encodeQueueSize > AHEAD)
        await new Promise((resolve) => encoder.addEventListener('dequeue', resolve, { once: true }));
      onProgress((i + 1) / pictures);
    }
    encode((pictures - 1) * STEP + LAST, false); // a player stops at the beginning of the last picture
    await encoder.flush();
    encoder.close();
  };
  await new Promise<void>((resolve, reject) => {
    const output = (chunk: EncodedVideoChunk): void => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      frames.push({ data, time: Math.round(chunk.timestamp / 1000), key: chunk.type === 'key' });
    };
    write(new VideoEncoder({ output, error: reject })).then(resolve, reject);
  });
  const { width, height } = VIDEO;
  const duration = pictures * STEP + LAST;
  return new Blob([webm({ codec: codec.webm, width, height, duration }, frames)], { type: 'video/webm' });
}
