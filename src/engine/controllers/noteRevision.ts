import type { PodTemplate, Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';

/** apps/v1 ControllerRevision: a template that a DaemonSet or StatefulSet has had. */
export interface Revision {
  number: number;
  /** The hash at the end of its name. */
  hash: string;
  template: PodTemplate;
  /** Those of its owner at the time. */
  annotations: Record<string, string> | undefined;
}

/** The template of now gets the greatest number, also when it is one of before (controller: history). */
export function noteRevision(cluster: Cluster, owner: Workload, hash: string): void {
  const { revisions } = cluster.control;
  const uid = owner.metadata.uid ?? '';
  const known = revisions.get(uid) ?? [];
  const last = known.at(-1);
  if (last?.hash === hash) return;
  const { annotations } = known.find((revision) => revision.hash === hash) ?? owner.metadata;
  const next: Revision = { number: (last?.number ?? 0) + 1, hash, template: owner.spec.template, annotations };
  revisions.set(uid, [...known.filter((revision) => revision.hash !== hash), next]);
}
