/** Nobody types as many blanks; a large text, put together from pieces for each key, is not looked at. */
const MOST_BLANKS = 10_000;

/** There is no text, or only blanks. */
export const isBlank = (text: string): boolean => text.length < MOST_BLANKS && text.trim() === '';
