import type { Container, Pod, Probe } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { isReady } from '../../model/Pod.ts';
import { listensOf } from '../controllers/listens.ts';
import { probeSucceeds } from '../controllers/probe.ts';
import type { Check, Look } from './Check.ts';
import type { Finding, Mend } from './Finding.ts';
import { listensSomewhere, portsOf } from './listening.ts';
import { nameOf, workloadOf } from './workloadOf.ts';

/** A readiness or startup probe that asks where nobody listens: the Pod is never ready, and no Service uses it. */
export const probeFails: Check = {
  code: 'pod/not-ready',
  docs: 'tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  find(look) {
    const seen = new Set<string>();
    return look.pods.flatMap((pod): Finding[] => {
      if (pod.status.phase !== 'Running' || isReady(pod) || pod.metadata.deletionTimestamp) return [];
      const owner = workloadOf(look.cluster, pod);
      if (seen.has(keyOf(owner))) return [];
      const found = pod.spec.containers.flatMap((container, i) => ofContainer(look, pod, container, i));
      if (found.length > 0) seen.add(keyOf(owner));
      return found;
    });
  },
};

const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'] as const;

function ofContainer(look: Look, pod: Pod, container: Container, i: number): Finding[] {
  const kind = (['startupProbe', 'readinessProbe'] as const).find((name) => {
    const probe = container[name];
    return probe !== undefined && !probeSucceeds(probe, container, listensOf(pod));
  });
  const probe = kind && container[kind];
  if (!probe) return [];
  const object = keyOf(pod);
  const owner = workloadOf(look.cluster, pod);
  const who = owner === pod ? nameOf(pod) : `${owner.kind} ${nameOf(owner)}`;
  const path = `spec.containers[${i}].${kind}`;
  const handler = HANDLERS.find((name) => probe[name]);
  if (!handler)
    return [
      {
        ref: { object, path },
        severity: 'warning',
        message: ['probeCommandFails', container.name, who],
        hint: ['notReadyNoTraffic'],
      },
    ];
  const port = (probe[handler] as NonNullable<Probe['tcpSocket']>).port;
  const ref = { object, path: `${path}.${handler}.port` };
  const hears = portsOf([pod], 'TCP');
  const behind = look.services.find(({ pods }) => pods.includes(pod));
  return [
    {
      ref,
      severity: listensSomewhere([pod]) ? 'warning' : 'info',
      message: ['probeFails', container.name, who, String(port), behind?.name ?? ''],
      hint: hears.length > 0 ? ['listenOn', hears.map((one) => one.port).join(', ')] : ['howListens'],
      evidence: [
        { object, path: `spec.containers[${i}].ports` },
        ...(behind ? [{ object: behind.key, path: 'spec.selector' }] : []),
      ],
      mends: hears.map(
        (one): Mend => ({ title: ['setField', 'port', String(one.port)], set: [{ ref, value: one.port }] }),
      ),
    },
  ];
}
