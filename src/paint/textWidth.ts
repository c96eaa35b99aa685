import { fontParts } from './fontParts.ts';

/** Advance widths of Helvetica from the blank to `~`, in thousandths of its size (Adobe's Font Metrics, Helvetica.afm). */
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const MONOSPACE = 602;
/** Bold text of such a face is about so much wider. */
const BOLD = 1.06;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;

/**
 * How wide a text is, in a font as a canvas names it (`600 12px …`), without a canvas. Where there is no page, nobody
 * knows which face a reader will have: an SVG file sets each text to the width that is said here.
 */
export function textWidth(text: string, font: string): number {
  const { weight, size, family } = fontParts(font);
  const mono = family.includes('monospace') && !family.includes('sans-serif');
  let units = 0;
  for (const character of text) {
    if (WIDE.test(character)) units += 1000;
    else units += mono ? MONOSPACE : (HELVETICA[character.charCodeAt(0) - 32] ?? 600);
  }
  return (units * size * (!mono && Number(weight) >= 600 ? BOLD : 1)) / 1000;
}
