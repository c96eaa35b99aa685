import type { Condition } from '../../model/KubeObject.ts';
import type { Container, Pod, PodStatus } from '../../model/Pod.ts';
import type { Judge } from '../cluster/Pace.ts';
import { parseTimestamp } from '../cluster/timestamp.ts';
import { remembering } from '../remembering.ts';
import { sha256Hex } from '../sha256.ts';
import { declaredListens, isSidecar, type PodListener } from './listens.ts';
import { probeSucceeds } from './probe.ts';

/** The conditions that a kubelet keeps, in its order. */
export const KUBELETS = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];

/** Pods of one template have the same images and names of containers. */
const sha = remembering(sha256Hex);

/** `docker.io/library/nginx:latest` for nginx, as containerd writes it. */
export function longImage(image: string): string {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  let full = image;
  if (slash < 0) full = `docker.io/library/${image}`;
  else if (!first.includes('.') && !first.includes(':') && first !== 'localhost') full = `docker.io/${image}`;
  const name = full.slice(full.lastIndexOf('/') + 1);
  return name.includes(':') || full.includes('@') ? full : `${full}:latest`;
}

export interface ContainerStatus {
  name: string;
  ready: boolean;
  [field: string]: unknown;
}

interface VolumeMount {
  name: string;
  mountPath: string;
  readOnly?: boolean;
}

function imageId(image: string): string {
  const path = image.split('@')[0] ?? '';
  const colon = path.lastIndexOf(':');
  return `${colon < 0 ? path : path.slice(0, colon)}@sha256:${sha(image)}`;
}

function containerStatus(
  pod: Pod,
  container: Container,
  startedAt: string,
  init: boolean,
  judge: Judge,
): ContainerStatus {
  const started = judge.started(container);
  const ready = judge.ready(container);
  const own = judge.state(container);
  const image = longImage(container.image ?? '');
  const containerID = `containerd://${(pod.metadata.uid ?? '').replaceAll('-', '')}${sha(container.name).slice(32)}`;
  const resources = (container['resources'] ?? {}) as { requests?: unknown };
  const status: ContainerStatus = {
    containerID,
    image,
    imageID: imageId(image),
    lastState: {},
    name: container.name,
    ready,
    resources,
    restartCount: own.restarts,
    started,
    state: own.startedAt === undefined ? waiting(pod, container) : { running: { startedAt: own.startedAt } },
    user: { linux: { gid: 0, supplementalGroups: [0], uid: 0 } },
  };
  if (resources.requests) status['allocatedResources'] = resources.requests;
  const mounts = (container['volumeMounts'] ?? []) as VolumeMount[];
  if (mounts.length > 0)
    status['volumeMounts'] = mounts.map(({ mountPath, name, readOnly }) => ({
      mountPath,
      name,
      ...(readOnly === undefined ? {} : { readOnly }),
      ...(readOnly ? { recursiveReadOnly: 'Disabled' } : {}),
    }));
  if (!init || isSidecar(container)) return status;
  const terminated = { containerID, exitCode: 0, finishedAt: startedAt, reason: 'Completed', startedAt };
  return { ...status, ready: true, started: false, state: { terminated } };
}

/** kubelet: kuberuntime_manager.go, doBackOff. */
function waiting(pod: Pod, { name }: Container): object {
  const { namespace, uid } = pod.metadata;
  const message = `back-off restarting failed container=${name} pod=${pod.metadata.name}_${namespace}(${uid})`;
  return { waiting: { message, reason: 'CrashLoopBackOff' } };
}

/** Where all answer at once, probes have found what they will find, and containers run. */
function atOnce(listeners: readonly PodListener[], startedAt: string): Judge {
  const started = (c: Container): boolean => !c.startupProbe || probeSucceeds(c.startupProbe, c, listeners);
  return {
    started,
    ready: (c) => started(c) && (!c.readinessProbe || probeSucceeds(c.readinessProbe, c, listeners)),
    state: () => ({ startedAt, restarts: 0 }),
  };
}

/** The Pod's own readiness: its containers', and its readiness gates (kubelet: status/generate.go). */
function readiness(
  pod: Pod,
  unready: readonly string[],
  foreign: readonly Condition[],
): [ready: Partial<Condition>, containers: Partial<Condition>] {
  const containers: Partial<Condition> =
    unready.length === 0
      ? { status: 'True' }
      : {
          status: 'False',
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${unready.join(' ')}]`,
        };
  if (unready.length > 0) return [containers, containers];
  const gates = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const have = foreign.find((c) => c.type === conditionType)?.status;
    if (have === undefined) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    if (have === 'True') return [];
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${have}`];
  });
  if (gates.length === 0) return [containers, containers];
  return [{ status: 'False', reason: 'ReadinessGatesNotReady', message: gates.join(', ') }, containers];
}

/** What a kubelet says of a Pod that it runs. */
export function runningStatus(
  pod: Pod,
  ips: readonly string[],
  hostIPs: readonly string[],
  startedAt: string,
  now: string,
  judge: Judge = atOnce(declaredListens(pod), startedAt),
): PodStatus {
  const initContainers = pod.spec.initContainers ?? [];
  const init = initContainers.map((c) => containerStatus(pod, c, startedAt, true, judge));
  const regular = pod.spec.containers.map((c) => containerStatus(pod, c, startedAt, false, judge));
  const sidecars = init.filter((_, i) => isSidecar(initContainers[i] as Container));
  const unready = [...sidecars, ...regular].filter((s) => !s.ready).map((s) => s.name);
  const old = pod.status.conditions ?? [];
  const foreign = old.filter((c) => !KUBELETS.includes(c.type));
  const [ready, containersReady] = readiness(pod, unready, foreign);
  const own: Record<string, Partial<Condition>> = { Ready: ready, ContainersReady: containersReady };
  const observedGeneration = pod.metadata.generation ?? 1;
  const conditions = KUBELETS.map((type): Condition => {
    const is = own[type] ?? { status: 'True' };
    const was = old.find((c) => c.type === type);
    const lastTransitionTime = (was?.status === is.status && was?.lastTransitionTime) || now;
    return { lastProbeTime: null, lastTransitionTime, observedGeneration, type, status: 'True', ...is };
  });
  return {
    conditions: [...foreign, ...conditions],
    containerStatuses: regular,
    ...(hostIPs[0] ? { hostIP: hostIPs[0] } : {}),
    hostIPs: hostIPs.map((ip) => ({ ip })),
    ...(init.length > 0 ? { initContainerStatuses: init } : {}),
    observedGeneration,
    phase: 'Running',
    ...(ips[0] ? { podIP: ips[0] } : {}),
    podIPs: ips.map((ip) => ({ ip })),
    ...(pod.status['qosClass'] === undefined ? {} : { qosClass: pod.status['qosClass'] }),
    startTime: startedAt,
  };
}

/** Since when it is ready, in virtual time; NaN when it is not said. */
export const readySince = (pod: Pod): number =>
  parseTimestamp(pod.status.conditions?.find((c) => c.type === 'Ready')?.lastTransitionTime ?? '');
