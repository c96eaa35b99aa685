import type { Node } from '../../model/Node.ts';
import type { Pod, PodStatus } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { nth } from '../cluster/nodeRanges.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { canonicalIp } from '../net/ip.ts';
import { sameJson } from '../plain.ts';
import { nodeIPs, podCIDRs } from '../proxy/nodeNetwork.ts';
import type { Run } from './ControlState.ts';
import { hasKubelet } from './nodeLifecycle.ts';
import { runningStatus } from './podStatus.ts';
import { schedule } from './timers.ts';
import { endedStatus, endsAfter, graceOf } from './podEnd.ts';

/** Its containers have ended by themselves. */
export const isFinished = (pod: Pod): boolean => pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';

/** Keeps the addresses that a file asks for in a Pod's status: the API server drops the status of a new Pod. */
export function noteGivenAddresses(cluster: Cluster, value: unknown): void {
  const pod = value as Partial<Pod> | null;
  if (typeof pod !== 'object' || pod?.kind !== 'Pod') return;
  const { status, metadata } = pod;
  if (!status?.podIPs && status?.podIP === undefined) return;
  const ips = Array.isArray(status.podIPs) ? status.podIPs.map((i) => i?.ip) : [status.podIP];
  const canonical = ips.flatMap((ip) => (typeof ip === 'string' && canonicalIp(ip)) || []);
  const name = `${metadata?.namespace ?? 'default'}/${metadata?.name}`;
  if (canonical.length > 0 && metadata?.name) cluster.control.given.set(name, canonical);
}

/** All Nodes' kubelets: one Pod is started, its status is kept, or it is ended. */
export function syncKubelet(cluster: Cluster, key: ObjectKey): void {
  const { store, control } = cluster;
  const pod = store.byKey<Pod>(key);
  if (!pod || !hasKubelet(cluster, pod)) return;
  const uid = pod.metadata.uid ?? '';
  const node = pod.spec.nodeName ? store.get<Node>('Node', undefined, pod.spec.nodeName) : undefined;
  const deleted = pod.metadata.deletionTimestamp !== undefined;
  const run = control.runs.get(uid);
  if (!run) {
    if (deleted && (node || !pod.spec.nodeName) && !pod.metadata.finalizers?.length) store.remove(key);
    else if (!deleted && node?.status?.addresses && !isFinished(pod)) start(cluster, pod, node);
  } else if (deleted && pod.metadata.deletionGracePeriodSeconds === 0) {
    if (!pod.metadata.finalizers?.length) store.remove(key);
  } else if (deleted && (!run.ending || graceOf(pod) < run.grace)) {
    run.ending = true;
    run.grace = graceOf(pod);
    schedule(cluster, cluster.now + (run.launched ? endsAfter(pod) : 0), (then) => end(then, key, uid));
    if (run.launched && node && !sameJson(pod.status, run.said)) report(cluster, pod, node, run);
  } else if (!run.launched) {
    // its containers are on their way
  } else if (
    node &&
    (!sameJson(pod.status, run.said) || pod.status['observedGeneration'] !== pod.metadata.generation)
  ) {
    // also where somebody else has written another status: status_manager.go, needsReconcile
    report(cluster, pod, node, run);
  }
  if (run?.launched) cluster.pace?.looks(cluster, pod, run, reportAgain);
}

/** A Pod gets its addresses, and its containers are started: at once, or after the time that this takes. */
function start(cluster: Cluster, pod: Pod, node: Node): void {
  const { control } = cluster;
  const ips = addressesFor(cluster, pod, node);
  if (ips.length === 0) return;
  if (!pod.spec.hostNetwork) for (const ip of ips) control.addresses.add(ip);
  const run: Run = {
    ips: pod.spec.hostNetwork ? [] : ips,
    seenAt: cluster.now,
    startedAt: timestamp(cluster.now),
    launched: false,
    ending: false,
    grace: Number.POSITIVE_INFINITY,
    containers: new Map(),
  };
  const key = keyOf(pod);
  const uid = pod.metadata.uid ?? '';
  control.runs.set(uid, run);
  if (cluster.pace) cluster.pace.starts(cluster, pod, nodeIPs(node), (then) => launch(then, key, uid));
  else launch(cluster, key, uid);
}

/** The containers run. What their environment says of Services is what there is now. */
function launch(cluster: Cluster, key: ObjectKey, uid: string): void {
  const run = cluster.control.runs.get(uid);
  const pod = cluster.store.byKey<Pod>(key);
  if (!run || pod?.metadata.uid !== uid || !hasKubelet(cluster, pod)) return;
  run.launched = true;
  run.startedAt = timestamp(cluster.now);
  cluster.startedWith.set(uid, cluster.control.services.all());
  cluster.pace?.launched(cluster, pod, run);
  reportAgain(cluster, pod, run);
  cluster.pace?.looks(cluster, cluster.store.byKey<Pod>(key) ?? pod, run, reportAgain);
}

/** The first address that a Node's range has for a Pod: .2. */
export const FIRST_HOST = 2;
export const addressCounter = (node: Node): string => `address ${node.metadata.uid}`;
export const rangeAddresses = (ranges: readonly string[], host: number): string[] =>
  ranges.map((range) => nth(range, host));

/** A Node hands out the addresses of its ranges in order, from .2; one that was handed out does not come again. */
function addressesFor(cluster: Cluster, pod: Pod, node: Node): string[] {
  const { control, counters } = cluster;
  if (pod.spec.hostNetwork) return nodeIPs(node);
  const given = control.given.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
  if (given) return given;
  const ranges = podCIDRs(node);
  if (ranges.length === 0) return [];
  const asked = control.given.size > 0 ? new Set([...control.given.values()].flat()) : undefined;
  const counter = addressCounter(node);
  for (;;) {
    const host = counters.get(counter) ?? FIRST_HOST;
    counters.set(counter, host + 1);
    const ips = rangeAddresses(ranges, host);
    if (!ips.some((ip) => control.addresses.has(ip) || asked?.has(ip))) return ips;
  }
}

function reportAgain(cluster: Cluster, pod: Pod, run: Run): void {
  const node = cluster.store.get<Node>('Node', undefined, pod.spec.nodeName ?? '');
  if (node) report(cluster, pod, node, run);
}

/** Writes the status that a Pod should have, if it has another. */
function report(cluster: Cluster, pod: Pod, node: Node, run: Run): void {
  const status = statusOf(cluster, pod, node, run);
  run.said = pod.status.phase === 'Running' && sameJson(status, pod.status) ? pod.status : status;
  if (run.said !== pod.status) cluster.store.put({ ...pod, status });
}

export const statusOf = (cluster: Cluster, pod: Pod, node: Node, run: Run): PodStatus =>
  runningStatus(
    pod,
    pod.spec.hostNetwork ? nodeIPs(node) : run.ips,
    nodeIPs(node),
    run.startedAt,
    timestamp(cluster.now),
    cluster.pace?.judge(run),
  );

/** The containers have ended: the Pod goes, or waits for its finalizers. */
function end(cluster: Cluster, key: ObjectKey, uid: string): void {
  const pod = cluster.store.byKey<Pod>(key);
  if (pod?.metadata.uid !== uid || !hasKubelet(cluster, pod)) return;
  if (!pod.metadata.finalizers?.length) {
    cluster.store.remove(keyOf(pod));
    return;
  }
  const metadata = { ...pod.metadata, deletionGracePeriodSeconds: 0 };
  cluster.store.put({ ...pod, metadata, status: endedStatus(pod, timestamp(cluster.now)) });
}
