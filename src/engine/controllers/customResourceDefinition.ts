import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { sameJson } from '../plain.ts';

interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
}

interface Status {
  conditions: Condition[] | null;
  [field: string]: unknown;
}

/**
 * apiextensions-apiserver: pkg/controller/status and pkg/controller/establish. The names that a definition wants are taken
 * to be free, and its kind is served; who asks for it finds nothing here all the same.
 */
export function syncDefinition(cluster: Cluster, definition: KubeObject | undefined): void {
  if (!definition) return;
  const { names } = definition['spec'] as { names: unknown };
  const status = definition['status'] as Status;
  const conditions = status.conditions ?? [
    conditionNow(cluster, 'NamesAccepted', 'NoConflicts', 'no conflicts found'),
    conditionNow(cluster, 'Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
  ];
  const next = { ...status, acceptedNames: names, conditions };
  if (!sameJson(status, next)) cluster.store.put({ ...definition, status: next });
}

const conditionNow = (cluster: Cluster, type: string, reason: string, message: string): Condition => ({
  lastTransitionTime: timestamp(cluster.now),
  message,
  reason,
  status: 'True',
  type,
});
