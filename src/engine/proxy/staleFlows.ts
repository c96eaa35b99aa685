import type { Cluster } from '../cluster/Cluster.ts';
import { isStale } from './staleEntries.ts';

/**
 * What kube-proxy does after a sync: it deletes the flows of UDP that went to a Service and whose endpoint serves
 * no longer (pkg/proxy/conntrack/cleanup.go, CleanStaleEntries). A Service without any serving endpoint is left
 * alone, and so are TCP and SCTP. Each Node's kube-proxy does so on its own Node; without a Node, all do.
 */
export function cleanStaleFlows(cluster: Cluster, node?: string): void {
  for (const [name, { conntrack }] of cluster.kernels) {
    if (node !== undefined && name !== node) continue;
    for (const entry of conntrack)
      if (entry.protocol === 'udp' && !entry.ended && isStale(cluster, name, entry))
        entry.ended = { at: cluster.now, by: 'kube-proxy' };
  }
}
