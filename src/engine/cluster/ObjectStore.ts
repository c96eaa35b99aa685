import type { KubeObject } from '../../model/KubeObject.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { copyMaps } from './copyMaps.ts';
import { orderKeys } from './orderKeys.ts';

export const keyOf = (object: KubeObject): ObjectKey =>
  objectKey(object.kind, object.metadata.namespace, object.metadata.name);

/** What happened to one object; controllers drain these instead of looking at everything again. */
export interface ObjectChange {
  key: ObjectKey;
  before: KubeObject | undefined;
  after: KubeObject | undefined;
}

/** Writes that `changedSince` knows; more than these, and whoever asks begins anew. */
const MOST_REMEMBERED = 512;

/**
 * What the API server has stored: objects by kind, in order of creation. Objects in it are immutable; `put`
 * replaces. Every write gets the next resourceVersion and is appended to `changes`.
 */
export class ObjectStore {
  #kinds = new Map<string, Map<ObjectKey, KubeObject>>();
  #revision = 1;
  #removals = new Map<ObjectKey, number>();
  /** Writes that the controllers have not looked at yet, oldest first. */
  changes: ObjectChange[] = [];

  /** The last writes, oldest first: each is one revision later than the one before. */
  #late: ObjectChange[] = [];

  copy(): ObjectStore {
    const copy = new ObjectStore();
    copy.#kinds = copyMaps(this.#kinds);
    copy.#revision = this.#revision;
    copy.#removals = new Map(this.#removals);
    copy.changes = [...this.changes];
    copy.#late = [...this.#late];
    return copy;
  }

  get revision(): number {
    return this.#revision;
  }

  /** What was written since a revision, oldest first; undefined when that is too long ago to be remembered. */
  changedSince(revision: number): readonly ObjectChange[] | undefined {
    const count = this.#revision - revision;
    return count > this.#late.length ? undefined : this.#late.slice(this.#late.length - count);
  }

  #wrote(change: ObjectChange): void {
    this.changes.push(change);
    this.#remember(change);
  }

  #remember(change: ObjectChange): void {
    this.#late.push(change);
    if (this.#late.length > MOST_REMEMBERED) this.#late.splice(0, MOST_REMEMBERED / 2);
  }

  get<T extends KubeObject>(kind: string, namespace: string | undefined, name: string): T | undefined {
    return this.#kinds.get(kind)?.get(objectKey(kind, namespace, name)) as T | undefined;
  }

  byKey<T extends KubeObject>(key: ObjectKey): T | undefined {
    return this.#kinds.get(key.slice(0, key.indexOf('/')))?.get(key) as T | undefined;
  }

  /** All objects of a kind, of one Namespace when it is given, oldest first. */
  list<T extends KubeObject>(kind: string, namespace?: string): T[] {
    const all = this.#kinds.get(kind);
    if (!all) return [];
    const objects = [...all.values()] as T[];
    return namespace === undefined ? objects : objects.filter((o) => o.metadata.namespace === namespace);
  }

  /** The same with their keys. */
  entries(kind: string): Iterable<[ObjectKey, KubeObject]> {
    return this.#kinds.get(kind)?.entries() ?? [];
  }

  /** How many objects there are. */
  get size(): number {
    let size = 0;
    for (const objects of this.#kinds.values()) size += objects.size;
    return size;
  }

  count(kind: string): number {
    return this.#kinds.get(kind)?.size ?? 0;
  }

  /** How often an object of this key has gone: tells its successors apart. */
  removals(key: ObjectKey): number {
    return this.#removals.get(key) ?? 0;
  }

  /** Stores an object, new or instead of the one with its key, and returns it with its resourceVersion. */
  put<T extends KubeObject>(object: T, again?: T): T {
    const resourceVersion = String(this.#revision + 1);
    const reusable = again?.metadata.resourceVersion === resourceVersion;
    const after = reusable ? again : { ...object, metadata: { ...object.metadata, resourceVersion } };
    return this.#put(keyOf(object), after);
  }

  /** Stores an object that its maker gives away, with its metadata: it is not copied. */
  give<T extends KubeObject>(key: ObjectKey, object: T): T {
    object.metadata.resourceVersion = String(this.#revision + 1);
    return this.#put(key, object);
  }

  #put<T extends KubeObject>(key: ObjectKey, after: T): T {
    let objects = this.#kinds.get(after.kind);
    if (!objects) {
      objects = new Map();
      this.#kinds.set(after.kind, objects);
    }
    this.#revision++;
    this.#wrote({ key, before: objects.get(key), after });
    objects.set(key, after);
    return after;
  }

  /** Puts the objects of a kind in another order, as if they had been created in that one. */
  order(kind: string, ranks: ReadonlyMap<ObjectKey, number>): void {
    const objects = this.#kinds.get(kind);
    if (objects) orderKeys(objects, ranks);
  }

  /** Removes an object as if it had never been there: one of its key that comes later is the first. */
  forget(key: ObjectKey): void {
    const count = this.#removals.get(key);
    this.remove(key);
    if (count === undefined) this.#removals.delete(key);
    else this.#removals.set(key, count);
  }

  remove(key: ObjectKey): void {
    const objects = this.#kinds.get(key.slice(0, key.indexOf('/')));
    const before = objects?.get(key);
    if (!objects || !before) return;
    objects.delete(key);
    this.#removals.set(key, this.removals(key) + 1);
    this.#revision++;
    this.#wrote({ key, before, after: undefined });
  }
}
