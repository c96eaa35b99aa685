import { gifWriter, paletteOf } from '../../exports/gif.ts';
import type { FilmPainter } from '../../paint/FilmPainter.ts';
import type { Tokens } from '../../paint/Tokens.ts';
import { filmSheet, LAST } from './filmSheet.ts';

/** Twelve and a half pictures a second, as GIF counts time. */
const STEP = 80;
const SIZE = { width: 800, height: 450 };
/** Pictures from which the colours of a film are taken. */
const SAMPLES = 12;

/** The connection as an animated GIF. */
export function gifFilm(film: FilmPainter, tokens: Tokens, onProgress: (part: number) => void): Blob {
  const { pictures, ctx, paint } = filmSheet(film, tokens, SIZE, STEP);
  const pictureAt = (picture: number): Uint8ClampedArray => {
    paint(picture);
    return ctx.getImageData(0, 0, SIZE.width, SIZE.height).data;
  };
  const sample = (i: number): Uint8ClampedArray => pictureAt(Math.round((i * (pictures - 1)) / (SAMPLES - 1)));
  const writer = gifWriter(SIZE.width, SIZE.height, paletteOf(Array.from({ length: SAMPLES }, (_, i) => sample(i))));
  for (let i = 0; i < pictures; i++) {
    writer.add({ data: pictureAt(i), delay: i === pictures - 1 ? LAST : STEP });
    onProgress((i + 1) / pictures);
  }
  return new Blob([writer.end()], { type: 'image/gif' });
}
