import { isPlain } from '../plain.ts';
import type { Node, Taint } from '../../model/Node.ts';
import type { Container, Pod, Toleration } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { claimsIn } from './claimsIn.ts';
import { isSidecar } from './listens.ts';
import { affinityOf } from './affinityOf.ts';
import { interPodAffinity } from './interPodAffinity.ts';
import { matchesLabels } from './labels.ts';
import { matchesTerms } from './nodeSelectorTerms.ts';
import { topologySpread } from './podTopologySpread.ts';
import { quantity } from './quantity.ts';
import { volumeReasons } from './volumeReasons.ts';

/** What is against a Node whoever runs there: plugins NodeUnschedulable, TaintToleration, NodeAffinity. */
export function unsuitability(pod: Pod, node: Node): string | undefined {
  const tolerations = pod.spec.tolerations ?? [];
  if (node.spec.unschedulable && !tolerates(tolerations, CORDON)) return 'node(s) were unschedulable';
  if (!isTolerated(pod, node)) return 'node(s) had untolerated taint(s)';
  return matchesNodeAffinity(pod, node) ? undefined : "node(s) didn't match Pod's node affinity/selector";
}

const isTolerated = ({ spec }: Pod, node: Node): boolean =>
  (node.spec.taints ?? []).every(
    (taint) => taint.effect === 'PreferNoSchedule' || tolerates(spec.tolerations ?? [], taint),
  );

const CORDON: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

export const nodesOf = (cluster: Cluster): Node[] =>
  cluster.store.list<Node>('Node').filter((n) => !n.metadata.deletionTimestamp);

/**
 * The scheduler's choice among Nodes in order of their names: the worker with the fewest Pods that takes one more, and
 * the control plane's Node only when no other does.
 */
export function emptiest(
  names: readonly string[],
  podsOn: (name: string) => number,
  takes: (name: string) => boolean,
): string | undefined {
  const pick = (among: readonly string[]): string | undefined => {
    let best: string | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const name of among) {
      const count = podsOn(name);
      if (count < fewest && takes(name)) [best, fewest] = [name, count];
    }
    return best;
  };
  return pick(names.filter((name) => name !== 'control-plane')) ?? pick(names);
}

/** The names of the Nodes that suit a Pod whoever runs there, sorted. */
export function suitableNodes(cluster: Cluster, pod: Pod): readonly string[] {
  const { suitable } = cluster.control;
  const wanted = wishesOf(pod);
  let names = suitable.get(wanted);
  if (!names) {
    const fit = nodesOf(cluster).filter((node) => unsuitability(pod, node) === undefined);
    suitable.set(wanted, (names = fit.map((node) => node.metadata.name).sort()));
  }
  return names;
}

const wishes = new WeakMap<Pod['spec'], string>();

/** Everything in a Pod that `unsuitability` looks at: equal texts suit the same Nodes. */
function wishesOf({ spec }: Pod): string {
  let told = wishes.get(spec);
  if (told === undefined) {
    told = JSON.stringify([spec.tolerations, spec.nodeSelector, spec['affinity']]);
    wishes.set(spec, told);
  }
  return told;
}

/** What is against a Node because of the Pods that run there or elsewhere. */
export function reasonsNow(cluster: Cluster, pod: Pod, node: Node): string[] {
  if (cluster.control.pods.countOnNode(node.metadata.name) >= mostPods(node)) return ['Too many pods'];
  const wanted = hostPorts(pod);
  const requests = requestsOf(pod);
  if (wanted.length > 0 || requests.some((r) => r > 0)) {
    const there = [...cluster.control.pods.onNode(node.metadata.name)];
    if (hostPortsClash(wanted, there)) return ["node(s) didn't have free ports for the requested pod ports"];
    const lacking = insufficient(requests, node, there);
    if (lacking.length > 0) return lacking;
  }
  const volumes = claimsIn(pod).length > 0 ? volumeReasons(cluster, pod, node) : [];
  if (volumes.length > 0) return volumes;
  const spread = pod.spec['topologySpreadConstraints']
    ? topologySpread(
        cluster,
        pod,
        node,
        (other) => matchesNodeAffinity(pod, other),
        (other) => isTolerated(pod, other),
      )
    : [];
  if (spread.length > 0) return spread;
  const { podAffinity, podAntiAffinity } = affinityOf(pod);
  return podAffinity || podAntiAffinity || cluster.control.antiAffine.size > 0
    ? interPodAffinity(cluster, pod, node)
    : [];
}

/** What runs on a Node so far: how many Pods, and what they have asked for, in the order of `requestsOf`. */
export interface Room {
  readonly node: Node;
  readonly most: number;
  readonly free: readonly number[];
  pods: number;
  used: number[];
}

export const roomOf = (node: Node): Room => ({
  node,
  most: mostPods(node),
  free: RESOURCES.map((resource) => quantity(allocatable(node)[resource])),
  pods: 0,
  used: [],
});

/** Of `reasonsNow`, what counts. */
export const hasRoom = ({ pods, most, free, used }: Room, requests: readonly number[]): boolean =>
  pods < most && requests.every((wanted, i) => isEnough(wanted, free[i] ?? 0, used[i] ?? 0));

/** Whether a Pod's place depends on more than who suits it and who has room: on the Pods around it, or on no scheduler. */
export const looksAround = ({ control }: Cluster, pod: Pod): boolean => {
  const { podAffinity, podAntiAffinity } = affinityOf(pod);
  const {
    topologySpreadConstraints,
    schedulingGates,
    schedulerName = 'default-scheduler',
    volumes,
  } = pod.spec as Record<string, unknown>;
  return (
    control.antiAffine.size > 0 ||
    (podAffinity ?? podAntiAffinity ?? topologySpreadConstraints ?? schedulingGates) !== undefined ||
    schedulerName !== 'default-scheduler' ||
    hostPorts(pod).length > 0 ||
    (Array.isArray(volumes) &&
      volumes.some((volume) => isPlain(volume) && volume['persistentVolumeClaim'] !== undefined))
  );
};

export const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

const mostPods = (node: Node): number => quantity(allocatable(node)['pods'] ?? 110);

export const allocatable = (node: Node): Record<string, unknown> =>
  node.status?.allocatable ?? node.status?.capacity ?? {};

/** v1.Toleration.ToleratesTaint. */
export const tolerates = (tolerations: readonly Toleration[], taint: Taint): boolean =>
  tolerations.some((t) => {
    if (t.effect && t.effect !== taint.effect) return false;
    if (t.key && t.key !== taint.key) return false;
    return t.operator === 'Exists' || (t.value ?? '') === (taint.value ?? '');
  });

export function matchesNodeAffinity(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  if (!matchesLabels(pod.spec.nodeSelector ?? {}, labels)) return false;
  const terms = affinityOf(pod).nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return !terms || matchesTerms(terms, node);
}

const hostPorts = (pod: Pod): string[] =>
  pod.spec.containers.flatMap((c) =>
    (c.ports ?? []).flatMap((p) => (p.hostPort ? [`${p.hostIP ?? '0.0.0.0'} ${p.protocol} ${p.hostPort}`] : [])),
  );

function hostPortsClash(wanted: readonly string[], there: readonly Pod[]): boolean {
  const clash = (a: string, b: string): boolean => {
    const [ipA = '', ...restA] = a.split(' ');
    const [ipB = '', ...restB] = b.split(' ');
    return restA.join() === restB.join() && (ipA === ipB || ipA === '0.0.0.0' || ipB === '0.0.0.0');
  };
  const used = there.flatMap(hostPorts);
  return wanted.some((w) => used.some((u) => clash(w, u)));
}

type Requests = Record<string, unknown> | undefined;
const requestsIn = (c: Container): Requests =>
  (c['resources'] as { requests?: Record<string, unknown> } | undefined)?.requests;

/**
 * What a Pod asks for of a resource: its containers together, or what those that start before them need at once, if
 * that is more; of what it says as a whole, that; and what its runtime takes beside (component-helpers:
 * resource/helpers.go, PodRequests).
 */
export function request({ spec }: Pod, resource: string): number {
  const { resources, overhead } = spec as { resources?: { requests?: Requests }; overhead?: Requests };
  let sidecars = 0;
  let first = 0;
  for (const container of spec.initContainers ?? []) {
    const own = quantity(requestsIn(container)?.[resource]);
    first = Math.max(first, sidecars + own);
    if (isSidecar(container)) sidecars += own;
  }
  const all = spec.containers.reduce((n, c) => n + quantity(requestsIn(c)?.[resource]), sidecars);
  return quantity(resources?.requests?.[resource] ?? Math.max(all, first)) + quantity(overhead?.[resource]);
}

/** What a Pod asks for of each resource. */
export const requestsOf = (pod: Pod): readonly number[] =>
  (pod.spec['resources'] ?? pod.spec['overhead']) ||
  [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some(requestsIn)
    ? RESOURCES.map((resource) => request(pod, resource))
    : NOTHING;

const NOTHING: readonly number[] = RESOURCES.map(() => 0);

const isEnough = (wanted: number, free: number, used: number): boolean => wanted === 0 || wanted <= free - used + 1e-9;

/** noderesources: Fit. */
function insufficient(requests: readonly number[], node: Node, there: readonly Pod[]): string[] {
  return RESOURCES.flatMap((resource, i) => {
    const wanted = requests[i] ?? 0;
    if (wanted === 0) return [];
    const used = there.reduce((n, p) => n + request(p, resource), 0);
    return isEnough(wanted, quantity(allocatable(node)[resource]), used) ? [] : [`Insufficient ${resource}`];
  });
}

/** Whether other Pods may be kept away by this one. */
export const isAntiAffine = (pod: Pod): boolean => affinityOf(pod).podAntiAffinity !== undefined;
