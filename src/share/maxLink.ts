/** Characters of a fragment; a longer scenario travels as a file. */
export const MAX_LINK = 64 * 1024;

/** Bytes that a link may inflate to. */
export const MAX_INFLATED = 1024 * 1024;
