import { askAt } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** An ExternalName with a port that is to become another one: it is an alias in DNS, and translates nothing. */
export const externalNamePort: Check = {
  code: 'externalName/port',
  docs: 'concepts/services-networking/service/#externalname',
  scenario: 'external-name-https',
  find: (look) =>
    look.services.flatMap((one) =>
      (one.service.spec.type === 'ExternalName' ? (one.service.spec.ports ?? []) : []).flatMap((port, i): Finding[] => {
        if (port.targetPort === undefined || port.targetPort === port.port) return [];
        const ref = { object: one.key, path: `spec.ports[${i}].port` };
        return [
          {
            ref,
            severity: 'warning',
            message: ['externalNamePort', one.name, port.port, String(port.targetPort)],
            hint: ['onlyAlias'],
            evidence: [{ object: one.key, path: 'spec.externalName' }],
            ...(typeof port.targetPort === 'number' && {
              mends: [
                {
                  title: ['setField', 'port', String(port.targetPort)],
                  set: [{ ref, value: port.targetPort }, ...askAt(look, one, port.port, port.targetPort)],
                },
              ],
            }),
          },
        ];
      }),
    ),
};
