import { Inflate } from 'fflate';
import { joinedBytes } from '../model/joinedBytes.ts';

export type Inflated =
  | { kind: 'whole'; bytes: Uint8Array }
  /** The stream ended before its last block did. */
  | { kind: 'cut' }
  | { kind: 'damaged' }
  | { kind: 'tooBig' };

const CHUNK = 1024;

/**
 * Inflates a raw deflate stream chunk by chunk and stops as soon as more than `cap` bytes came out, so that a
 * bomb of 1,000 : 1 costs no more than the cap. The stream may refer to `dictionary`, as if that had come before it. Never
 * throws.
 */
export function inflateCapped(deflated: Uint8Array, cap: number, dictionary: Uint8Array): Inflated {
  const parts: Uint8Array[] = [];
  let size = 0;
  let whole = false;
  const stream = new Inflate({ dictionary }, (part, final) => {
    parts.push(part.slice()); // the stream may use its buffer again
    size += part.length;
    whole ||= final;
  });
  try {
    for (let at = 0; at < deflated.length && size <= cap; at += CHUNK) {
      stream.push(deflated.subarray(at, at + CHUNK), at + CHUNK >= deflated.length);
    }
  } catch (error) {
    // fflate: code 0 is "unexpected EOF"
    const cut = typeof error === 'object' && error !== null && 'code' in error && error.code === 0;
    return size > cap ? { kind: 'tooBig' } : { kind: cut ? 'cut' : 'damaged' };
  }
  if (size > cap) return { kind: 'tooBig' };
  if (!whole) return { kind: 'cut' };
  return { kind: 'whole', bytes: joinedBytes(parts) };
}
