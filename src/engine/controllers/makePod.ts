import type { KubeObject } from '../../model/KubeObject.ts';
import type { Pod, PodSpec } from '../../model/Pod.ts';
import { objectKey } from '../../model/Span.ts';
import type { PodTemplate } from '../../model/Workload.ts';
import { createObject } from '../admit/api.ts';
import { makeUid } from '../admit/identity.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { generatedName } from './generatedName.ts';
import { controllerRef } from './owners.ts';

/** What a controller adds to its template: a fixed name, labels, or changes of the admitted spec. */
export interface PodDetails {
  name?: string;
  labels?: Record<string, string>;
  spec?: (admitted: PodSpec) => Partial<PodSpec>;
}

/** A Pod of a template, as it is admitted under its owner's name: all have the same spec. */
const admitted = new WeakMap<Cluster, WeakMap<PodTemplate, Pod>>();

/** A slip of the finger in `replicas` must not fill the memory: workloads make no more Pods than this. */
const MOST_PODS = 20_000;

/** Makes a Pod from its owner's template, admitted as any other; undefined when it is refused. */
export function makePod(
  cluster: Cluster,
  owner: KubeObject,
  template: PodTemplate,
  details: PodDetails = {},
): Pod | undefined {
  if (cluster.store.count('Pod') >= MOST_PODS) return undefined;
  const namespace = owner.metadata.namespace ?? 'default';
  const base = `${owner.metadata.name}-`;
  const name = details.name ?? generatedName(cluster, 'Pod', namespace, base);
  const prototype = prototypeOf(cluster, namespace, owner.metadata.name, template);
  const key = objectKey('Pod', namespace, name);
  if (!prototype || cluster.store.byKey(key)) return undefined;
  const labels = { ...prototype.metadata.labels, ...details.labels };
  const { annotations } = prototype.metadata;
  return cluster.store.put<Pod>({
    ...prototype,
    metadata: {
      ...(annotations ? { annotations } : {}),
      creationTimestamp: timestamp(cluster.now),
      ...(details.name === undefined ? { generateName: base } : {}),
      generation: 1,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      name,
      namespace,
      ownerReferences: [controllerRef(owner)],
      uid: makeUid(cluster, key),
    },
    spec: details.spec ? { ...prototype.spec, ...details.spec(prototype.spec) } : prototype.spec,
  });
}

function prototypeOf(cluster: Cluster, namespace: string, owner: string, template: PodTemplate): Pod | undefined {
  let prototypes = admitted.get(cluster);
  if (!prototypes) admitted.set(cluster, (prototypes = new WeakMap()));
  const known = prototypes.get(template);
  if (known) return known;
  // not the first Pod's name: which one is first depends on where a timeline was entered
  const metadata = { ...template.metadata, name: owner, namespace };
  const response = createObject(
    cluster,
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec },
    { dryRun: true },
  );
  if (!response.ok) return undefined;
  prototypes.set(template, response.object as Pod);
  return response.object as Pod;
}
