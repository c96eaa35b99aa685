import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { ApiStatus, FieldError } from './ApiResponse.ts';
import { labelErrors, pastWarnings, refusal, warningsFor } from './podSecurityAdmission.ts';
import { type Labels, polices } from './podSecurityLabels.ts';

// k8s.io/pod-security-admission: the labels of a Namespace say what its Pods may do. Few Namespaces have such.

/** The labels of a Namespace that has something to say about Pods. */
function labelsFor(cluster: Cluster, namespace: string | undefined): Labels | undefined {
  const labels = cluster.store.get('Namespace', undefined, namespace ?? '')?.metadata.labels;
  return labels && polices(labels) ? labels : undefined;
}

export const isPoliced = (cluster: Cluster, namespace: string | undefined): boolean =>
  labelsFor(cluster, namespace) !== undefined;

/** Labels of a Namespace that are no level or no version. */
export const securityLabelErrors = (labels: Labels | undefined): FieldError[] =>
  labels && polices(labels) ? labelErrors(labels) : [];

/** Why its Namespace does not allow a Pod. */
export function podSecurityRefusal(
  cluster: Cluster,
  object: KubeObject,
  old: KubeObject | undefined,
): ApiStatus | undefined {
  const labels = object.kind === 'Pod' ? labelsFor(cluster, object.metadata.namespace) : undefined;
  return labels && refusal(labels, object, old);
}

/** What a Namespace warns of; a Namespace itself, of the Pods that it would no longer allow. */
export function podSecurityWarnings(cluster: Cluster, object: KubeObject, old: KubeObject | undefined): string[] {
  const { kind, metadata } = object;
  if (kind === 'Namespace') return old && polices(metadata.labels ?? {}) ? pastWarnings(cluster, object, old) : [];
  const labels = labelsFor(cluster, metadata.namespace);
  return labels ? warningsFor(labels, object, old) : [];
}
