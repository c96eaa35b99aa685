import type { Container, Pod, Probe } from '../../model/Pod.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { Judge, Report } from '../cluster/Pace.ts';
import { parseTimestamp, timestamp } from '../cluster/timestamp.ts';
import type { ContainerRun, Run } from '../controllers/ControlState.ts';
import { declaredListens, runningContainers } from '../controllers/listens.ts';
import { hasKubelet } from '../controllers/nodeLifecycle.ts';
import { endsAfter } from '../controllers/podEnd.ts';
import { probeSucceeds } from '../controllers/probe.ts';
import { schedule } from '../controllers/timers.ts';

type Kind = 'startup' | 'readiness' | 'liveness';
const numberOf = (probe: Probe, field: string, fallback: number): number => Number(probe[field] ?? fallback);

/** The containers have been started just now; no probe has said anything yet. */
export function beginProbes(cluster: Cluster, pod: Pod, run: Run): void {
  for (const container of runningContainers(pod))
    run.containers.set(container.name, started(cluster.now, run.seenAt, 0));
}

/** The kubelet makes the worker of a probe when it looks at the Pod, and it ticks from then on. */
const started = (now: number, seenAt: number, restarts: number): ContainerRun => ({
  startedAt: now,
  restarts,
  good: {},
  plans: {},
  ticksFrom: { startup: seenAt, liveness: seenAt },
});

/** A Pod has run for a while, and its probes have found what there is to find; from now on they take their time. */
export function takeOverProbes(cluster: Cluster, pod: Pod): void {
  const run = cluster.control.runs.get(pod.metadata.uid ?? '');
  if (!run?.launched) return;
  const at = parseTimestamp(run.startedAt);
  const listeners = declaredListens(pod);
  for (const container of runningContainers(pod)) {
    const { startupProbe, readinessProbe } = container;
    const found = (probe: Probe | undefined): boolean => !probe || probeSucceeds(probe, container, listeners);
    const good = { startup: found(startupProbe), readiness: found(readinessProbe), liveness: true };
    run.containers.set(container.name, { ...started(at, at, 0), good });
  }
}

export const judgeOf = (run: Run): Judge => {
  const of = (container: Container): ContainerRun | undefined => run.containers.get(container.name);
  const isStarted = (c: Container): boolean =>
    of(c)?.startedAt !== undefined && (!c.startupProbe || of(c)?.good.startup === true);
  return {
    started: isStarted,
    ready: (c) => isStarted(c) && (!c.readinessProbe || of(c)?.good.readiness === true),
    state: (c) => {
      const at = of(c)?.startedAt;
      return { startedAt: at === undefined ? undefined : timestamp(at), restarts: of(c)?.restarts ?? 0 };
    },
  };
};

/**
 * Plans when probes will change their mind: ticks at which they say what they said before are no events (kubelet:
 * prober/worker.go, doProbe). What they find depends on the Pod alone, so that a plan holds until the Pod changes.
 */
export function watchProbes(cluster: Cluster, pod: Pod, run: Run, report: Report): void {
  const ending = pod.metadata.deletionTimestamp !== undefined;
  const listeners = declaredListens(pod);
  for (const container of runningContainers(pod)) {
    const state = run.containers.get(container.name);
    if (!state || state.startedAt === undefined) continue;
    const consider = (kind: Kind, probe: Probe | undefined): void => {
      if (!probe) return;
      const finds = probeSucceeds(probe, container, listeners);
      const said = state.good[kind] ?? kind === 'liveness';
      // a startup probe goes on until it has succeeded, and gives up its container when that takes too long
      const turns = kind === 'startup' ? !said : finds !== said;
      const at = turns ? turnsAt(cluster.now, kind, probe, finds, state) : undefined;
      if (state.plans[kind] === at) return;
      state.plans[kind] = at;
      if (at === undefined) return;
      const { name } = container;
      const uid = pod.metadata.uid ?? '';
      const key = keyOf(pod);
      schedule(cluster, at, (then) => turn(then, { key, uid, name, kind, at, finds, report }), { awaited: finds });
    };
    if (!ending) consider('startup', container.startupProbe);
    if (container.startupProbe && state.good.startup !== true) continue;
    consider('readiness', container.readinessProbe);
    if (!ending) consider('liveness', container.livenessProbe);
  }
}

/** The tick at which a probe has said something new often enough. */
function turnsAt(now: number, kind: Kind, probe: Probe, finds: boolean, state: ContainerRun): number {
  const period = Math.max(1, numberOf(probe, 'periodSeconds', 10)) * 1000;
  const startedAt = state.startedAt ?? now;
  const base = (kind === 'readiness' ? state.ticksFrom.readiness : state.ticksFrom[kind]) ?? startedAt;
  const earliest = Math.max(now, startedAt + numberOf(probe, 'initialDelaySeconds', 0) * 1000);
  // the first readiness probe does not wait for a tick (kubelet: prober_manager.go, UpdatePodStatus)
  const first = kind === 'readiness' ? 0 : 1;
  const tick = Math.max(first, Math.ceil((earliest - base) / period));
  const often = finds ? numberOf(probe, 'successThreshold', 1) : numberOf(probe, 'failureThreshold', 3);
  return base + (tick + Math.max(1, often) - 1) * period;
}

interface Turn {
  key: ObjectKey;
  uid: string;
  name: string;
  kind: Kind;
  at: number;
  finds: boolean;
  report: Report;
}

function turn(cluster: Cluster, { key, uid, name, kind, at, finds, report }: Turn): void {
  const run = cluster.control.runs.get(uid);
  const state = run?.containers.get(name);
  const pod = cluster.store.byKey<Pod>(key);
  if (!run || !state || state.plans[kind] !== at || pod?.metadata.uid !== uid || !hasKubelet(cluster, pod)) return;
  state.plans[kind] = undefined;
  if (!finds && kind !== 'readiness') {
    stop(cluster, pod, run, name, report);
    return;
  }
  state.good[kind] = finds;
  if (kind === 'startup') state.ticksFrom.readiness = cluster.now;
  report(cluster, pod, run);
  watchProbes(cluster, cluster.store.byKey<Pod>(key) ?? pod, run, report);
}

/** 10 s, doubled with every restart but the first, at most five minutes (kubelet: kuberuntime_manager.go, doBackOff). */
const backOff = (restarts: number): number => (restarts === 0 ? 0 : Math.min(10_000 * 2 ** (restarts - 1), 300_000));

/** A container whose liveness or startup probe has failed is ended, and started again after a while. */
function stop(cluster: Cluster, pod: Pod, run: Run, name: string, report: Report): void {
  const uid = pod.metadata.uid ?? '';
  const key = keyOf(pod);
  const ended = cluster.now + endsAfter(pod);
  const restarts = run.containers.get(name)?.restarts ?? 0;
  schedule(cluster, ended, (then) => again(then, undefined));
  schedule(cluster, ended + backOff(restarts), (then) => again(then, restarts + 1));
  function again(then: Cluster, count: number | undefined): void {
    const current = then.control.runs.get(uid);
    const now = then.store.byKey<Pod>(key);
    if (!current || now?.metadata.uid !== uid || now.metadata.deletionTimestamp || !hasKubelet(then, now)) return;
    const stopped: ContainerRun = { startedAt: undefined, restarts, good: {}, plans: {}, ticksFrom: {} };
    current.containers.set(name, count === undefined ? stopped : started(then.now, then.now, count));
    report(then, now, current);
    watchProbes(then, then.store.byKey<Pod>(key) ?? now, current, report);
  }
}
