import { keyOf } from '../cluster/ObjectStore.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { nameOf, workloadOf } from './workloadOf.ts';

/** A readiness gate whose condition nobody sets: the containers are ready, and the Pod is not. */
export const gateMissing: Check = {
  code: 'pod/gate',
  docs: 'concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
  find: (look) =>
    look.pods.flatMap((pod): Finding[] => {
      const gates = pod.spec.readinessGates ?? [];
      const open = gates.findIndex(
        ({ conditionType }) => !pod.status.conditions?.some((c) => c.type === conditionType && c.status === 'True'),
      );
      if (open < 0 || pod.status.phase !== 'Running') return [];
      const object = keyOf(pod);
      const ref = { object, path: 'spec.readinessGates' };
      return [
        {
          ref: { object, path: `spec.readinessGates[${open}].conditionType` },
          severity: 'warning',
          message: ['gateMissing', nameOf(workloadOf(look.cluster, pod)), gates[open]?.conditionType ?? ''],
          hint: ['whoSetsGate'],
          mends: [{ title: ['dropField', 'readinessGates'], set: [{ ref, value: undefined }] }],
        },
      ];
    }),
};
