/** A text as its editor made it: the first `head` characters of `base`, then `between`, then its last `tail`. */
export interface RelatedText {
  text: string;
  base: string;
  head: number;
  between: string;
  tail: number;
}

/** As many keys may lie between what a worker is asked and what is typed. */
const MANY = 32;

let related: RelatedText[] = [];

/**
 * Remembers how a text came about. Of a text of 10 MB it takes 20 ms to find out what a key changed in it, since
 * JavaScript first has to join its pieces; the editor knows. Of each length only the newest is kept: to tell two of the
 * same length apart, their pieces would have to be joined after all.
 */
export function relate(one: RelatedText): void {
  related = [...related.filter(({ text }) => text.length !== one.text.length).slice(1 - MANY), one];
}

/** How a text came about, if that is remembered. */
export const relationOf = (text: string): RelatedText | undefined => related.findLast((one) => one.text === text);
