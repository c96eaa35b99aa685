import type { Node, Taint } from '../../model/Node.ts';
import { isReady, type Pod, type Toleration } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { PodTemplate, Workload } from '../../model/Workload.ts';
import { deleteObject } from '../admit/deleteObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { matchesSelector } from './labels.ts';
import { failed } from './failed.ts';
import { isRefused, makePod, type Refused } from './makePod.ts';
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
  const place = (pod: Pod): void => void byNode.set(nodeOf(pod), [...(byNode.get(nodeOf(pod)) ?? []), pod]);
  for (const pod of pods) place(pod);
  const revision = templateHash(template);
  noteRevision(cluster, owner, revision);
  const nodes = store.list<Node>('Node');
  const suited = new Map(nodes.map((node) => [node, suits(template, node)]));
  const desired = nodes.filter((node) => suited.get(node)?.run);
  if (!owner.metadata.deletionTimestamp) {
    const { refused, acted, made } = manage(cluster, owner, suited, byNode, revision);
    // its status counts what it has made (updateDaemonSetStatus lists the Pods anew)
    for (const pod of made) place(pod);
    if (refused !== undefined) failed(cluster, owner, `Error creating: ${refused}`);
    else {
      cluster.control.failures.delete(owner.metadata.uid ?? '');
      // what it made or deleted is to be seen first: its expectations are not met yet (updateDaemonSet)
      if (!acted) update(cluster, owner, pods, revision);
    }
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

/**
 * Whether a Node is for a daemon Pod, and whether one that is there may stay: a taint that came later and keeps Pods
 * from being scheduled does not send it away (NodeShouldRunDaemonPod).
 */
function suits(template: PodTemplate, node: Node): { run: boolean; stay: boolean } {
  const { nodeName } = template.spec;
  const pod = { metadata: { name: '' }, spec: template.spec, status: {} } as Pod;
  if ((nodeName && nodeName !== node.metadata.name) || !matchesNodeAffinity(pod, node))
    return { run: false, stay: false };
  const tolerations = tolerationsOf(template);
  const hostile = (node.spec.taints ?? []).filter((taint: Taint) => !tolerates(tolerations, taint));
  const stay = hostile.every(({ effect }) => effect !== 'NoExecute');
  return { run: stay && hostile.every(({ effect }) => effect !== 'NoSchedule'), stay };
}

/**
 * Makes the Pods that are missing, and then deletes those that are too many, whatever became of the making
 * (manage, podsShouldBeOnNode, syncNodes). Whether it did any of that, and what the API server said when it refused one:
 * after that, no more are made.
 */
function manage(
  cluster: Cluster,
  owner: Workload,
  suited: ReadonlyMap<Node, { run: boolean; stay: boolean }>,
  byNode: ReadonlyMap<string, readonly Pod[]>,
  revision: string,
): { acted: boolean; refused: string | undefined; made: Pod[] } {
  let refused: string | undefined;
  let acted = false;
  const made: Pod[] = [];
  const surplus: Pod[] = [];
  for (const [node, { run, stay }] of suited) {
    const there = byNode.get(node.metadata.name) ?? [];
    if (run && there.length === 0) {
      acted = true;
      const answer = refused === undefined ? makeDaemon(cluster, owner, node, revision) : undefined;
      if (answer && isRefused(answer)) refused = answer.refused;
      else if (answer) made.push(answer);
    }
    surplus.push(...there.filter((p) => !p.metadata.deletionTimestamp).slice(stay ? 1 : 0));
  }
  const known = new Set([...suited.keys()].map((node) => node.metadata.name));
  // a Pod that waits for a Node which has gone would wait for ever
  for (const [name, there] of byNode)
    if (!known.has(name)) surplus.push(...there.filter((p) => !p.spec.nodeName && !p.metadata.deletionTimestamp));
  for (const pod of surplus) remove(cluster, owner, pod);
  return { acted: acted || surplus.length > 0, refused, made };
}

function makeDaemon(cluster: Cluster, owner: Workload, node: Node, revision: string): Pod | Refused {
  const required = {
    nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node.metadata.name] }] }],
  };
  return makePod(cluster, owner, owner.spec.template, {
    labels: { [REVISION]: revision, 'pod-template-generation': String(owner.metadata.generation ?? 1) },
    spec: (spec) => ({
      affinity: {
        ...(spec['affinity'] as object | undefined),
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required },
      },
      tolerations: tolerationsOf(owner.spec.template),
    }),
  });
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
