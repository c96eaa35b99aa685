import { keyOf } from '../cluster/ObjectStore.ts';
import { endsAfter, TERMINATES_ANNOTATION } from '../controllers/podEnd.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { workloadOf } from './workloadOf.ts';

/** Within which every kube-proxy has heard of a Pod that leaves, in a cluster without much to do. */
const HEARD = 1000;
const WAITS = 5;

/**
 * A program of which the text says that it ends at once, behind a Service, with nothing that holds it back: the Pod
 * leaves the EndpointSlice and gets SIGTERM at the same moment, and Nodes whose rules have not followed send to a Pod
 * that is gone (pod-lifecycle, termination).
 */
export const leavesTooSoon: Check = {
  code: 'termination/preStop',
  docs: 'concepts/workloads/pods/pod-lifecycle/#pod-termination',
  scenario: 'rollout-errors',
  find: (look) => {
    const seen = new Set<string>();
    return look.services.flatMap(({ name, pods }) =>
      pods.flatMap((pod): Finding[] => {
        const isTold = pod.metadata.annotations?.[TERMINATES_ANNOTATION] !== undefined;
        if (!isTold || pod.spec.containers.some(({ lifecycle }) => lifecycle !== undefined)) return [];
        const ends = endsAfter(pod);
        if (ends >= HEARD) return [];
        const workload = keyOf(workloadOf(look.cluster, pod));
        if (seen.has(workload)) return [];
        seen.add(workload);
        const object = keyOf(pod);
        const ref = { object, path: 'spec.containers[0].lifecycle' };
        return [
          {
            ref: { object, path: 'spec.containers[0]' },
            severity: 'warning',
            message: ['leavesTooSoon', name, ends],
            hint: ['preStopWaits', WAITS],
            evidence: [{ object, path: `metadata.annotations[${TERMINATES_ANNOTATION}]` }],
            mends: [
              {
                title: ['setField', 'preStop.sleep', `${WAITS} s`],
                set: [{ ref, value: { preStop: { sleep: { seconds: WAITS } } } }],
              },
            ],
          },
        ];
      }),
    );
  },
};
