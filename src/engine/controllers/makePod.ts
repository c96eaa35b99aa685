import type { KubeObject } from '../../model/KubeObject.ts';
import type { Pod } from '../../model/Pod.ts';
import type { PodTemplate } from '../../model/Workload.ts';
import { createObject } from '../admit/api.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { generatedName } from './generatedName.ts';
import { controllerRef } from './owners.ts';

/** What a controller adds to its template: a fixed name, labels, or a change of the spec. */
export interface PodDetails {
  name?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  spec?: (spec: PodTemplate['spec']) => PodTemplate['spec'];
}

/** Makes a Pod from its owner's template, through admission as any other; undefined when it is refused. */
export function makePod(cluster: Cluster, owner: KubeObject, template: PodTemplate, details: PodDetails = {}): Pod | undefined {
  const namespace = owner.metadata.namespace ?? 'default';
  const base = `${owner.metadata.name}-`;
  const { name, labels, annotations, spec = (s) => s } = details;
  const metadata = {
    ...template.metadata,
    ...(name === undefined ? { generateName: base } : {}),
    name: name ?? generatedName(cluster, 'Pod', namespace, base),
    namespace,
    ...(labels ? { labels: { ...template.metadata?.labels, ...labels } } : {}),
    ...(annotations ? { annotations: { ...template.metadata?.annotations, ...annotations } } : {}),
    ownerReferences: [controllerRef(owner)],
  };
  const response = createObject(cluster, { apiVersion: 'v1', kind: 'Pod', metadata, spec: spec(template.spec) }, {});
  return response.ok ? (response.object as Pod) : undefined;
}
