/** Characters of a fragment; a longer scenario travels as a file. */
export const MAX_LINK = 64 * 1024;
