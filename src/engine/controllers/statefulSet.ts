import { isReady, type Pod, type PodSpec } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { PodTemplate, Workload } from '../../model/Workload.ts';
import { createObject } from '../admit/api.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { matchesSelector } from './labels.ts';
import { failed } from './failed.ts';
import { isRefused, makePod } from './makePod.ts';
import { claimPods, count, countReplicas, putStatus } from './replicas.ts';
import { noteEvent } from './noteEvent.ts';
import { noteRevision } from './noteRevision.ts';
import { revisionHash } from './templateHash.ts';

const REVISION = 'controller-revision-hash';

interface UpdateStrategy {
  type?: string;
  rollingUpdate?: { partition?: number };
}

/** controller: statefulset: Pods with a name of their own, one after the other unless it says Parallel. */
export function syncStatefulSet(cluster: Cluster, key: ObjectKey): void {
  const owner = cluster.store.byKey<Workload>(key);
  if (!owner) return;
  const { control } = cluster;
  const { selector, template, replicas = 1 } = owner.spec;
  const { name } = owner.metadata;
  const isMember = (p: Pod): boolean => matchesSelector(selector, p.metadata.labels) && ordinalOf(name, p) >= 0;
  const candidates = control.pods.select(owner.metadata.namespace ?? '', selector.matchLabels ?? {});
  const pods = claimPods(cluster, owner, isMember, candidates);
  const revision = `${name}-${revisionHash(template)}`;
  noteRevision(cluster, owner, revisionHash(template));
  const first = Number((owner.spec['ordinals'] as { start?: number } | undefined)?.start ?? 0);
  const removed = owner.metadata.deletionTimestamp
    ? undefined
    : step(cluster, owner, new Map(pods.map((p) => [ordinalOf(name, p), p])), first, replicas, revision);
  const minReadySeconds = Number(owner.spec['minReadySeconds'] ?? 0);
  const live = pods.filter((p) => !p.metadata.deletionTimestamp && p !== removed);
  // one that is going is ready as long as it says so (stateful_set_control.go, computeReplicaStatus)
  const counts = countReplicas(cluster, pods, minReadySeconds, (then) => then.control.queues.statefulSets.add(key));
  const updated = live.filter((p) => p.metadata.labels?.[REVISION] === revision).length;
  const settled = updated === live.length && live.length === replicas;
  const before = owner.status?.['currentRevision'];
  const currentRevision = settled || before === undefined ? revision : before;
  putStatus(cluster, owner, {
    availableReplicas: counts.availableReplicas,
    collisionCount: 0,
    ...count('currentReplicas', live.filter((p) => p.metadata.labels?.[REVISION] === currentRevision).length),
    currentRevision,
    ...count('observedGeneration', owner.metadata.generation ?? 0),
    ...count('readyReplicas', counts.readyReplicas),
    replicas: pods.length,
    updateRevision: revision,
    ...count('updatedReplicas', updated),
  });
}

/** The number at the end of a Pod's name, -1 when the name is not one of this set. */
function ordinalOf(name: string, pod: Pod): number {
  const tail = pod.metadata.name.startsWith(`${name}-`) ? pod.metadata.name.slice(name.length + 1) : '';
  return /^\d+$/.test(tail) ? Number(tail) : -1;
}

/** statefulset: stateful_set_control.go, updateStatefulSet. The Pod that it has removed, if any. */
function step(
  cluster: Cluster,
  owner: Workload,
  members: Map<number, Pod>,
  first: number,
  replicas: number,
  revision: string,
): Pod | undefined {
  const parallel = owner.spec['podManagementPolicy'] === 'Parallel';
  for (let ordinal = first; ordinal < first + replicas; ordinal++) {
    const pod = members.get(ordinal);
    if (!pod) make(cluster, owner, ordinal, revision);
    else if (pod.status.phase === 'Pending') makeClaims(cluster, owner, pod.metadata.name);
    const healthy = pod !== undefined && isReady(pod) && !pod.metadata.deletionTimestamp;
    if (!healthy && !parallel) return undefined;
  }
  const condemned = [...members].filter(([n]) => n < first || n >= first + replicas).sort(([a], [b]) => b - a);
  for (const [, pod] of condemned) {
    const goes = !pod.metadata.deletionTimestamp;
    if (goes) remove(cluster, owner, pod);
    if (!parallel) return goes ? pod : undefined;
  }
  const strategy = (owner.spec['updateStrategy'] ?? {}) as UpdateStrategy;
  if (strategy.type === 'OnDelete') return undefined;
  const from = first + (strategy.rollingUpdate?.partition ?? 0);
  for (let ordinal = first + replicas - 1; ordinal >= from; ordinal--) {
    const pod = members.get(ordinal);
    if (!pod) continue;
    if (pod.metadata.labels?.[REVISION] !== revision && !pod.metadata.deletionTimestamp) {
      remove(cluster, owner, pod);
      return pod;
    }
    if (!isReady(pod) || pod.metadata.deletionTimestamp) return undefined;
  }
  return undefined;
}

function remove(cluster: Cluster, owner: Workload, { metadata: { namespace, name } }: Pod): void {
  deleteObject(cluster, 'Pod', namespace, name);
  const message = `Delete Pod ${name} in StatefulSet ${owner.metadata.name} successful`;
  noteEvent(cluster, owner, 'SuccessfulDelete', message);
}

/** The claims of a Pod that are not there yet (stateful_pod_control.go, createPersistentVolumeClaims). */
function makeClaims(cluster: Cluster, owner: Workload, pod: string): void {
  const { name: set, namespace } = owner.metadata;
  for (const { metadata, spec } of claimTemplates(owner)) {
    const name = `${metadata?.name}-${pod}`;
    if (cluster.store.get('PersistentVolumeClaim', namespace, name)) continue;
    const labels = { ...metadata?.labels, ...owner.spec.selector.matchLabels };
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { ...metadata, labels, name, namespace },
      spec,
    };
    const text = `Create Claim ${name} Pod ${pod} in StatefulSet ${set} success`;
    if (createObject(cluster, claim, {}).ok) noteEvent(cluster, owner, 'SuccessfulCreate', text, { forPod: pod });
  }
}

function make(cluster: Cluster, owner: Workload, ordinal: number, revision: string): void {
  const name = `${owner.metadata.name}-${ordinal}`;
  const subdomain = owner.spec.serviceName;
  makeClaims(cluster, owner, name);
  const made = makePod(cluster, owner, templateOf(owner), {
    name,
    labels: {
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION]: revision,
      'statefulset.kubernetes.io/pod-name': name,
    },
    spec: (spec) => ({ ...claims(owner, spec, name), hostname: name, ...(subdomain ? { subdomain } : {}) }),
  });
  const set = owner.metadata.name;
  if (!isRefused(made)) cluster.control.failures.delete(owner.metadata.uid ?? '');
  else if (made.refused !== undefined)
    failed(cluster, owner, `Create Pod ${name} in StatefulSet ${set} failed error: ${made.refused}`);
}

interface Claim {
  metadata?: { name?: string; labels?: Record<string, string> };
  spec?: unknown;
}

const claimTemplates = (owner: Workload): Claim[] => (owner.spec['volumeClaimTemplates'] ?? []) as Claim[];

const templates = new WeakMap<Workload['spec'], PodTemplate>();

/** The template with the volumes that its Pods get: what it mounts is looked for among these. */
function templateOf(owner: Workload): PodTemplate {
  const { template } = owner.spec;
  if (claimTemplates(owner).length === 0) return template;
  const known = templates.get(owner.spec);
  if (known) return known;
  const { name } = owner.metadata;
  const whole = { ...template, spec: { ...template.spec, ...claims(owner, template.spec, `${name}-0`) } };
  templates.set(owner.spec, whole);
  return whole;
}

/** Volumes of the claims that the set makes for each Pod. */
function claims(owner: Workload, spec: PodSpec, pod: string): Partial<PodSpec> {
  const wanted = claimTemplates(owner);
  if (wanted.length === 0) return {};
  const volumes = wanted.map(({ metadata }) => ({
    name: metadata?.name ?? '',
    persistentVolumeClaim: { claimName: `${metadata?.name ?? ''}-${pod}` },
  }));
  const others = ((spec['volumes'] ?? []) as { name: string }[]).filter((v) => !volumes.some((c) => c.name === v.name));
  return { volumes: [...volumes, ...others] };
}
