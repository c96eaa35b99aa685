import type { Cluster } from '../cluster/Cluster.ts';
import type { ConntrackEntry } from '../kernel/KernelState.ts';
import { isStale } from '../proxy/staleFlows.ts';

/** The connections that a Node's kernel remembers, without those that its kube-proxy has deleted since. */
export function connectionsOf(cluster: Cluster, node: string): readonly ConntrackEntry[] {
  const state = cluster.kernels.get(node);
  if (!state) return [];
  if (state.conntrack.some((entry) => isStale(cluster, entry)))
    state.conntrack = state.conntrack.filter((entry) => !isStale(cluster, entry));
  return state.conntrack;
}
