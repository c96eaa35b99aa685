import type { KubeObject } from '../../model/KubeObject.ts';
import type { Pod, PodSpec } from '../../model/Pod.ts';
import { objectKey } from '../../model/Span.ts';
import type { PodTemplate } from '../../model/Workload.ts';
import { createObject } from '../admit/api.ts';
import { isLimited, overLimits } from '../admit/quota/overLimits.ts';
import { makeUid } from '../admit/identity.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { generatedName } from './generatedName.ts';
import { controllerRef } from './owners.ts';

/** What a controller adds to its template: a fixed name or another start of it, labels, annotations, or changes of the admitted spec. */
export interface PodDetails {
  name?: string;
  generateName?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  spec?: (admitted: PodSpec) => Partial<PodSpec>;
}

/** A Pod of a template, as it is admitted under its owner's name: all have the same spec. */
const admitted = new WeakMap<Cluster, WeakMap<PodTemplate, Pod>>();

/** A slip of the finger in `replicas` must not fill the memory: workloads make no more Pods than this. */
const MOST_PODS = 20_000;

/** Why there is no Pod: the API server's message; none when there are too many already, or one of this name. */
export interface Refused {
  refused: string | undefined;
}

export const isRefused = (made: Pod | Refused): made is Refused => 'refused' in made;

/** Makes a Pod from its owner's template, admitted as any other. */
export function makePod(
  cluster: Cluster,
  owner: KubeObject,
  template: PodTemplate,
  details: PodDetails = {},
): Pod | Refused {
  if (cluster.store.count('Pod') >= MOST_PODS) return { refused: undefined };
  const pod = podOf(cluster, owner, template, details);
  if (isRefused(pod)) return pod;
  const exceeded = overLimits(cluster, pod, undefined, false);
  return exceeded ? { refused: exceeded.message } : cluster.store.put(pod);
}

/** The Pod that an owner makes of its template; nobody has counted it or stored it yet. */
function podOf(cluster: Cluster, owner: KubeObject, template: PodTemplate, details: PodDetails = {}): Pod | Refused {
  const namespace = owner.metadata.namespace ?? 'default';
  const base = details.generateName ?? `${owner.metadata.name}-`;
  const name = details.name ?? generatedName(cluster, 'Pod', namespace, base);
  const prototype = prototypeOf(cluster, namespace, owner.metadata.name, template, details.name ?? base);
  const key = objectKey('Pod', namespace, name);
  if (isRefused(prototype)) return prototype;
  if (cluster.store.byKey(key)) return { refused: undefined };
  const labels = { ...prototype.metadata.labels, ...details.labels };
  const { annotations } = prototype.metadata;
  return {
    ...prototype,
    metadata: {
      ...(annotations || details.annotations ? { annotations: { ...annotations, ...details.annotations } } : {}),
      creationTimestamp: timestamp(cluster.now),
      generateName: base,
      generation: 1,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      name,
      namespace,
      ownerReferences: [controllerRef(owner)],
      uid: makeUid(cluster, key),
    },
    spec: details.spec ? { ...prototype.spec, ...details.spec(prototype.spec) } : prototype.spec,
  };
}

/** What the API server is asked to admit for a template: once decoded, it need not be decoded again. */
const manifests = new WeakMap<PodTemplate, KubeObject>();

/** `name` is how a refusal calls the Pod: it has no generated name yet. */
function prototypeOf(
  cluster: Cluster,
  namespace: string,
  owner: string,
  template: PodTemplate,
  name: string,
): Pod | Refused {
  let prototypes = admitted.get(cluster);
  if (!prototypes) admitted.set(cluster, (prototypes = new WeakMap()));
  // limits are filled in as they are at the time, and since when there are gates is noted
  const isOfItsTime = isLimited(cluster, namespace) || template.spec['schedulingGates'] !== undefined;
  const known = isOfItsTime ? undefined : prototypes.get(template);
  if (known) return known;
  // not the first Pod's name: which one is first depends on where a timeline was entered
  let manifest = manifests.get(template);
  if (manifest?.metadata.name !== owner || manifest.metadata.namespace !== namespace)
    manifest = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...template.metadata, name: owner, namespace },
      spec: template.spec,
    };
  manifests.set(template, manifest);
  const response = createObject(cluster, manifest, { dryRun: true, uncounted: true });
  if (!response.ok) return { refused: response.status.message.replace(`"${owner}"`, `"${name}"`) };
  prototypes.set(template, response.object as Pod);
  return response.object as Pod;
}
