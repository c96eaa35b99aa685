import { plain } from '../../scenarios/searchGallery.ts';

/** Letters of a name in their order, from the beginning of a word on and not far apart: `cplnk` is Copy link. */
function isAbbreviated(text: string, wanted: string): boolean {
  for (const { index, 0: first } of text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    if (first !== wanted[0]) continue;
    let at = index;
    let letters = 0;
    for (; at < text.length && letters < wanted.length && at - index < wanted.length * 3; at++)
      if (text[at] === wanted[letters]) letters++;
    if (letters === wanted.length) return true;
  }
  return false;
}

/** How near a text is to a word: the same, begins with it, a word of it does, has it, has its letters; null: not at all. */
function ofWord(text: string, wanted: string): number | null {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  const at = text.indexOf(wanted);
  if (at >= 0) return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 2.5 : 2;
  return wanted.length > 1 && isAbbreviated(text, wanted) ? 4 : null;
}

/**
 * How near something is to what was typed, as the farthest of the typed words is to the nearest of its texts. These are
 * `plain` already: they stay the same from key to key.
 */
export function closeness(known: readonly string[], query: string): number | null {
  const asked = plain(query).trim();
  const whole = Math.min(...known.map((text) => ofWord(text, asked) ?? 9));
  if (whole < 4) return whole;
  const words = asked.split(/\s+/).map((word) => Math.min(...known.map((text) => ofWord(text, word) ?? 9)));
  const farthest = Math.max(...words);
  return farthest < 9 ? Math.max(farthest, 2) : null;
}
