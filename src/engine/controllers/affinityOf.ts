import type { LabelSelector } from '../../model/KubeObject.ts';
import type { Pod } from '../../model/Pod.ts';
import type { NodeSelectorTerm } from './nodeSelectorTerms.ts';

export interface PodAffinityTerm {
  labelSelector?: LabelSelector;
  topologyKey: string;
  namespaces?: string[];
}

interface Affinity {
  nodeAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms?: NodeSelectorTerm[] } };
  podAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[] };
  podAntiAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[] };
}

/** What a Pod wishes of Nodes and of the Pods there. */
export const affinityOf = (pod: Pod): Affinity => (pod.spec['affinity'] ?? {}) as Affinity;
