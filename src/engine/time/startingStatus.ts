import type { Condition } from '../../model/KubeObject.ts';
import type { Pod, PodStatus } from '../../model/Pod.ts';
import { KUBELETS } from '../controllers/podStatus.ts';

/** What a kubelet says of a Pod whose containers are on their way. */
export function startingStatus(pod: Pod, hostIPs: readonly string[], now: string): PodStatus {
  const message = `containers with unready status: [${pod.spec.containers.map((c) => c.name).join(' ')}]`;
  const observedGeneration = pod.metadata.generation ?? 1;
  const conditions = KUBELETS.map((type): Condition => {
    const was = pod.status.conditions?.find((c) => c.type === type);
    const up = type === 'Initialized' || type === 'PodScheduled';
    const unready = type === 'Ready' || type === 'ContainersReady';
    const why = unready ? { message, reason: 'ContainersNotReady' } : {};
    const status = up ? 'True' : 'False';
    return {
      lastProbeTime: null,
      lastTransitionTime: was?.lastTransitionTime ?? now,
      observedGeneration,
      type,
      status,
      ...why,
    };
  });
  return {
    ...pod.status,
    conditions,
    containerStatuses: pod.spec.containers.map((c) => ({
      image: c.image ?? '',
      imageID: '',
      lastState: {},
      name: c.name,
      ready: false,
      restartCount: 0,
      started: false,
      state: { waiting: { reason: 'ContainerCreating' } },
    })),
    ...(hostIPs[0] ? { hostIP: hostIPs[0] } : {}),
    hostIPs: hostIPs.map((ip) => ({ ip })),
    observedGeneration,
    phase: 'Pending',
    startTime: now,
  };
}
