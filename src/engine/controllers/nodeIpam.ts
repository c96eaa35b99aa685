import type { Node } from '../../model/Node.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { podRanges } from '../cluster/nodeRanges.ts';
import { podCIDRs } from '../proxy/nodeNetwork.ts';

const CURSOR = 'nodeipam';

/**
 * The next blocks of the Pod subnets that no Node has. The cursor only goes on, so that a released block is not
 * given out at once (controller: nodeipam/ipam/cidrset).
 */
export function freePodRanges(cluster: Cluster): string[] {
  const { store, control, settings, counters } = cluster;
  const taken = new Set([
    ...store.list<Node>('Node').flatMap(podCIDRs),
    ...[...control.machines.values()].flatMap((m) => m.podCIDRs),
  ]);
  for (;;) {
    const index = counters.get(CURSOR) ?? 1;
    counters.set(CURSOR, index + 1);
    const ranges = podRanges(settings, index);
    if (!ranges.some((r) => taken.has(r))) return ranges;
  }
}
