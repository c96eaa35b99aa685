import type { Condition, KubeObject } from './KubeObject.ts';

export interface Taint {
  key: string;
  value?: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  timeAdded?: string;
}

/** What of a Node does not work: its kubelet alone, or the whole machine. */
export type Outage = 'kubelet' | 'machine';

/** Where a Node stands (core/v1: well_known_labels.go). */
export const ZONE = 'topology.kubernetes.io/zone';
export const REGION = 'topology.kubernetes.io/region';

/** core/v1 Node. */
export interface Node extends KubeObject {
  kind: 'Node';
  spec: { podCIDR?: string; podCIDRs?: string[]; taints?: Taint[]; unschedulable?: boolean };
  status: {
    addresses?: { type: string; address: string }[];
    capacity?: Record<string, string>;
    allocatable?: Record<string, string>;
    conditions?: Condition[];
    nodeInfo?: Record<string, string>;
    [field: string]: unknown;
  };
}

/** The zone that a Node stands in; the empty text where it has none. */
export const zoneOf = (node: Node): string => node.metadata.labels?.[ZONE] ?? '';
