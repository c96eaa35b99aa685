import { outcomeText } from '../expectation.ts';
import { podIPs } from '../proxy/nodeNetwork.ts';
import { callsOf, unmetOutcomes } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/**
 * A Pod that asks its own Service, and a step that expects it to see itself, or to hear nothing: what comes back to its
 * sender is masqueraded (proxier.go, the hairpin rule), and the Pod sees its Node.
 */
export const hairpinSource: Check = {
  code: 'hairpin/source',
  docs: 'tasks/debug/debug-application/debug-service/#a-pod-fails-to-reach-itself-via-the-service-ip',
  scenario: 'hairpin',
  find: (look) =>
    callsOf(look).flatMap((call): Finding[] => {
      const { from, one, step } = call;
      if (from.kind !== 'pod') return [];
      const pod = one.pods.find(({ metadata }) => metadata.name === from.name && metadata.namespace === from.namespace);
      if (!pod) return [];
      const self = `delivered to ${from.namespace}/${from.name}`;
      const isMistaken = (text: string): boolean =>
        text === 'timeout' || (text.startsWith(self) && podIPs(pod).some((ip) => text.includes(` from ${ip}`)));
      if (!step.expect?.outcomes?.some(isMistaken)) return [];
      const outcomes = unmetOutcomes(look, call);
      const back = outcomes?.find((outcome) => outcomeText(outcome) === self);
      if (!outcomes || !back || !('source' in back)) return [];
      const expected = outcomes.map((outcome) =>
        'source' in outcome ? `${outcomeText(outcome)} from ${outcome.source}` : outcomeText(outcome),
      );
      return [
        {
          ref: call.expected,
          severity: 'warning',
          message: ['hairpinSource', from.name, one.name, back.source ?? ''],
          hint: ['hairpinMasqueraded'],
          evidence: [{ object: one.key, path: 'spec.selector' }],
          mends: [
            { title: ['setField', 'expect', expected.join(', ')], set: [{ ref: call.expected, value: expected }] },
          ],
        },
      ];
    }),
};
