import { keyOf } from '../cluster/ObjectStore.ts';
import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import { fieldOf } from '../fieldEdits.ts';
import type { Check, Look } from './Check.ts';
import { nearest } from './distance.ts';
import type { Finding, Mend } from './Finding.ts';
import { nameOf, workloadOf } from './workloadOf.ts';

/** A Pod that no Node takes stays Pending: the scheduler's own words say why. */
export const notScheduled: Check = {
  code: 'pod/pending',
  docs: 'concepts/scheduling-eviction/assign-pod-node/',
  find(look) {
    const seen = new Set<string>();
    return look.pods.flatMap((pod): Finding[] => {
      const refusal = pod.status.conditions?.find((c) => c.type === 'PodScheduled' && c.status === 'False');
      // nothing provisions volumes here: that a claim is not bound says nothing about the manifest
      if (!refusal || /PersistentVolumeClaim|persistent volumes/.test(refusal.message ?? '')) return [];
      const owner = workloadOf(look.cluster, pod);
      if (seen.has(keyOf(owner))) return [];
      seen.add(keyOf(owner));
      const object = keyOf(pod);
      const mends = nearestNodes(look, pod);
      const path = mends[0]?.set[0]?.ref.path ?? (pod.spec.nodeSelector ? 'spec.nodeSelector' : 'spec');
      return [
        {
          ref: { object, path },
          severity: 'warning',
          message: ['notScheduled', `${owner.kind} ${nameOf(owner)}`, refusal.message ?? refusal.reason ?? ''],
          hint: ['notReadyNoTraffic'],
          mends,
        },
      ];
    });
  },
};

/** What a nodeSelector asks for that no Node has: the value that one has, or nothing. */
function nearestNodes({ cluster }: Look, pod: Pod): Mend[] {
  const nodes = cluster.store.list<Node>('Node');
  const object = keyOf(pod);
  return Object.entries(pod.spec.nodeSelector ?? {}).flatMap(([key, value]): Mend[] => {
    const values = new Set(nodes.flatMap(({ metadata }) => metadata.labels?.[key] ?? []));
    if (values.has(value)) return [];
    const ref = { object, path: fieldOf('spec.nodeSelector', key) };
    const near = nearest(value, values);
    if (near === undefined) return [{ title: ['dropField', key], set: [{ ref, value: undefined }] }];
    return [{ title: ['setField', key, near], set: [{ ref, value: near }] }];
  });
}
