import type { Cluster } from './Cluster.ts';
import type { ObjectChange } from './ObjectStore.ts';

/** A command that goes on and prints what happens: `kubectl get --watch`. What it remembers is in here alone. */
export interface Watcher {
  /** Columns are as wide as their widest cell so far. */
  widths: number[];
  /** Prints what there is to print of a change. */
  see(cluster: Cluster, change: ObjectChange, widths: number[]): void;
}
