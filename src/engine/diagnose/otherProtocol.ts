import type { Protocol } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { findPort } from '../controllers/podEndpoints.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { listensOn } from './listening.ts';
import { connectionTo } from './look.ts';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** A port of a Service in one protocol whose number the Pods listen on in another: 53/TCP for a DNS server. */
export const otherProtocol: Check = {
  code: 'protocol/other',
  docs: 'reference/networking/service-protocols/',
  find: (look) =>
    look.services.flatMap((one) =>
      (one.service.spec.ports ?? []).flatMap((port, i): Finding[] => {
        const [pod] = one.pods;
        const target = pod && (typeof port.targetPort === 'number' ? port.targetPort : findPort(pod, port));
        if (!pod || target === undefined || listensOn(one.pods, target, port.protocol)) return [];
        const other = PROTOCOLS.find((protocol) => listensOn(one.pods, target, protocol));
        if (!other) return [];
        const ref = { object: one.key, path: `spec.ports[${i}].protocol` };
        const shows = connectionTo(look, one, i);
        return [
          {
            ref,
            severity: 'warning',
            message: ['otherProtocol', one.name, `${target}/${port.protocol}`, other],
            hint: ['protocolInKey'],
            evidence: [{ object: keyOf(pod), path: 'spec.containers' }],
            ...(shows && { shows }),
            mends: [
              {
                title: ['setField', 'protocol', other],
                set: [{ ref, value: other }],
                ...(shows && { opens: { ...shows, url: shows.url.replace(/^\w+/, other.toLowerCase()) } }),
              },
            ],
          },
        ];
      }),
    ),
};
