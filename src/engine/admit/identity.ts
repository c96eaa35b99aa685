import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { hash32 } from '../controllers/generatedName.ts';

const BYTES = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** The four digits of the lower half of a number. */
const hex4 = (n: number): string => `${BYTES[(n >>> 8) & 255]}${BYTES[n & 255]}`;
const hex8 = (n: number): string => hex4(n >>> 16) + hex4(n);

/** The last uid that was made for a manifest. */
export interface UidCache {
  key?: ObjectKey;
  count?: number;
  uid?: string;
}

/**
 * A uid in the form of a random UUID that depends only on the object's key and on how often an object of that key
 * has gone before, so that editing one document changes the uid of no other object.
 */
export function makeUid(cluster: Cluster, key: ObjectKey, cache: UidCache = {}): string {
  const count = cluster.store.removals(key);
  if (cache.uid !== undefined && cache.key === key && cache.count === count) return cache.uid;
  const text = `${key}/${count}`;
  const [a, b, c, d] = [hash32(text), hash32(`b${text}`), hash32(`c${text}`), hash32(`d${text}`)];
  const version = hex4((b & 0xfff) | 0x4000);
  const variant = hex4((c & 0x3fff) | 0x8000);
  const uid = `${hex8(a)}-${hex4(b >>> 16)}-${version}-${variant}-${hex4(c >>> 16)}${hex8(d)}`;
  cache.key = key;
  cache.count = count;
  cache.uid = uid;
  return uid;
}
