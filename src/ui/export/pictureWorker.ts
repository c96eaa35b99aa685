// Draws pictures and films beside the page, with the page's own painters.
import { gifWriter, paletteOf } from '../../exports/gif.ts';
import { en } from '../../words/en.ts';
import { zhCN } from '../../words/zh-CN.ts';
import { FilmPainter } from '../../paint/FilmPainter.ts';
import type { PictureNews, PictureWish } from './PictureWish.ts';

const catalogs = { en, 'zh-CN': zhCN };

/** Twelve and a half pictures a second, as GIF counts time; the last one stays. */
const STEP = 80;
const LAST = 1600;
/** A film is no longer than this: what takes longer is played faster. */
const LONGEST = 20_000;
const SIZE = { width: 800, height: 450 };
/** A picture has two pixels for each unit, as a good screen has. */
const SHARP = 2;
/** Pictures from which the colours of a film are taken. */
const SAMPLES = 12;

const tell = (news: PictureNews): void => postMessage(news);

const surface = (width: number, height: number) => {
  const canvas = new OffscreenCanvas(width, height);
  return { canvas, ctx: canvas.getContext('2d', { willReadFrequently: true })! };
};

/** Measures texts as this browser would set them. */
function ruler(): (text: string, font: string) => number {
  const { ctx } = surface(1, 1);
  return (text, font) => {
    ctx.font = font;
    return ctx.measureText(text).width;
  };
}

async function png(film: FilmPainter, wish: PictureWish): Promise<Blob> {
  const { canvas } = surface(1, 1);
  const pen = film.pen(canvas, wish.tokens, SHARP);
  film.paintStill(pen);
  film.paintMotion(pen, film.now);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The connection from its start to its end. What stands still is painted once. */
function gif(film: FilmPainter, wish: PictureWish): Blob {
  const { width, height } = film.scene;
  const ratio = Math.min(SIZE.width / width, SIZE.height / height);
  const still = surface(1, 1);
  film.paintStill(film.pen(still.canvas, wish.tokens, ratio));
  const motion = surface(1, 1);
  const pen = film.pen(motion.canvas, wish.tokens, ratio);
  const { ctx } = surface(SIZE.width, SIZE.height);
  const [x, y] = [(SIZE.width - still.canvas.width) / 2, (SIZE.height - still.canvas.height) / 2].map(Math.round) as [
    number,
    number,
  ];
  const speed = Math.max(1, film.duration / LONGEST);
  const frames = Math.max(1, Math.ceil(film.duration / speed / STEP) + 1);
  const pictureAt = (frame: number): Uint8ClampedArray => {
    pen.clear();
    film.paintMotion(pen, Math.min(film.duration, frame * STEP * speed));
    ctx.fillStyle = wish.tokens.bg;
    ctx.fillRect(0, 0, SIZE.width, SIZE.height);
    ctx.drawImage(still.canvas, x, y);
    ctx.drawImage(motion.canvas, x, y);
    return ctx.getImageData(0, 0, SIZE.width, SIZE.height).data;
  };
  const samples = Array.from({ length: SAMPLES }, (_, i) => pictureAt(Math.round((i * (frames - 1)) / (SAMPLES - 1))));
  const writer = gifWriter(SIZE.width, SIZE.height, paletteOf(samples));
  for (let i = 0; i < frames; i++) {
    writer.add({ data: pictureAt(i), delay: i === frames - 1 ? LAST : STEP });
    tell({ kind: 'progress', part: (i + 1) / frames });
  }
  return new Blob([writer.end()], { type: 'image/gif' });
}

addEventListener('message', ({ data: wish }: MessageEvent<PictureWish>) => {
  const make = async (): Promise<Blob> => {
    const film = new FilmPainter(wish, catalogs[wish.language]);
    if (wish.kind === 'svg') return new Blob([film.svg(wish.tokens, wish.title, ruler())], { type: 'image/svg+xml' });
    return wish.kind === 'png' ? png(film, wish) : gif(film, wish);
  };
  make().then(
    (file) => tell({ kind: 'done', file }),
    (error: unknown) => tell({ kind: 'failed', message: String(error) }),
  );
});
