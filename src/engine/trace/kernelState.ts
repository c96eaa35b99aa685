import type { Cluster } from '../cluster/Cluster.ts';
import { emptyKernelState, type KernelState } from '../kernel/KernelState.ts';

/** What a Node's kernel remembers; undefined for the router outside, which is no Node. */
export function kernelState(cluster: Cluster, node: string): KernelState | undefined {
  if (!cluster.store.get('Node', undefined, node)) return undefined;
  let state = cluster.kernels.get(node);
  if (!state) {
    state = emptyKernelState();
    cluster.kernels.set(node, state);
  }
  return state;
}
