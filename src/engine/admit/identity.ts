import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { hash32 } from '../controllers/generatedName.ts';

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0');

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
  const version = hex((b & 0xfff) | 0x4000, 4);
  const variant = hex((c & 0x3fff) | 0x8000, 4);
  const uid = `${hex(a, 8)}-${hex(b >>> 16, 4)}-${version}-${variant}-${hex(c >>> 16, 4)}${hex(d, 8)}`;
  Object.assign(cache, { key, count, uid });
  return uid;
}
