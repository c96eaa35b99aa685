import type { Cluster } from '../cluster/Cluster.ts';
import type { Queues } from './ControlState.ts';
import { cleanStaleFlows } from '../proxy/staleFlows.ts';
import { syncDaemonSet } from './daemonSet.ts';
import { syncDeployment } from './deployment.ts';
import { dispatch } from './dispatch.ts';
import { syncEndpointSlices } from './endpointSlice.ts';
import { syncMirroring } from './endpointSliceMirroring.ts';
import { syncEndpoints } from './endpoints.ts';
import { syncGarbage } from './garbage.ts';
import { syncJob } from './job.ts';
import { syncKubelet } from './kubelet.ts';
import { syncLoadBalancer } from './loadBalancer.ts';
import { syncNamespace } from './namespace.ts';
import { syncNode } from './nodes.ts';
import { syncReplicaSet } from './replicaSet.ts';
import { syncReplicationController } from './replicationController.ts';
import { syncScheduler } from './scheduler.ts';
import { syncStatefulSet } from './statefulSet.ts';

type Sync = (cluster: Cluster, key: string) => void;
type Controller = readonly [queue: keyof Queues, sync: Sync];

/**
 * Who looks first when several have something to look at. Workloads come after those that start their Pods, so
 * that they look once at what became of many Pods.
 */
const STARTERS: readonly Controller[] = [
  ['nodes', syncNode],
  ['garbage', syncGarbage],
  ['namespaces', syncNamespace],
  ['scheduler', syncScheduler],
  ['kubelets', syncKubelet],
  ['loadBalancers', syncLoadBalancer],
  ['replicaSets', syncReplicaSet],
  ['replicationControllers', syncReplicationController],
  ['statefulSets', syncStatefulSet],
  ['daemonSets', syncDaemonSet],
  ['jobs', syncJob],
  ['deployments', syncDeployment],
];

const ALL: readonly Controller[] = [
  ...STARTERS,
  ['endpointSlices', syncEndpointSlices],
  ['endpoints', syncEndpoints],
  ['mirroring', syncMirroring],
];

/** `settle` waits for what is this near: a real cluster is not at rest while a Pod is about to end. */
const PATIENCE = 3000;
/** More looks than this without coming to rest: controllers that undo each other's work. */
const LIMIT = 2_000_000;

/** Lets controllers look until they have nothing to do; then each Node's kube-proxy has synced, too. */
function work(cluster: Cluster, controllers: readonly Controller[], beat?: () => void): void {
  const { queues } = cluster.control;
  for (let looks = 0; looks < LIMIT; looks++) {
    beat?.();
    if (cluster.store.changes.length > 0) dispatch(cluster);
    let idle = true;
    for (const [name, sync] of controllers) {
      const key = queues[name].take();
      if (key === undefined) continue;
      sync(cluster, key);
      idle = false;
      break;
    }
    if (idle) {
      cleanStaleFlows(cluster);
      return;
    }
  }
  throw new Error('the controllers do not come to rest');
}

/**
 * What was created starts, and no time passes: workloads make their Pods, Pods are bound and run, load balancers
 * get addresses. Endpoints follow when the cluster settles.
 */
export function react(cluster: Cluster): void {
  work(cluster, STARTERS);
}

/** What happens next, and everything that happens at the same moment. */
function fireNext(cluster: Cluster): void {
  const at = cluster.timers[0]?.at ?? cluster.now;
  cluster.now = Math.max(cluster.now, at);
  while (cluster.timers[0]?.at === at) cluster.timers.shift()?.fire(cluster);
}

/** Runs everything to its end: the cluster is at rest, and virtual time has moved as far as that took. */
export function settle(cluster: Cluster, beat?: () => void): void {
  work(cluster, ALL, beat);
  for (;;) {
    const horizon = cluster.now + PATIENCE;
    const last = cluster.timers.findLast((t) => t.awaited || t.at <= horizon);
    if (!last) return;
    while ((cluster.timers[0]?.at ?? Number.POSITIVE_INFINITY) <= last.at) {
      fireNext(cluster);
      work(cluster, ALL, beat);
    }
  }
}

/** Lets virtual time pass until `toMs`. */
export function advance(cluster: Cluster, toMs: number): void {
  work(cluster, ALL);
  while ((cluster.timers[0]?.at ?? Number.POSITIVE_INFINITY) <= toMs) {
    fireNext(cluster);
    work(cluster, ALL);
  }
  cluster.now = Math.max(cluster.now, toMs);
}

/** Lets virtual time pass until something is so, at most for `limit` milliseconds; whether it came to be so. */
export function advanceUntil(cluster: Cluster, isSo: () => boolean, limit: number): boolean {
  const end = cluster.now + limit;
  work(cluster, ALL);
  while (!isSo()) {
    const next = cluster.timers[0]?.at ?? Number.POSITIVE_INFINITY;
    if (next > end) {
      advance(cluster, end);
      return isSo();
    }
    advance(cluster, next);
  }
  return true;
}
