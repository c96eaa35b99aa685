import type { Service } from '../../model/Service.ts';
import { type ObjectKey, objectKey } from '../../model/Span.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { type Labels, matchesLabels } from './labels.ts';

const ANY = '';

/** A pair of the selector under which a Service is filed; ANY for the selector that selects everything. */
function fileUnder(selector: Labels): string {
  for (const name in selector) return `${name}=${selector[name]}`;
  return ANY;
}

/** The Services that have a selector, by one pair of it: a Pod finds its Services by its own labels. */
export class ServiceIndex {
  #files = new Map<string, Map<ObjectKey, Service>>();
  #all = new Map<ObjectKey, Service>();
  #list: readonly Service[] | undefined;

  replace(before: Service | undefined, after: Service | undefined): void {
    this.#list = undefined;
    if (before) {
      this.#all.delete(keyOf(before));
      if (before.spec.selector) this.#file(before)?.delete(keyOf(before));
    }
    if (!after) return;
    this.#all.set(keyOf(after), after);
    if (!after.spec.selector) return;
    const file = this.#file(after);
    if (file) file.set(keyOf(after), after);
    else this.#files.set(this.#name(after), new Map([[keyOf(after), after]]));
  }

  #name(service: Service): string {
    return `${service.metadata.namespace ?? ''}/${fileUnder(service.spec.selector ?? {})}`;
  }

  #file(service: Service): Map<ObjectKey, Service> | undefined {
    return this.#files.get(this.#name(service));
  }

  get(namespace: string, name: string): Service | undefined {
    return this.#all.get(objectKey('Service', namespace, name));
  }

  /** All Services at this moment; the same array until one changes. */
  all(): readonly Service[] {
    this.#list ??= [...this.#all.values()];
    return this.#list;
  }

  /** The Services whose selector matches these labels of a Pod. */
  *matching(namespace: string, labels: Labels = {}): Generator<Service> {
    const files = [`${namespace}/${ANY}`];
    for (const name in labels) files.push(`${namespace}/${name}=${labels[name]}`);
    for (const file of files)
      for (const service of this.#files.get(file)?.values() ?? [])
        if (matchesLabels(service.spec.selector ?? {}, labels)) yield service;
  }
}
