import type { Shot } from '../../paint/FilmPainter.ts';
import type { Tokens } from '../../paint/Tokens.ts';
import type { Language } from '../../words/language.ts';

/** A picture or a film that is wanted of what the page shows. Plain data: it goes to a worker. */
export interface PictureWish extends Shot {
  kind: 'png' | 'svg' | 'gif' | 'webm';
  language: Language;
  title: string;
  tokens: Tokens;
}

/** What comes of it, as it comes. */
export type PictureNews =
  | { kind: 'progress'; part: number }
  | { kind: 'done'; file: Blob }
  | { kind: 'failed'; message: string };
