import type { Cluster } from '../cluster/Cluster.ts';

/** Packets may go elsewhere from now on: whoever has worked out ways works them out again. */
export function networkChanged(cluster: Cluster): void {
  cluster.control.networkChanges++;
  cluster.pace?.networkChanged(cluster);
}
