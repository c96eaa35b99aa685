import { isReady } from '../../model/Pod.ts';
import { callsOf, unmetOutcomes } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/**
 * A step that expects equal shares, and externalTrafficPolicy Local: the load balancer spreads over Nodes, and each Node
 * over its own Pods.
 */
export const unequalShares: Check = {
  code: 'externalTrafficPolicy/shares',
  docs: 'tasks/access-application-cluster/create-external-load-balancer/#caveats-and-limitations-when-preserving-source-ips',
  scenario: 'local-imbalance',
  find: (look) =>
    callsOf(look).flatMap((call): Finding[] => {
      const { one, step } = call;
      if (one.service.spec.externalTrafficPolicy !== 'Local') return [];
      const expected = step.expect?.outcomes ?? [];
      const equal = 100 / one.pods.filter(isReady).length;
      const isEqual = (text: string): boolean => Math.abs(Number(/ in ([\d.]+) ?%$/.exec(text)?.[1]) - equal) < 0.1;
      if (expected.length === 0 || !expected.every(isEqual)) return [];
      const outcomes = unmetOutcomes(look, call);
      if (!outcomes) return [];
      const shares = [...new Set(outcomes.map(({ share }) => `${Math.round(share * 1000) / 10} %`))];
      const ref = { object: one.key, path: 'spec.externalTrafficPolicy' };
      return [
        {
          ref: call.expected,
          severity: 'warning',
          message: ['unequalShares', one.name, shares.join(', ')],
          hint: ['sharesOfNodes'],
          evidence: [ref],
          mends: [{ title: ['setField', 'externalTrafficPolicy', 'Cluster'], set: [{ ref, value: 'Cluster' }] }],
        },
      ];
    }),
};
