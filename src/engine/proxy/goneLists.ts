import type { Cluster } from '../cluster/Cluster.ts';
import { kernelConfigOf } from './kernelConfig.ts';

/**
 * A list of sources goes with the rules that name it (xt_recent: recent_mt_destroy; the set of an endpoint, which kube-proxy
 * deletes): who turns session affinity off and on again finds nobody remembered. On one Node, or on all.
 */
export function dropGoneLists(cluster: Cluster, only?: string): void {
  for (const [node, { recent }] of cluster.kernels) {
    if (recent.size === 0 || (only !== undefined && node !== only)) continue;
    const { iptables, nftables } = kernelConfigOf(cluster, node);
    const isNamed = (list: string): boolean =>
      (['IPv4', 'IPv6'] as const).some((family) =>
        nftables
          ? nftables[family].sets.has(list)
          : iptables[family].nat.chains
              .get(list)
              ?.rules.some(({ matches }) => matches.some((match) => match.kind === 'recentSet')),
      );
    for (const list of recent.keys()) if (!isNamed(list)) recent.delete(list);
  }
}
