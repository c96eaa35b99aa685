import type { Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { type Labels, matchesLabels } from './labels.ts';

interface Shelf {
  all: Map<ObjectKey, Pod>;
  /** `key=value` of a label → the Pods that have it. */
  byLabel: Map<string, Set<ObjectKey>>;
}

/**
 * The Pods by Namespace and label, by Node and by owner, so that selecting costs as much as what is selected.
 * It follows the store in `dispatch.ts`.
 */
export class PodIndex {
  #shelves = new Map<string, Shelf>();
  #byNode = new Map<string, Map<ObjectKey, Pod>>();

  replace(before: Pod | undefined, after: Pod | undefined): void {
    if (before && after && before.metadata.labels === after.metadata.labels && before.spec.nodeName === after.spec.nodeName) {
      const key = keyOf(after);
      this.#shelves.get(after.metadata.namespace ?? '')?.all.set(key, after);
      this.#byNode.get(after.spec.nodeName ?? '')?.set(key, after);
      return;
    }
    if (before) this.#remove(before);
    if (after) this.#add(after);
  }

  #add(pod: Pod): void {
    const namespace = pod.metadata.namespace ?? '';
    const key = keyOf(pod);
    let shelf = this.#shelves.get(namespace);
    if (!shelf) this.#shelves.set(namespace, (shelf = { all: new Map(), byLabel: new Map() }));
    shelf.all.set(key, pod);
    for (const [name, value] of Object.entries(pod.metadata.labels ?? {})) {
      const label = `${name}=${value}`;
      const keys = shelf.byLabel.get(label);
      if (keys) keys.add(key);
      else shelf.byLabel.set(label, new Set([key]));
    }
    const node = pod.spec.nodeName ?? '';
    const there = this.#byNode.get(node);
    if (there) there.set(key, pod);
    else this.#byNode.set(node, new Map([[key, pod]]));
  }

  #remove(pod: Pod): void {
    const shelf = this.#shelves.get(pod.metadata.namespace ?? '');
    const key = keyOf(pod);
    shelf?.all.delete(key);
    for (const [name, value] of Object.entries(pod.metadata.labels ?? {})) {
      const label = `${name}=${value}`;
      const keys = shelf?.byLabel.get(label);
      keys?.delete(key);
      if (keys?.size === 0) shelf?.byLabel.delete(label);
    }
    this.#byNode.get(pod.spec.nodeName ?? '')?.delete(key);
  }

  /** The Pods of a Namespace that have all these labels; the empty selector selects all. */
  select(namespace: string, selector: Labels): Pod[] {
    const shelf = this.#shelves.get(namespace);
    if (!shelf) return [];
    let fewest: Set<ObjectKey> | undefined;
    for (const [name, value] of Object.entries(selector)) {
      const keys = shelf.byLabel.get(`${name}=${value}`);
      if (!keys) return [];
      if (!fewest || keys.size < fewest.size) fewest = keys;
    }
    const pods: Pod[] = [];
    for (const key of fewest ?? shelf.all.keys()) {
      const pod = shelf.all.get(key);
      if (pod && matchesLabels(selector, pod.metadata.labels)) pods.push(pod);
    }
    return pods;
  }

  inNamespace(namespace: string): Iterable<Pod> {
    return this.#shelves.get(namespace)?.all.values() ?? [];
  }

  /** The Pods that are bound to a Node; of '', those that are bound to none. */
  onNode(node: string): Iterable<Pod> {
    return this.#byNode.get(node)?.values() ?? [];
  }

  /** How many Pods are bound to a Node. */
  countOnNode(node: string): number {
    return this.#byNode.get(node)?.size ?? 0;
  }
}
