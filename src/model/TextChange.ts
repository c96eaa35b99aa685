/** What has become of a text: `text` is now between its first `head` and its last `tail` characters. */
export interface TextChange {
  head: number;
  tail: number;
  text: string;
}

/** Texts are compared in blocks of so many characters, which V8 does at the speed of memory. */
const BLOCK = 4096;

/** How many characters two texts begin with alike. */
function commonPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at + BLOCK <= end && a.slice(at, at + BLOCK) === b.slice(at, at + BLOCK)) at += BLOCK;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters, at most so many, they end with alike. */
function commonSuffix(a: string, b: string, most: number): number {
  let n = 0;
  while (
    n + BLOCK <= most &&
    a.slice(a.length - n - BLOCK, a.length - n) === b.slice(b.length - n - BLOCK, b.length - n)
  ) {
    n += BLOCK;
  }
  while (n < most && a.charCodeAt(a.length - n - 1) === b.charCodeAt(b.length - n - 1)) n++;
  return n;
}

/** Where two texts differ: between what they begin and end with alike. */
export function changeBetween(before: string, after: string): TextChange {
  // much is asked of one and the same text
  const head = after === before ? after.length : commonPrefix(before, after);
  const tail = commonSuffix(before, after, Math.min(before.length, after.length) - head);
  return { head, tail, text: after.slice(head, after.length - tail) };
}
