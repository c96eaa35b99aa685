import type { Node, Taint } from '../../model/Node.ts';
import { isReady, type Pod, type Toleration } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { PodTemplate, Workload } from '../../model/Workload.ts';
import { deleteObject } from '../admit/api.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { matchesSelector } from './labels.ts';
import { failed } from './failed.ts';
import { isRefused, makePod } from './makePod.ts';
import { matchesNodeAffinity, tolerates } from './nodeFit.ts';
import { claimPods, count, countReplicas, putStatus } from './replicas.ts';
import { noteEvent } from './noteEvent.ts';
import { noteRevision } from './noteRevision.ts';
import { templateHash } from './templateHash.ts';

const REVISION = 'controller-revision-hash';

/** Taints that never keep a daemon away (controller: daemon/util/daemonset_util.go). */
const TOLERATIONS: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];

const NETWORK: Toleration = { key: 'node.kubernetes.io/network-unavailable', operator: 'Exists', effect: 'NoSchedule' };

/** controller: daemon: one Pod on every Node that its template suits. */
export function syncDaemonSet(cluster: Cluster, key: ObjectKey): void {
  const owner = cluster.store.byKey<Workload>(key);
  if (!owner) return;
  const { control, store } = cluster;
  const { selector, template } = owner.spec;
  const candidates = control.pods.select(owner.metadata.namespace ?? '', selector.matchLabels ?? {});
  const pods = claimPods(cluster, owner, (p) => matchesSelector(selector, p.metadata.labels), candidates);
  const byNode = new Map<string, Pod[]>();
  for (const pod of pods) byNode.set(nodeOf(pod), [...(byNode.get(nodeOf(pod)) ?? []), pod]);
  const revision = templateHash(template);
  noteRevision(cluster, owner, revision);
  const nodes = store.list<Node>('Node');
  const desired = nodes.filter((node) => shouldRun(template, node));
  if (!owner.metadata.deletionTimestamp) {
    let refused: string | undefined;
    for (const node of nodes)
      refused ??= manage(cluster, owner, node, byNode.get(node.metadata.name) ?? [], desired.includes(node), revision);
    if (refused === undefined) cluster.control.failures.delete(owner.metadata.uid ?? '');
    else failed(cluster, owner, `Error creating: ${refused}`);
    update(cluster, owner, pods, revision);
  }
  const placed = desired.flatMap((n) => (byNode.get(n.metadata.name) ?? []).slice(0, 1));
  const minReadySeconds = Number(owner.spec['minReadySeconds'] ?? 0);
  const counts = countReplicas(cluster, placed, minReadySeconds, (then) => then.control.queues.daemonSets.add(key));
  putStatus(cluster, owner, {
    currentNumberScheduled: placed.length,
    desiredNumberScheduled: desired.length,
    ...count('numberAvailable', counts.availableReplicas),
    numberMisscheduled: nodes.filter((n) => !desired.includes(n) && byNode.has(n.metadata.name)).length,
    numberReady: counts.readyReplicas,
    ...count('numberUnavailable', desired.length - counts.availableReplicas),
    ...count('observedGeneration', owner.metadata.generation ?? 0),
    ...count('updatedNumberScheduled', placed.filter((p) => p.metadata.labels?.[REVISION] === revision).length),
  });
}

interface FieldAffinity {
  nodeAffinity?: {
    requiredDuringSchedulingIgnoredDuringExecution?: {
      nodeSelectorTerms?: { matchFields?: { key: string; values?: string[] }[] }[];
    };
  };
}

/** The Node that a daemon Pod is bound to, or meant for. */
function nodeOf(pod: Pod): string {
  if (pod.spec.nodeName) return pod.spec.nodeName;
  const terms = (pod.spec['affinity'] as FieldAffinity | undefined)?.nodeAffinity
    ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return terms?.[0]?.matchFields?.find((f) => f.key === 'metadata.name')?.values?.[0] ?? '';
}

const tolerationsOf = (template: PodTemplate): Toleration[] => [
  ...(template.spec.tolerations ?? []),
  ...TOLERATIONS,
  ...(template.spec.hostNetwork ? [NETWORK] : []),
];

function shouldRun(template: PodTemplate, node: Node): boolean {
  const { nodeName } = template.spec;
  if (nodeName && nodeName !== node.metadata.name) return false;
  const pod = { metadata: { name: '' }, spec: template.spec, status: {} } as Pod;
  if (!matchesNodeAffinity(pod, node)) return false;
  const tolerations = tolerationsOf(template);
  const hard = (node.spec.taints ?? []).filter((t: Taint) => t.effect !== 'PreferNoSchedule');
  return hard.every((taint) => tolerates(tolerations, taint));
}

function manage(
  cluster: Cluster,
  owner: Workload,
  node: Node,
  there: readonly Pod[],
  wanted: boolean,
  revision: string,
): string | undefined {
  const live = there.filter((p) => !p.metadata.deletionTimestamp);
  if (wanted && there.length === 0) {
    const required = {
      nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node.metadata.name] }] }],
    };
    const made = makePod(cluster, owner, owner.spec.template, {
      labels: { [REVISION]: revision, 'pod-template-generation': String(owner.metadata.generation ?? 1) },
      spec: (spec) => ({
        affinity: {
          ...(spec['affinity'] as object | undefined),
          nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required },
        },
        tolerations: tolerationsOf(owner.spec.template),
      }),
    });
    if (isRefused(made)) return made.refused;
  }
  for (const pod of wanted ? live.slice(1) : live) remove(cluster, owner, pod);
  return undefined;
}

function remove(cluster: Cluster, owner: Workload, { metadata: { namespace, name } }: Pod): void {
  deleteObject(cluster, 'Pod', namespace, name);
  noteEvent(cluster, owner, 'SuccessfulDelete', `Deleted pod: ${name}`);
}

/** A rolling update replaces one Pod at a time (maxUnavailable 1), and only while all others are ready. */
function update(cluster: Cluster, owner: Workload, pods: readonly Pod[], revision: string): void {
  if ((owner.spec['updateStrategy'] as { type?: string } | undefined)?.type === 'OnDelete') return;
  const stale = pods.filter((p) => p.metadata.labels?.[REVISION] !== revision);
  const unavailable = pods.filter((p) => !isReady(p) || p.metadata.deletionTimestamp);
  const next = unavailable.length === 0 ? stale[0] : stale.find((p) => !isReady(p) && !p.metadata.deletionTimestamp);
  if (next) remove(cluster, owner, next);
}
