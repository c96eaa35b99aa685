import type { Service } from '../../model/Service.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { copyMaps } from '../cluster/copyMaps.ts';
import { orderKeys } from '../cluster/orderKeys.ts';
import { type Labels, matchesLabels } from './labels.ts';

type Services = Map<ObjectKey, Service>;

/** The Services of a Namespace that have a selector, by its first pair; `any` has those that select everything. */
interface Shelf {
  any: Services;
  byPair: Map<string, Map<string, Services>>;
}

/** The Services by one pair of their selector: a Pod finds its Services by its own labels. */
export class ServiceIndex {
  #shelves = new Map<string, Shelf>();
  #all: Services = new Map();
  #list: readonly Service[] | undefined;

  copy(): ServiceIndex {
    const copy = new ServiceIndex();
    for (const [namespace, { any, byPair }] of this.#shelves)
      copy.#shelves.set(namespace, { any: new Map(any), byPair: copyMaps(byPair) });
    copy.#all = new Map(this.#all);
    return copy;
  }

  replace(key: ObjectKey, before: Service | undefined, after: Service | undefined): void {
    this.#list = undefined;
    if (before?.spec.selector) this.#place(before).delete(key);
    if (!after) this.#all.delete(key);
    else {
      this.#all.set(key, after);
      if (after.spec.selector) this.#place(after).set(key, after);
    }
  }

  /** Puts Services in the order of the store, where others came between them. */
  order(ranks: ReadonlyMap<ObjectKey, number>): void {
    this.#list = undefined;
    orderKeys(this.#all, ranks);
    for (const { any, byPair } of this.#shelves.values()) {
      orderKeys(any, ranks);
      for (const values of byPair.values()) for (const services of values.values()) orderKeys(services, ranks);
    }
  }

  #place({ metadata, spec }: Service): Services {
    const namespace = metadata.namespace ?? '';
    let shelf = this.#shelves.get(namespace);
    if (!shelf) this.#shelves.set(namespace, (shelf = { any: new Map(), byPair: new Map() }));
    const first = Object.entries(spec.selector ?? {})[0];
    if (!first) return shelf.any;
    const [name, value] = first;
    let values = shelf.byPair.get(name);
    if (!values) shelf.byPair.set(name, (values = new Map()));
    let services = values.get(value);
    if (!services) values.set(value, (services = new Map()));
    return services;
  }

  get(namespace: string, name: string): Service | undefined {
    return this.#all.get(objectKey('Service', namespace, name));
  }

  /** All Services at this moment; the same array until one changes. */
  all(): readonly Service[] {
    this.#list ??= [...this.#all.values()];
    return this.#list;
  }

  /** Calls back with every Service whose selector matches these labels of a Pod. */
  forMatching(namespace: string, labels: Labels | undefined, callback: (key: ObjectKey) => void): void {
    const shelf = this.#shelves.get(namespace);
    if (!shelf) return;
    for (const key of shelf.any.keys()) callback(key);
    for (const name in labels) {
      const services = shelf.byPair.get(name)?.get(labels[name] ?? '');
      if (!services) continue;
      for (const [key, { spec }] of services) if (matchesLabels(spec.selector ?? {}, labels)) callback(key);
    }
  }
}
