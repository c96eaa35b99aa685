import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { writtenFor } from './written.ts';

/** Where a text reads a variable of a Service: `web` → `$WEB_SERVICE_HOST`, as kubelets call it (pkg/kubelet/envvars). */
export const serviceVariable = (service: string): RegExp =>
  new RegExp(`\\$[({]?(${service.toUpperCase().replaceAll('-', '_')}_SERVICE_(HOST|PORT\\w*))[)}]?`);

/** A program that reads the variables of a headless Service, which has none: variables need a Cluster IP. */
export const headlessVariable: Check = {
  code: 'headless/env',
  docs: 'concepts/services-networking/service/#environment-variables',
  scenario: 'headless-env',
  find(look) {
    const headless = look.services.filter(({ service }) => service.spec.clusterIP === 'None');
    if (headless.length === 0) return [];
    return writtenFor(look).flatMap(({ pod, ref, text }) =>
      headless.flatMap((one): Finding[] => {
        const found = serviceVariable(one.name).exec(text);
        const asked = found?.[1];
        if (!found || !asked || one.namespace !== pod.metadata.namespace) return [];
        const value = asked.endsWith('HOST') ? one.name : String(one.service.spec.ports?.[0]?.port ?? '');
        return [
          {
            ref,
            severity: 'warning',
            message: ['headlessVariable', asked, one.name],
            hint: ['variablesNeedClusterIP'],
            evidence: [{ object: one.key, path: 'spec.clusterIP' }],
            mends: [
              {
                title: ['setField', asked, value],
                set: [{ ref, value: text.replaceAll(found[0], value) }],
              },
            ],
          },
        ];
      }),
    );
  },
};
