import { type Node, zoneOf } from '../../model/Node.ts';
import type { Service } from '../../model/Service.ts';

/** Whether a change of a Node changes what zones can carry (endpointslice_controller.go, updateNode). */
export function changesTopology(before: Node | undefined, after: Node | undefined): boolean {
  const ready = (node: Node | undefined) => node?.status.conditions?.find((c) => c.type === 'Ready')?.status === 'True';
  return !before || !after || ready(before) !== ready(after) || zoneOf(before) !== zoneOf(after);
}

/** The older annotation wins when both are there. */
export function wantsTopologyHints({ metadata: { annotations = {} } }: Service): boolean {
  const value =
    annotations['service.kubernetes.io/topology-aware-hints'] ?? annotations['service.kubernetes.io/topology-mode'];
  return value === 'Auto' || value === 'auto';
}
