import type { Container, Pod, PodStatus } from '../../model/Pod.ts';
import { milliseconds } from '../readScenario.ts';
import type { ContainerStatus } from './podStatus.ts';
import { duration } from './timers.ts';

/** A program ends this long after SIGTERM, unless its Pod's annotation says otherwise. */
const TERMINATES_AFTER = 1000;

/** How long a Pod's program goes on after SIGTERM (docs/scenario-format.md). */
export const TERMINATES_ANNOTATION = 'kubehop.dev/terminates-after';

interface Handler {
  sleep?: { seconds?: number };
  exec?: { command?: string[] };
}

/** How long a preStop hook takes: as long as it sleeps, by itself or by a command. */
function preStop({ lifecycle }: Container): number {
  const hook = (lifecycle as { preStop?: Handler } | undefined)?.preStop;
  if (hook?.sleep) return (hook.sleep.seconds ?? 0) * 1000;
  const sleeps = /(?:^|[\s/])sleep\s+(\S+)/.exec((hook?.exec?.command ?? []).join(' '));
  return milliseconds(sleeps?.[1]?.replace(/[;&|].*$/, '')) ?? 0;
}

/** Seconds that a deleted Pod may take to end. */
export const graceOf = ({ metadata }: Pod): number => metadata.deletionGracePeriodSeconds ?? 30;

/**
 * How long the containers of a deleted Pod go on: their preStop hooks, then SIGTERM, after which a program takes its
 * time; when the grace period is over, they are killed (kubelet: kuberuntime_container.go, killContainer; a hook that
 * takes too long leaves the program two more seconds).
 */
export function endsAfter(pod: Pod): number {
  const program = duration(pod.metadata.annotations?.[TERMINATES_ANNOTATION], TERMINATES_AFTER);
  const hook = Math.max(0, ...pod.spec.containers.map(preStop));
  if (hook === 0) return program;
  const grace = graceOf(pod) * 1000;
  return hook >= grace ? grace + Math.min(program, 2000) : Math.min(grace, hook + program);
}

/** After the grace period, for a Pod that a finalizer still holds. */
export function endedStatus(pod: Pod, now: string): PodStatus {
  const statuses = (pod.status['containerStatuses'] ?? []) as ContainerStatus[];
  return {
    ...pod.status,
    phase: 'Succeeded',
    containerStatuses: statuses.map((s) => ({
      ...s,
      ready: false,
      started: false,
      state: {
        terminated: {
          containerID: s['containerID'],
          exitCode: 0,
          finishedAt: now,
          reason: 'Completed',
          startedAt: pod.status['startTime'],
        },
      },
    })),
    conditions: (pod.status.conditions ?? []).map((c) =>
      c.type === 'Ready' || c.type === 'ContainersReady'
        ? { ...c, status: 'False', reason: 'PodCompleted', lastTransitionTime: now }
        : c,
    ),
  };
}
