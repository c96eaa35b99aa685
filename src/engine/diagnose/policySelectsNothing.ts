import type { NetworkPolicy } from '../../model/NetworkPolicy.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { matchesSelector } from '../controllers/labels.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** A NetworkPolicy whose podSelector matches no Pod of its Namespace: it protects nobody. */
export const policySelectsNothing: Check = {
  code: 'policy/nothing',
  docs: 'concepts/services-networking/network-policies/#networkpolicy-resource',
  find: ({ cluster }) =>
    cluster.store.list<NetworkPolicy>('NetworkPolicy').flatMap((policy): Finding[] => {
      const { namespace = '', name } = policy.metadata;
      const selector = policy.spec.podSelector ?? {};
      // a policy for all Pods of a Namespace is there before them
      if (!selector.matchLabels && !selector.matchExpressions) return [];
      for (const pod of cluster.control.pods.inNamespace(namespace))
        if (matchesSelector(selector, pod.metadata.labels)) return [];
      return [
        {
          ref: { object: keyOf(policy), path: 'spec.podSelector' },
          severity: 'info',
          message: ['policySelectsNothing', name, namespace],
          hint: ['ownNamespace'],
        },
      ];
    }),
};
