import type { Cluster } from '../cluster/Cluster.ts';
import { Paused } from '../cluster/Play.ts';
import type { Queues } from './ControlState.ts';
import { dropGoneLists } from '../proxy/goneLists.ts';
import { cleanStaleFlows } from '../proxy/staleFlows.ts';
import { syncDaemonSet } from './daemonSet.ts';
import { syncDeployment } from './deployment.ts';
import { dispatch } from './dispatch.ts';
import { syncDisruption } from './disruption.ts';
import { syncEndpointSlices } from './endpointSlice.ts';
import { syncMirroring } from './endpointSliceMirroring.ts';
import { syncEndpoints } from './endpoints.ts';
import { syncGarbage } from './garbage.ts';
import { syncJob } from './job.ts';
import { syncKubelet } from './kubelet.ts';
import { syncLoadBalancer } from './loadBalancer.ts';
import { syncNamespace } from './namespace.ts';
import { syncNode } from './nodes.ts';
import { syncQuota } from './resourceQuota.ts';
import { syncReplicaSet } from './replicaSet.ts';
import { syncReplicationController } from './replicationController.ts';
import { syncScheduler } from './scheduler.ts';
import { syncStatefulSet } from './statefulSet.ts';
import { syncTaintEviction } from './taintEviction.ts';
import { syncVolumes } from './volumes.ts';

type Sync = (cluster: Cluster, key: string) => void;
type Controller = readonly [queue: keyof Queues, sync: Sync];

/**
 * Who looks first when several have something to look at. Workloads come after those that start their Pods, so
 * that they look once at what became of many Pods. That Pods are missing, though, a Deployment sees before others run,
 * and in a rollout each that becomes ready.
 */
const STARTERS: readonly Controller[] = [
  ['nodes', syncNode],
  ['evictions', syncTaintEviction],
  ['garbage', syncGarbage],
  ['namespaces', syncNamespace],
  ['volumes', syncVolumes],
  ['rollouts', (cluster, key) => (key.startsWith('StatefulSet/') ? syncStatefulSet : syncReplicaSet)(cluster, key)],
  ['shortages', syncDeployment],
  ['scheduler', syncScheduler],
  ['kubelets', syncKubelet],
  ['loadBalancers', syncLoadBalancer],
  ['replicaSets', syncReplicaSet],
  ['replicationControllers', syncReplicationController],
  ['statefulSets', syncStatefulSet],
  ['daemonSets', syncDaemonSet],
  ['jobs', syncJob],
  ['deployments', syncDeployment],
  ['disruptions', syncDisruption],
  ['quotas', syncQuota],
];

const ALL: readonly Controller[] = [
  ...STARTERS,
  ['endpointSlices', syncEndpointSlices],
  ['endpoints', syncEndpoints],
  ['mirroring', syncMirroring],
];

/** `settle` waits for what is this near: a real cluster is not at rest while a Pod is about to end. */
const PATIENCE = 3000;
/** More looks than this at once, or more writes in one moment, or than so many for each object: controllers in a loop. */
const LIMIT = 20_000;
const FOR_EACH = 50;

const tooMany = (n: number, { store }: Cluster): boolean => n > LIMIT && n > FOR_EACH * store.size;

/** From now on it is counted what happens in a moment. */
function begin(cluster: Cluster): void {
  cluster.restless = false;
  cluster.control.moment = { at: cluster.now, revision: cluster.store.revision };
}

/** What a shell says when they were stopped. */
export const RESTLESS = 'kubehop: the controllers undo each other’s work without end; they were stopped\n';

/** Lets controllers look until they have nothing to do; then each Node's kube-proxy has synced, too. */
function work(cluster: Cluster, controllers: readonly Controller[], beat?: () => void): void {
  const { queues } = cluster.control;
  if (cluster.control.moment.at !== cluster.now) begin(cluster);
  for (let looks = 0; !tooMany(looks, cluster); looks++) {
    if (tooMany(cluster.store.revision - cluster.control.moment.revision, cluster)) break;
    beat?.();
    if (cluster.store.changes.length > 0) dispatch(cluster);
    let idle = true;
    for (const [name, sync] of controllers) {
      const key = queues[name].take(cluster.now);
      if (key === undefined) continue;
      if (cluster.log) cluster.log.actor = name;
      sync(cluster, key);
      idle = false;
      break;
    }
    if (idle) {
      // where each kube-proxy takes its time, it does so itself
      if (!cluster.pace) {
        cleanStaleFlows(cluster);
        dropGoneLists(cluster);
      }
      return;
    }
  }
  cluster.restless = true;
}

/**
 * What was created starts, and no time passes: workloads make their Pods, Pods are bound and run, load balancers
 * get addresses. Endpoints follow when the cluster settles.
 */
export function react(cluster: Cluster, beat?: () => void): void {
  begin(cluster);
  work(cluster, STARTERS, beat);
}

/** When something happens next: a timer goes off, or a controller looks at what it has heard of. */
export function nextMoment({ timers, control, pace, now }: Cluster): number {
  let at = timers[0]?.at ?? Number.POSITIVE_INFINITY;
  if (pace) for (const [name] of ALL) at = Math.min(at, control.queues[name].next(now));
  return at;
}

/** Lets time pass in which nothing happens; not beyond what is asked for. */
export function passTo(cluster: Cluster, at: number): void {
  if (at <= cluster.now) return;
  const until = Math.min(at, Math.max(cluster.now, cluster.play?.limit ?? at));
  if (until > cluster.now) cluster.log?.passes(until);
  cluster.now = until;
  if (until < at) throw new Paused();
}

/** Goes on to a moment, and lets happen what happens then. */
export function moveTo(cluster: Cluster, at: number, beat?: () => void): void {
  passTo(cluster, at);
  while ((cluster.timers[0]?.at ?? Number.POSITIVE_INFINITY) <= cluster.now) {
    if (cluster.log) cluster.log.actor = 'kubelets';
    cluster.timers.shift()?.fire(cluster);
  }
  work(cluster, ALL, beat);
}

/** Until when a cluster that comes to rest is still at work: at least some controller, or something that is near. */
export function restsAt(cluster: Cluster): number {
  const horizon = cluster.now + PATIENCE;
  const timer =
    cluster.timers.findLast((t) => !t.byHand && (t.awaited || t.at <= horizon))?.at ?? Number.NEGATIVE_INFINITY;
  const next = nextMoment(cluster);
  return Math.max(timer, next <= horizon ? next : Number.NEGATIVE_INFINITY);
}

/** A cluster that is not at rest after so much virtual time never will be. */
const LONGEST = 600_000;

/** Runs everything to its end: the cluster is at rest, and virtual time has moved as far as that took. */
export function settle(cluster: Cluster, beat?: () => void): void {
  begin(cluster);
  work(cluster, ALL, beat);
  const limit = cluster.now + LONGEST;
  let last = restsAt(cluster);
  while (last > Number.NEGATIVE_INFINITY && last <= limit && !cluster.restless) {
    while (nextMoment(cluster) <= last && !cluster.restless) moveTo(cluster, nextMoment(cluster), beat);
    last = restsAt(cluster);
  }
  cluster.restless ||= last > limit;
}

/** Lets virtual time pass until `toMs`; `before` what happens then. */
export function advance(cluster: Cluster, toMs: number, before = false): void {
  begin(cluster);
  work(cluster, ALL);
  for (let at = nextMoment(cluster); !cluster.restless && (before ? at < toMs : at <= toMs); at = nextMoment(cluster))
    moveTo(cluster, at);
  passTo(cluster, toMs);
}

/** Lets virtual time pass until something is so, at most for `limit` milliseconds; whether it came to be so. */
export function advanceUntil(cluster: Cluster, isSo: () => boolean, limit: number): boolean {
  const end = cluster.now + limit;
  work(cluster, ALL);
  while (!isSo()) {
    const next = nextMoment(cluster);
    if (next > end || cluster.restless) {
      advance(cluster, end);
      return isSo();
    }
    advance(cluster, next);
  }
  return true;
}
