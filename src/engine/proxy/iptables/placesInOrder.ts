/** As long as `KUBE-SEP-`: behind it, names are hashes. */
const KIND = 9;
/** Characters behind it that are read off to sort by, and the bits of each. */
const READ = 5;
const BITS = 6;
const PLACES = 2 ** 22;

/**
 * The places of chains' names in their order. A large cluster has 100,000 of them, and comparing them two by two costs
 * as much as making their rules: those of a kind are sorted as numbers, in which a few characters stand before the
 * place, and then only neighbours are compared.
 */
export function placesInOrder(names: readonly string[]): number[] {
  const kinds = new Map<string, number[]>();
  let kind = '';
  let keys: number[] = [];
  for (let place = 0; place < names.length; place++) {
    const name = names[place]!;
    // many of a kind come one after another
    if (kind.length < KIND || !name.startsWith(kind)) {
      kind = name.slice(0, KIND);
      keys = kinds.get(kind) ?? [];
      kinds.set(kind, keys);
    }
    keys.push(beginning(name) * PLACES + place);
  }
  const places: number[] = [];
  for (const kind of [...kinds.keys()].sort()) {
    let same = places.length;
    let last = -1;
    for (const key of Float64Array.from(kinds.get(kind) ?? []).sort()) {
      const place = key % PLACES;
      const begins = Math.floor(key / PLACES);
      let at = places.push(place) - 1;
      if (begins !== last) same = at;
      last = begins;
      for (; at > same && names[place]! < names[places[at - 1]!]!; at--) places[at] = places[at - 1]!;
      places[at] = place;
    }
  }
  return places;
}

/** A number that is no greater than that of a name that comes later in the order. */
function beginning(name: string): number {
  let number = 0;
  for (let i = KIND; i < KIND + READ; i++) {
    const code = i < name.length ? name.charCodeAt(i) - 32 : 0;
    number = (number << BITS) | Math.min(Math.max(code, 0), 63);
  }
  return number;
}
