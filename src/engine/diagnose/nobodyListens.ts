import type { Pod } from '../../model/Pod.ts';
import { isHeadless, type Service } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { listensOf, type PodListener } from '../controllers/listens.ts';
import type { Finding } from './Finding.ts';

/**
 * A numeric targetPort that none of the chosen Pods listens on. The API server accepts it, the endpoints
 * look well, and every connection is refused by the Pod itself.
 */
export function nobodyListens(service: Service, chosen: readonly Pod[]): Finding | undefined {
  const { ports } = service.spec;
  if (!ports || isHeadless(service)) return undefined;
  for (const [i, port] of ports.entries()) {
    if (typeof port.targetPort !== 'number') continue;
    const protocol = port.protocol.toLowerCase();
    const fits = (one: PodListener): boolean => one.port === port.targetPort && one.protocol === protocol;
    if (chosen.some((pod) => listensOf(pod).some(fits))) continue;
    const listeners = chosen.flatMap((pod) => listensOf(pod).filter((one) => one.protocol === protocol));
    const others = [...new Set(listeners.map((one) => `${one.port}/${protocol}`))];
    return {
      ref: { object: keyOf(service), path: `spec.ports[${i}].targetPort` },
      diagnostic: {
        code: 'targetPort/nobody',
        severity: 'warning',
        message: ['nobodyListens', `${port.targetPort}/${protocol}`, service.metadata.name],
        hint: others.length ? ['listenOn', others.join(', ')] : ['howListens'],
      },
    };
  }
  return undefined;
}
