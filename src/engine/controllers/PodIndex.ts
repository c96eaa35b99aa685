import type { Pod } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import { copyMaps } from '../cluster/copyMaps.ts';
import { orderKeys } from '../cluster/orderKeys.ts';
import { type Labels, matchesLabels } from './labels.ts';

type Pods = Map<ObjectKey, Pod>;

interface Shelf {
  all: Pods;
  /** Name of a label → its value → the Pods that have it. */
  byLabel: Map<string, Map<string, Pods>>;
}

const NONE: Pods = new Map();
const NO_LABELS: Labels = {};

const NO_IPS: readonly { ip: string }[] = [];

/**
 * The Pods by Namespace and label, by Node and by address, so that looking costs as much as what is found. It
 * follows the store in `dispatch.ts`.
 */
export class PodIndex {
  #shelves = new Map<string, Shelf>();
  #byNode = new Map<string, Pods>();
  #byIp = new Map<string, Pods>();

  copy(): PodIndex {
    const copy = new PodIndex();
    for (const [namespace, { all, byLabel }] of this.#shelves)
      copy.#shelves.set(namespace, { all: new Map(all), byLabel: copyMaps(byLabel) });
    copy.#byNode = copyMaps(this.#byNode);
    copy.#byIp = copyMaps(this.#byIp);
    return copy;
  }

  replace(key: ObjectKey, before: Pod | undefined, after: Pod | undefined): void {
    if (before && !(after && sameLabels(before, after))) this.#unlabel(key, before);
    if (before && before.spec.nodeName !== after?.spec.nodeName)
      this.#byNode.get(before.spec.nodeName ?? '')?.delete(key);
    if (before && before.status.podIPs !== after?.status.podIPs)
      for (const { ip } of before.status.podIPs ?? NO_IPS) this.#byIp.get(ip)?.delete(key);
    if (after) this.#add(key, after);
    else if (before) this.#shelves.get(before.metadata.namespace ?? '')?.all.delete(key);
  }

  /** Puts Pods in the order of the store, where others came between them. */
  order(ranks: ReadonlyMap<ObjectKey, number>): void {
    for (const { all, byLabel } of this.#shelves.values()) {
      orderKeys(all, ranks);
      for (const values of byLabel.values()) for (const pods of values.values()) orderKeys(pods, ranks);
    }
    for (const pods of this.#byNode.values()) orderKeys(pods, ranks);
  }

  #add(key: ObjectKey, pod: Pod): void {
    const namespace = pod.metadata.namespace ?? '';
    let shelf = this.#shelves.get(namespace);
    if (!shelf) this.#shelves.set(namespace, (shelf = { all: new Map(), byLabel: new Map() }));
    shelf.all.set(key, pod);
    const labels = pod.metadata.labels ?? NO_LABELS;
    for (const name in labels) {
      let values = shelf.byLabel.get(name);
      if (!values) shelf.byLabel.set(name, (values = new Map()));
      put(values, labels[name] ?? '', key, pod);
    }
    put(this.#byNode, pod.spec.nodeName ?? '', key, pod);
    for (const { ip } of pod.status.podIPs ?? NO_IPS) put(this.#byIp, ip, key, pod);
  }

  #unlabel(key: ObjectKey, pod: Pod): void {
    const byLabel = this.#shelves.get(pod.metadata.namespace ?? '')?.byLabel;
    const labels = pod.metadata.labels ?? NO_LABELS;
    for (const name in labels)
      byLabel
        ?.get(name)
        ?.get(labels[name] ?? '')
        ?.delete(key);
  }

  /** The Pods of a Namespace that have all these labels; the empty selector selects all. */
  select(namespace: string, selector: Labels): Pod[] {
    const shelf = this.#shelves.get(namespace);
    if (!shelf) return [];
    let fewest = shelf.all;
    for (const name in selector) {
      const pods = shelf.byLabel.get(name)?.get(selector[name] ?? '') ?? NONE;
      if (pods.size < fewest.size) fewest = pods;
    }
    const selected: Pod[] = [];
    for (const pod of fewest.values()) if (matchesLabels(selector, pod.metadata.labels)) selected.push(pod);
    return selected;
  }

  inNamespace(namespace: string): Iterable<Pod> {
    return this.#shelves.get(namespace)?.all.values() ?? [];
  }

  /** The Pods whose status has this address; those on their Node's network share the Node's. */
  withIp(ip: string): Iterable<Pod> {
    return this.#byIp.get(ip)?.values() ?? [];
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

function put(shelves: Map<string, Pods>, name: string, key: ObjectKey, pod: Pod): void {
  let pods = shelves.get(name);
  if (!pods) shelves.set(name, (pods = new Map()));
  pods.set(key, pod);
}

function sameLabels(a: Pod, b: Pod): boolean {
  if (a.metadata.labels === b.metadata.labels) return true;
  const [x, y] = [a.metadata.labels ?? NO_LABELS, b.metadata.labels ?? NO_LABELS];
  return Object.keys(x).every((name) => x[name] === y[name]);
}
