import type { Cluster } from '../cluster/Cluster.ts';

/** apimachinery: util/rand: no vowels and nothing that looks like another letter. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** FNV-1a of a text, 32 bits, then mixed well (murmur3's finaliser), so that like names get unlike suffixes. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in the alphabet of generated names, as util/rand.SafeEncodeString does with the digits of a hash. */
export function safeEncode(digits: string): string {
  let text = '';
  for (let i = 0; i < digits.length; i++) text += ALPHABET[digits.charCodeAt(i) % ALPHABET.length];
  return text;
}

/** Five letters that depend on nothing but what is named and how many of its name there were. */
function suffix(base: string, count: number): string {
  let n = hash32(`${base}/${count}`);
  let text = '';
  for (let i = 0; i < 5; i++) {
    text += ALPHABET[n % ALPHABET.length];
    n = Math.floor(n / ALPHABET.length);
  }
  return text;
}

/** The counter of the names that were made from a `generateName`. */
export const nameCounter = (kind: string, namespace: string, base: string): string =>
  `name ${kind} ${namespace}/${base}`;

/**
 * A free name for an object with this `generateName`. It is the same whatever else the cluster holds and whatever
 * the seed is, so that adding one object renames no other, and another seed moves packets but no addresses. Longer bases are cut at 58 characters (apiserver: names/generate.go).
 */
export function generatedName(cluster: Cluster, kind: string, namespace: string, base: string): string {
  const counter = nameCounter(kind, namespace, base);
  for (;;) {
    const count = cluster.counters.get(counter) ?? 0;
    cluster.counters.set(counter, count + 1);
    const name = base.slice(0, 58) + suffix(`${kind} ${namespace}/${base}`, count);
    if (!cluster.store.get(kind, namespace, name)) return name;
  }
}
