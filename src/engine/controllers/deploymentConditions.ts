import type { Condition } from '../../model/KubeObject.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Workload } from '../../model/Workload.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { parseTimestamp } from '../cluster/timestamp.ts';
import { now } from './replicas.ts';
import { schedule } from './timers.ts';

type Dated = Condition & { lastUpdateTime?: string };

export interface Counts {
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
}

/** deployment: util.HasProgressDeadline: the greatest int32 stands for none. */
const NEVER = 2147483647;
/** Moved here from a ReplicaSet: the API server refuses its Pods. */
const FAILURE = 'ReplicaFailure';
const deadlineOf = ({ spec }: Workload): number => Number(spec['progressDeadlineSeconds'] ?? 600);
const conditionsIn = ({ status }: Workload): Dated[] => (status?.['conditions'] ?? []) as Dated[];
const progressIn = (conditions: readonly Dated[]): Dated | undefined =>
  conditions.find(({ type }) => type === 'Progressing');

/** deployment: progress.go, syncRolloutStatus. */
export function conditionsOf(
  cluster: Cluster,
  deployment: Workload,
  made: Counts,
  enough: boolean,
  newest: Workload | undefined,
  created: Workload | undefined,
  failure: Condition | undefined,
): Condition[] {
  const conditions = progressOf(cluster, deployment, made, enough, newest, created);
  if (!failure) return conditions.filter(({ type }) => type !== FAILURE);
  const { status, reason = '', message = '' } = failure;
  const all = withCondition(cluster, conditions, FAILURE, status, reason, message);
  // the Pods that there are became ready after the refusal of the next one, and that was progress
  const later = made.readyReplicas > 0 && progressIn(all)?.reason === 'ReplicaSetUpdated';
  return later
    ? [...all.filter(({ type }) => type !== 'Progressing'), ...all.filter(({ type }) => type === 'Progressing')]
    : all;
}

/** sync.go, checkPausedConditions: written before anything else is looked at. */
function checkPaused(cluster: Cluster, deployment: Workload): Dated[] {
  const before = conditionsIn(deployment);
  if (deadlineOf(deployment) === NEVER) return before;
  const reason = progressIn(before)?.reason;
  if (deployment.spec['paused'] === true)
    return reason === 'ProgressDeadlineExceeded'
      ? before
      : withCondition(cluster, before, 'Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused');
  return reason === 'DeploymentPaused'
    ? withCondition(cluster, before, 'Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed')
    : before;
}

function progressOf(
  cluster: Cluster,
  deployment: Workload,
  made: Counts,
  enough: boolean,
  newest: Workload | undefined,
  created: Workload | undefined,
): Dated[] {
  const before = checkPaused(cluster, deployment);
  const available = enough
    ? (['True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'] as const)
    : (['False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.'] as const);
  const conditions = withCondition(cluster, before, 'Available', available[0], available[1], available[2]);
  if (deadlineOf(deployment) === NEVER) return conditions.filter(({ type }) => type !== 'Progressing');
  const was = progressIn(before);
  if (deployment.spec['paused'] === true) return conditions;
  // sync.go, getNewReplicaSet
  if (created) {
    const noted = withCondition(
      cluster,
      conditions,
      'Progressing',
      'True',
      'NewReplicaSetCreated',
      `Created new replica set "${created.metadata.name}"`,
    );
    // of a Deployment that is new, this is written before its size is looked at
    return was ? noted : noted.toSorted((a, b) => Number(b.type === 'Progressing') - Number(a.type === 'Progressing'));
  }
  // a rollout that has been completed is not looked at again, whatever its size becomes
  if (made.replicas === made.updatedReplicas && was?.reason === 'NewReplicaSetAvailable') return conditions;
  const set = newest ? `ReplicaSet "${newest.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  if (isComplete(deployment, made))
    return withCondition(
      cluster,
      conditions,
      'Progressing',
      'True',
      'NewReplicaSetAvailable',
      `${set} has successfully progressed.`,
    );
  if (isProgressing(deployment, made)) {
    // what only the time of is new goes to the end of the list, too
    const others = conditions.filter(({ type }) => type !== 'Progressing');
    const since = was?.status === 'True' ? was.lastTransitionTime : undefined;
    const next = conditionNow(cluster, 'Progressing', 'True', 'ReplicaSetUpdated', `${set} is progressing.`, since);
    return [...others, next];
  }
  if (isTimedOut(cluster, deployment, progressIn(conditions)))
    return withCondition(
      cluster,
      conditions,
      'Progressing',
      'False',
      'ProgressDeadlineExceeded',
      `${set} has timed out progressing.`,
    );
  return conditions;
}

/** The controller looks again when a rollout that makes no progress has had its time (requeueStuckDeployment). */
export function watchDeadline(cluster: Cluster, key: ObjectKey): void {
  const deployment = cluster.store.byKey<Workload>(key);
  const uid = deployment?.metadata.uid ?? '';
  const { deadlines } = cluster.control;
  const progress = deployment && progressIn(conditionsIn(deployment));
  if (!progress || deployment.spec['paused'] === true || deadlines.has(uid)) return;
  if (progress.reason === 'NewReplicaSetAvailable' || progress.reason === 'ProgressDeadlineExceeded') return;
  const from = parseTimestamp(progress.lastUpdateTime ?? '');
  const at = Math.max(from + (deadlineOf(deployment) + 1) * 1000, cluster.now + 1000);
  const timer = schedule(cluster, at, (then) => {
    then.control.deadlines.delete(uid);
    if (then.store.byKey(key)?.metadata.uid === uid) then.control.queues.deployments.add(key);
  });
  deadlines.set(uid, timer);
}

const isComplete = (deployment: Workload, { updatedReplicas, replicas, availableReplicas }: Counts): boolean => {
  const wanted = deployment.spec.replicas ?? 1;
  return updatedReplicas === wanted && replicas === wanted && availableReplicas === wanted;
};

/** deployment/util: DeploymentProgressing. */
function isProgressing({ status }: Workload, made: Counts): boolean {
  const was = (field: keyof Counts): number => Number(status?.[field] ?? 0);
  return (
    made.updatedReplicas > was('updatedReplicas') ||
    made.replicas - made.updatedReplicas < was('replicas') - was('updatedReplicas') ||
    made.readyReplicas > was('readyReplicas') ||
    made.availableReplicas > was('availableReplicas')
  );
}

/** deployment/util: DeploymentTimedOut. */
function isTimedOut(cluster: Cluster, deployment: Workload, progress: Dated | undefined): boolean {
  if (!progress || progress.reason === 'NewReplicaSetAvailable') return false;
  if (progress.reason === 'ProgressDeadlineExceeded') return true;
  return parseTimestamp(progress.lastUpdateTime ?? '') + deadlineOf(deployment) * 1000 < cluster.now;
}

function conditionNow(
  cluster: Cluster,
  type: string,
  status: string,
  reason: string,
  message: string,
  since?: string,
): Dated {
  const time = now(cluster);
  return { type, status, reason, message, lastTransitionTime: since ?? time, lastUpdateTime: time } as Dated;
}

/** deployment/util: SetDeploymentCondition: what changes goes to the end of the list. */
function withCondition(
  cluster: Cluster,
  conditions: Dated[],
  type: string,
  status: string,
  reason: string,
  message: string,
): Dated[] {
  const was = conditions.find((c) => c.type === type);
  if (was?.status === status && was.reason === reason) return conditions;
  const since = was?.status === status ? was.lastTransitionTime : undefined;
  const next = conditionNow(cluster, type, status, reason, message, since);
  return [...conditions.filter((c) => c.type !== type), next];
}
