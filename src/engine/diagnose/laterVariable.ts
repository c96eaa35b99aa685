import { environmentOf } from '../discovery/environment.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { serviceVariable } from './headlessVariable.ts';
import { writtenFor } from './written.ts';

/** A program that reads the variables of a Service that was made after its Pod had started: they are not there. */
export const laterVariable: Check = {
  code: 'env/order',
  docs: 'concepts/services-networking/service/#environment-variables',
  scenario: 'env-order',
  find: (look) =>
    writtenFor(look).flatMap(({ pod, ref, text }) =>
      look.services.flatMap((one): Finding[] => {
        const { clusterIP, ports } = one.service.spec;
        if (!clusterIP || clusterIP === 'None' || one.namespace !== pod.metadata.namespace) return [];
        const found = serviceVariable(one.name).exec(text);
        const asked = found?.[1];
        if (!found || !asked || pod.spec.enableServiceLinks === false) return [];
        if (environmentOf(look.cluster, pod).some((line) => line.startsWith(`${asked}=`))) return [];
        const value = asked.endsWith('HOST') ? one.name : String(ports?.[0]?.port ?? '');
        const from = { kind: 'pod', namespace: one.namespace, name: pod.metadata.name } as const;
        return [
          {
            ref,
            severity: 'warning',
            message: ['laterVariable', asked, one.name],
            hint: ['variablesAreWrittenOnce'],
            evidence: [{ object: one.key, path: 'metadata.name' }],
            mends: [
              {
                title: ['setField', asked, value],
                set: [{ ref, value: text.replaceAll(found[0], value) }],
                opens: { from, url: `tcp://${one.name}:${ports?.[0]?.port}` },
              },
            ],
          },
        ];
      }),
    ),
};
