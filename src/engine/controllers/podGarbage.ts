import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { schedule } from './timers.ts';

/** How long a Node may be away before its Pods are taken for lost (controller: podgc, quarantineTime). */
const QUARANTINE = 40_000;

/** The Pods of a Node that was deleted are removed after a while, unless it has come back. */
export function collectOrphans(cluster: Cluster, node: string): void {
  schedule(cluster, cluster.now + QUARANTINE, ({ store, control }) => {
    if (store.get('Node', undefined, node)) return;
    for (const pod of control.pods.onNode(node)) store.remove(keyOf(pod));
  });
}
