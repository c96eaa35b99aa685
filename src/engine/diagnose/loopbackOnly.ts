import { keyOf } from '../cluster/ObjectStore.ts';
import { findPort } from '../controllers/podEndpoints.ts';
import { fieldOf } from '../fieldEdits.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { listensInside, listensOn } from './listening.ts';
import { connectionTo } from './look.ts';

const LISTEN = 'kubehop.dev/listen';

/** A program that listens on 127.0.0.1 of its Pod: nobody else gets to it, by whatever Service. */
export const loopbackOnly: Check = {
  code: 'targetPort/loopback',
  docs: 'tasks/debug/debug-application/debug-service/#are-the-pods-working',
  find: (look) =>
    look.services.flatMap((one) =>
      (one.service.spec.ports ?? []).flatMap((port, i): Finding[] => {
        const inside = one.pods.find((pod) => {
          const target = findPort(pod, port);
          return target !== undefined && listensInside([pod], target, port.protocol);
        });
        const target = inside && findPort(inside, port);
        if (!inside || target === undefined || listensOn(one.pods, target, port.protocol)) return [];
        const ref = { object: keyOf(inside), path: fieldOf('metadata.annotations', LISTEN) };
        const value = inside.metadata.annotations?.[LISTEN]?.replace(/(127\.\d+\.\d+\.\d+|\[::1\]|::1):/g, '');
        const shows = connectionTo(look, one, i);
        return [
          {
            ref,
            severity: 'warning',
            message: ['loopbackOnly', one.name, `${target}/${port.protocol.toLowerCase()}`],
            hint: ['listenOnAll'],
            evidence: [{ object: one.key, path: `spec.ports[${i}].targetPort` }],
            ...(shows && { shows }),
            ...(value && { mends: [{ title: ['setField', LISTEN, value], set: [{ ref, value }] }] }),
          },
        ];
      }),
    ),
};
