import { environmentOf } from '../discovery/environment.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { variablesRead } from './variablesRead.ts';

/** A program that reads the variables of a Service that was made after its Pod had started: they are not there. */
export const laterVariable: Check = {
  code: 'env/order',
  docs: 'concepts/services-networking/service/#environment-variables',
  scenario: 'env-order',
  find(look) {
    const withAddress = look.services.filter(({ service: { spec } }) => spec.clusterIP && spec.clusterIP !== 'None');
    return variablesRead(look, withAddress).flatMap(({ pod, one, ref, severity, asked, mend }): Finding[] => {
      if (pod.spec.enableServiceLinks === false) return [];
      if (environmentOf(look.cluster, pod).some((line) => line.startsWith(`${asked}=`))) return [];
      const from = { kind: 'pod', namespace: one.namespace, name: pod.metadata.name } as const;
      return [
        {
          ref,
          severity,
          message: ['laterVariable', asked, one.name],
          hint: ['variablesAreWrittenOnce'],
          evidence: [{ object: one.key, path: 'metadata.name' }],
          mends: [{ ...mend, opens: { from, url: `tcp://${one.name}:${one.service.spec.ports?.[0]?.port}` } }],
        },
      ];
    });
  },
};
