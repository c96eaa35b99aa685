import { zoneOf } from '../../model/Node.ts';
import type { NodeView } from '../../model/Simulation.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machinesOf } from '../cluster/machines.ts';
import { nodeIPs, podCIDRs } from '../proxy/nodeNetwork.ts';

export const CONTROL_PLANE_LABEL = 'node-role.kubernetes.io/control-plane';

/** The Nodes as the page shows them. */
export function nodeViews(cluster: Cluster): NodeView[] {
  return machinesOf(cluster).map((node) => ({
    name: node.metadata.name,
    zone: zoneOf(node),
    controlPlane: node.metadata.labels?.[CONTROL_PLANE_LABEL] !== undefined,
    ips: nodeIPs(node),
    podCIDRs: podCIDRs(node),
    schedulable: !node.spec.unschedulable && !(node.spec.taints ?? []).some((t) => t.effect === 'NoSchedule'),
    ready: node.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? true,
    outage: cluster.control.outages.get(node.metadata.name) ?? null,
  }));
}
