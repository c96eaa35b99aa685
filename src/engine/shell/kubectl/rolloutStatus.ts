import type { Condition, KubeObject } from '../../../model/KubeObject.ts';
import type { Workload } from '../../../model/Workload.ts';
import type { Watcher } from '../../cluster/Watcher.ts';
import { keyOf } from '../../cluster/ObjectStore.ts';
import { dispatch } from '../../controllers/dispatch.ts';
import { advanceUntil } from '../../controllers/settle.ts';
import { duration } from '../../controllers/timers.ts';
import { flag, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';
import type { Target } from './targets.ts';

/** Without `--timeout` kubectl waits for ever. */
const LONG_ENOUGH = 3_600_000;

interface Seen {
  text: string;
  done: boolean;
}

/** `kubectl rollout status`: says how far it is, and again with every change, until it is done (kubectl: rollout_status.go). */
export function rolloutStatus(session: Session, args: ParsedArgs, { object }: Target): void {
  const { cluster } = session;
  const key = keyOf(object);
  dispatch(cluster);
  const found: { over: boolean; problem?: KubectlError } = { over: false };
  const look = (now: KubeObject | undefined): void => {
    if (found.over) return;
    try {
      if (!now) throw KubectlError.plain('object has been deleted');
      const { text, done } = statusOf(now as Workload, valueOf(args, { name: 'revision' }));
      session.print(text);
      found.over = done;
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      found.over = true;
      found.problem = error;
    }
  };
  const watcher: Watcher = { widths: [], see: (_, change) => void (change.key === key && look(change.after)) };
  look(cluster.store.byKey(key));
  if (valueOf(args, { name: 'watch' }) === 'false') found.over = true;
  cluster.watchers.push(watcher);
  const limit = duration(valueOf(args, flag.timeout), 0) || LONG_ENOUGH;
  const met = found.over || advanceUntil(cluster, () => found.over, limit);
  cluster.watchers.splice(cluster.watchers.indexOf(watcher), 1);
  if (found.problem) throw found.problem;
  if (!met) throw KubectlError.plain('timed out waiting for the condition');
}

const statusOf = (object: Workload, revision: string | undefined): Seen => {
  if (object.kind === 'Deployment') return deploymentStatus(object, Number(revision ?? 0));
  return object.kind === 'DaemonSet' ? daemonSetStatus(object) : statefulSetStatus(object);
};

const counter =
  ({ status }: Workload) =>
  (field: string) =>
    Number(status?.[field] ?? 0);
const isObserved = (object: Workload): boolean =>
  (object.metadata.generation ?? 0) <= counter(object)('observedGeneration');

function deploymentStatus(object: Workload, revision: number): Seen {
  const { spec, status, metadata } = object;
  const name = `"${metadata.name}"`;
  const count = counter(object);
  const running = Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  if (revision > 0 && revision !== running)
    throw KubectlError.plain(`desired revision (${revision}) is different from the running revision (${running})`);
  if (!isObserved(object)) return { text: 'Waiting for deployment spec update to be observed...', done: false };
  const conditions = (status?.['conditions'] ?? []) as Condition[];
  if (conditions.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded'))
    throw KubectlError.plain(`deployment ${name} exceeded its progress deadline`);
  const waiting = (text: string): Seen => ({
    text: `Waiting for deployment ${name} rollout to finish: ${text}...`,
    done: false,
  });
  const [updated, replicas, available] = [count('updatedReplicas'), count('replicas'), count('availableReplicas')];
  const wanted = spec.replicas ?? 1;
  if (updated < wanted) return waiting(`${updated} out of ${wanted} new replicas have been updated`);
  if (replicas > updated) return waiting(`${replicas - updated} old replicas are pending termination`);
  if (available < updated) return waiting(`${available} of ${updated} updated replicas are available`);
  return { text: `deployment ${name} successfully rolled out`, done: true };
}

const strategyOf = ({ spec }: Workload) =>
  (spec['updateStrategy'] ?? {}) as { type?: string; rollingUpdate?: { partition?: number } };

function needsRollingUpdate(object: Workload): void {
  if (strategyOf(object).type !== 'RollingUpdate')
    throw KubectlError.plain('rollout status is only available for RollingUpdate strategy type');
}

function daemonSetStatus(object: Workload): Seen {
  needsRollingUpdate(object);
  const name = `"${object.metadata.name}"`;
  const count = counter(object);
  if (!isObserved(object)) return { text: 'Waiting for daemon set spec update to be observed...', done: false };
  const waiting = (text: string): Seen => ({
    text: `Waiting for daemon set ${name} rollout to finish: ${text}...`,
    done: false,
  });
  const wanted = count('desiredNumberScheduled');
  const [updated, available] = [count('updatedNumberScheduled'), count('numberAvailable')];
  if (updated < wanted) return waiting(`${updated} out of ${wanted} new pods have been updated`);
  if (available < wanted) return waiting(`${available} of ${wanted} updated pods are available`);
  return { text: `daemon set ${name} successfully rolled out`, done: true };
}

function statefulSetStatus(object: Workload): Seen {
  needsRollingUpdate(object);
  const count = counter(object);
  if (!isObserved(object)) return { text: 'Waiting for statefulset spec update to be observed...', done: false };
  const wanted = object.spec.replicas ?? 1;
  const [updated, ready] = [count('updatedReplicas'), count('readyReplicas')];
  if (ready < wanted) return { text: `Waiting for ${wanted - ready} pods to be ready...`, done: false };
  const { partition = 0 } = strategyOf(object).rollingUpdate ?? {};
  if (updated < wanted - partition)
    return {
      text: `Waiting for partitioned roll out to finish: ${updated} out of ${wanted - partition} new pods have been updated...`,
      done: false,
    };
  return { text: `partitioned roll out complete: ${updated} new pods have been updated...`, done: true };
}
