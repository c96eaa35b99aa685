import type { KubeObject } from '../model/KubeObject.ts';
import type { Refusal } from './openDocuments.ts';
import { type ObjectKey, objectKey, type SourceRef, type Span } from '../model/Span.ts';
import type { Cluster } from './cluster/Cluster.ts';
import { keyOf } from './cluster/ObjectStore.ts';
import type { ParsedText } from './parse/parse.ts';
import { findKind } from './admit/kinds.ts';
import { isPlain, type Plain, textOf } from './plain.ts';

/** Where an object stands in the text, and what its own paths are below there. */
export interface Place {
  /** Index of the document. */
  document: number;
  /** `''`, or `spec.template` for what a workload made, or `items[2]` for an item of a List. */
  prefix: string;
}

const keys = new WeakMap<Plain, ObjectKey>();

/** The key that a manifest's object is stored under; undefined when it has no kind or name. */
export function keyOfManifest(value: Plain): ObjectKey | undefined {
  const known = keys.get(value);
  if (known !== undefined) return known;
  const key = readKey(value);
  if (key !== undefined) keys.set(value, key);
  return key;
}

function readKey(value: Plain): ObjectKey | undefined {
  const kind = value['kind'];
  const metadata = isPlain(value['metadata']) ? value['metadata'] : {};
  const name = metadata['name'];
  if (typeof kind !== 'string' || typeof name !== 'string') return undefined;
  const info = typeof value['apiVersion'] === 'string' ? findKind(value['apiVersion'], kind) : undefined;
  const namespace = typeof metadata['namespace'] === 'string' ? metadata['namespace'] : 'default';
  return objectKey(kind, info && !info.namespaced ? undefined : namespace, name);
}

/**
 * The documents of the text by the objects that they define. Of several of one object the first that was not refused
 * made it: for the next ones it exists already.
 */
export function placesOf(
  parsed: ParsedText,
  refusals: readonly Pick<Refusal, 'document' | 'item'>[],
): Map<ObjectKey, Place> {
  const places = new Map<ObjectKey, Place>();
  const refused = new Map<ObjectKey, Place>();
  const whole = new Set(refusals.flatMap(({ document, item }) => (item ? [] : [document.index])));
  const items = new Set(refusals.map(({ document, item = '' }) => `${document.index} ${item}`));
  const note = (value: unknown, place: Place): void => {
    const key = isPlain(value) ? keyOfManifest(value) : undefined;
    const isRefused = whole.has(place.document) || items.has(`${place.document} ${place.prefix}`);
    const among = isRefused ? refused : places;
    if (key && !among.has(key)) among.set(key, place);
  };
  for (const { index: document, value } of parsed.documents) {
    if (!isPlain(value)) continue;
    const list = textOf(value['kind']).endsWith('List') && Array.isArray(value['items']) ? value['items'] : undefined;
    if (list) list.forEach((item, i) => note(item, { document, prefix: `items[${i}]` }));
    else note(value, { document, prefix: '' });
  }
  for (const [key, place] of refused) if (!places.has(key)) places.set(key, place);
  return places;
}

/** The path of a field below the place of its object. */
export const joinPath = (prefix: string, path: string): string =>
  prefix && path ? `${prefix}.${path}` : prefix || path;

/**
 * An object's place, or that of the workload that made it, or made what made it. Who asks for many has their keys, and
 * keeps the places of their makers, by uid.
 */
export function placeOf(
  cluster: Cluster,
  places: ReadonlyMap<ObjectKey, Place>,
  object: KubeObject,
  makers = new Map<string, Place | undefined>(),
  key = keyOf(object),
): Place | undefined {
  const own = places.get(key);
  if (own) return own;
  const owner = object.metadata.ownerReferences?.find((o) => o.controller);
  if (!owner) return undefined;
  let place = makers.get(owner.uid);
  if (!place) {
    const parent = cluster.store.get(owner.kind, object.metadata.namespace, owner.name);
    place = parent && placeOf(cluster, places, parent, makers);
    makers.set(owner.uid, place);
  }
  if (!place) return undefined;
  return object.kind === 'Pod' ? { document: place.document, prefix: joinPath(place.prefix, 'spec.template') } : place;
}

/** The span of the field that a rule or an object came from; null for what is not in the text. */
export function spanOfRef(
  cluster: Cluster,
  parsed: ParsedText,
  places: ReadonlyMap<ObjectKey, Place>,
  ref: SourceRef,
): Span | null {
  const object = cluster.store.byKey(ref.object);
  const place = places.get(ref.object) ?? (object && placeOf(cluster, places, object));
  const document = place && parsed.documents[place.document];
  return document ? document.spanOf(joinPath(place.prefix, ref.path)) : null;
}

const LISTED = ['Service', 'Pod', 'Node'];

/** The documents that the objects which a page lists come from, by index. Fields are found by `spanOfRef`. */
export function originsOf(cluster: Cluster, places: ReadonlyMap<ObjectKey, Place>): Record<ObjectKey, number> {
  const origins: Record<ObjectKey, number> = {};
  const makers = new Map<string, Place | undefined>();
  for (const kind of LISTED)
    for (const [key, object] of cluster.store.entries(kind)) {
      const place = placeOf(cluster, places, object, makers, key);
      if (place) origins[key] = place.document;
    }
  return origins;
}
