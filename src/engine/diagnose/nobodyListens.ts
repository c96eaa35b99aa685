import type { Check } from './Check.ts';
import type { Finding, Mend } from './Finding.ts';
import { listensInside, listensOn, listensSomewhere, portsOf, printPorts } from './listening.ts';
import { connectionTo } from './look.ts';
import { keyOf } from '../cluster/ObjectStore.ts';

/**
 * A numeric targetPort that none of the chosen Pods listens on. The API server accepts it, the endpoints
 * look well, and every connection is refused by the Pod itself.
 */
export const nobodyListens: Check = {
  code: 'targetPort/nobody',
  docs: 'concepts/services-networking/service/#field-spec-ports',
  scenario: 'three-ports',
  find: (look) =>
    look.services.flatMap((one) => {
      const { pods, service, key: object } = one;
      if (pods.length === 0 || service.spec.clusterIP === 'None') return [];
      return (service.spec.ports ?? []).flatMap((port, i): Finding[] => {
        const { targetPort, protocol } = port;
        if (typeof targetPort !== 'number' || listensOn(pods, targetPort, protocol)) return [];
        const ports = portsOf(pods, protocol);
        // said better by others: on loopback, or in another protocol
        const elsewhere = portsOf(pods).some((other) => other.port === targetPort);
        if (listensInside(pods, targetPort, protocol) || elsewhere) return [];
        const ref = { object, path: `spec.ports[${i}].targetPort` };
        // one that no other port of the Service leads to already
        const free = ports.filter((p) => !service.spec.ports?.some((other) => other.targetPort === p.port));
        const mends = free.map(
          (p): Mend => ({ title: ['setField', 'targetPort', String(p.port)], set: [{ ref, value: p.port }] }),
        );
        const shows = connectionTo(look, one, i);
        return [
          {
            ref,
            // of Pods of which nothing is known, the simulation can only say that they refuse
            severity: listensSomewhere(pods) ? 'warning' : 'info',
            message: ['nobodyListens', `${targetPort}/${protocol.toLowerCase()}`, one.name],
            hint: ports.length ? ['listenOn', printPorts(ports)] : ['howListens'],
            evidence: pods.slice(0, 1).map((pod) => ({ object: keyOf(pod), path: 'spec.containers' })),
            ...(shows && { shows }),
            ...(mends.length > 0 && { mends }),
          },
        ];
      });
    }),
};
