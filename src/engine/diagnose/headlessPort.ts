import { keyOf } from '../cluster/ObjectStore.ts';
import { findPort } from '../controllers/podEndpoints.ts';
import { askAt } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { connectionTo } from './look.ts';
import { listensOn } from './listening.ts';

/**
 * A headless Service whose port is not its targetPort: there are no rules that would translate it, so the client
 * connects to a Pod with the port that it wrote, and nobody listens there.
 */
export const headlessPort: Check = {
  code: 'headless/port',
  docs: 'concepts/services-networking/service/#headless-services',
  scenario: 'headless-port',
  find: (look) =>
    look.services.flatMap((one) =>
      (one.service.spec.clusterIP === 'None' ? (one.service.spec.ports ?? []) : []).flatMap((port, i): Finding[] => {
        const [pod] = one.pods;
        const target = pod && findPort(pod, port);
        if (!pod || target === undefined || target === port.port) return [];
        if (listensOn(one.pods, port.port, port.protocol) || !listensOn(one.pods, target, port.protocol)) return [];
        const ref = { object: one.key, path: `spec.ports[${i}].port` };
        const shows = connectionTo(look, one, i);
        return [
          {
            ref,
            severity: 'warning',
            message: ['headlessPort', one.name, port.port, String(port.targetPort)],
            hint: ['noMapping'],
            evidence: [{ object: keyOf(pod), path: 'spec.containers' }],
            ...(shows && { shows }),
            mends: [
              {
                title: ['setField', 'port', String(target)],
                set: [{ ref, value: target }, ...askAt(look, one, port.port, target)],
                ...(shows && { opens: { ...shows, url: shows.url.replace(/\d+$/, String(target)) } }),
              },
            ],
          },
        ];
      }),
    ),
};
