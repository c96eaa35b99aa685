// Draws pictures and films beside the page, with the page's own painters.
import { en } from '../../words/en.ts';
import { zhCN } from '../../words/zh-CN.ts';
import { FilmPainter } from '../../paint/FilmPainter.ts';
import { gifFilm } from './gifFilm.ts';
import type { PictureNews, PictureWish } from './PictureWish.ts';
import { surface } from './surface.ts';
import { webmFilm } from './webmFilm.ts';

const catalogs = { en, 'zh-CN': zhCN };

/** A picture has two pixels for each unit, as a good screen has. */
const SHARP = 2;
const tell = (news: PictureNews): void => postMessage(news);

const progress = (part: number): void => tell({ kind: 'progress', part });

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

addEventListener('message', ({ data: wish }: MessageEvent<PictureWish>) => {
  const make = async (): Promise<Blob> => {
    const film = new FilmPainter(wish, catalogs[wish.language]);
    if (wish.kind === 'svg') return new Blob([film.svg(wish.tokens, wish.title, ruler())], { type: 'image/svg+xml' });
    if (wish.kind === 'png') return png(film, wish);
    return wish.kind === 'gif' ? gifFilm(film, wish.tokens, progress) : webmFilm(film, wish.tokens, progress);
  };
  make().then(
    (file) => tell({ kind: 'done', file }),
    (error: unknown) => tell({ kind: 'failed', message: String(error) }),
  );
});
