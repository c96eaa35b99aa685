import type { Pod } from '../../../model/Pod.ts';
import { parseTimestamp } from '../../cluster/timestamp.ts';
import { humanDuration } from './humanDuration.ts';

interface State {
  waiting?: { reason?: string };
  running?: unknown;
  terminated?: { reason?: string; exitCode?: number; signal?: number; finishedAt?: string };
}

interface ContainerStatus {
  name: string;
  ready?: boolean;
  started?: boolean;
  restartCount?: number;
  state?: State;
  lastState?: State;
}

const statuses = (pod: Pod, name: string): ContainerStatus[] =>
  (pod.status[name] as ContainerStatus[] | undefined) ?? [];

const exitReason = ({ signal, exitCode }: { signal?: number; exitCode?: number }): string =>
  signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`;

/** printers: printPod. How far the Pod is, in the words of `kubectl get pods`. */
export function podState(pod: Pod): { ready: number; total: number; reason: string; restarts: number; last: number } {
  const { status, spec } = pod;
  const condition = (type: string) => status.conditions?.find((c) => c.type === type);
  let reason = (status['reason'] as string | undefined) || status.phase || '';
  if (condition('PodScheduled')?.reason === 'SchedulingGated') reason = 'SchedulingGated';
  const sidecars = new Set((spec.initContainers ?? []).filter((c) => c.restartPolicy === 'Always').map((c) => c.name));
  const total = spec.containers.length + sidecars.size;
  let [ready, restarts, sidecarRestarts, last, initializing] = [0, 0, 0, 0, false];
  const seen = (container: ContainerStatus) => {
    const finished = parseTimestamp(container.lastState?.terminated?.finishedAt ?? '');
    if (finished > last) last = finished;
  };
  for (const [i, container] of statuses(pod, 'initContainerStatuses').entries()) {
    restarts += container.restartCount ?? 0;
    seen(container);
    const { terminated, waiting } = container.state ?? {};
    const sidecar = sidecars.has(container.name);
    if (sidecar) sidecarRestarts += container.restartCount ?? 0;
    if (terminated?.exitCode === 0) continue;
    if (sidecar && container.started) {
      if (container.ready) ready++;
      continue;
    }
    if (terminated) reason = `Init:${terminated.reason || exitReason(terminated)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') reason = `Init:${waiting.reason}`;
    else reason = `Init:${i}/${spec.initContainers?.length ?? 0}`;
    initializing = true;
    break;
  }
  if (!initializing || condition('Initialized')?.status === 'True') {
    restarts = sidecarRestarts;
    let running = false;
    for (const container of statuses(pod, 'containerStatuses').toReversed()) {
      restarts += container.restartCount ?? 0;
      seen(container);
      const { waiting, terminated } = container.state ?? {};
      if (waiting?.reason) reason = waiting.reason;
      else if (terminated) reason = terminated.reason || exitReason(terminated);
      else if (container.ready && container.state?.running) {
        running = true;
        ready++;
      }
    }
    if (reason === 'Completed' && running) reason = condition('Ready')?.status === 'True' ? 'Running' : 'NotReady';
  }
  if (pod.metadata.deletionTimestamp && status['reason'] === 'NodeLost') reason = 'Unknown';
  else if (pod.metadata.deletionTimestamp && status.phase !== 'Succeeded' && status.phase !== 'Failed')
    reason = 'Terminating';
  return { ready, total, reason, restarts, last };
}

/** The row of a Pod, with the columns of `-o wide`. */
export function podCells(pod: Pod, age: string, now: number): (string | number)[] {
  const { ready, total, reason, restarts, last } = podState(pod);
  const { status, spec } = pod;
  const gates = spec.readinessGates ?? [];
  const open = gates.filter((gate) =>
    status.conditions?.some((c) => c.type === gate.conditionType && c.status === 'True'),
  ).length;
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    reason,
    restarts > 0 && last > 0 ? `${restarts} (${humanDuration(now - last)} ago)` : restarts,
    age,
    status.podIPs?.[0]?.ip || '<none>',
    spec.nodeName || '<none>',
    (status['nominatedNodeName'] as string | undefined) || '<none>',
    gates.length === 0 ? '<none>' : `${open}/${gates.length}`,
  ];
}
