import { isReady } from '../../model/Pod.ts';
import { callsOf } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { stepsAsk } from './stepsAsk.ts';

const DELETES = /\bkubectl\s(?:.*\s)?delete\s+(?:pods?\/|(?:pods?|po)\s+)(.*)/;
const MAKES = /\bkubectl\s(?:.*\s)?(?:create|apply|run|replace)\s/;

/**
 * A step that expects a Pod to be chosen after it was deleted, while others are ready: a terminating Pod leaves the ready
 * endpoints at once, whatever its preStop hook does (pod-lifecycle, termination).
 */
export const leftAtOnce: Check = {
  code: 'termination/endpoint',
  docs: 'tutorials/services/pods-and-endpoint-termination-flow/',
  scenario: 'terminating',
  find(look) {
    const deleted = new Set<string>();
    const asked = new Map(callsOf(look).map((call) => [call.ref.path, call]));
    return stepsAsk(look).flatMap(({ text, step, ref }): Finding[] => {
      if (MAKES.test(text)) deleted.clear();
      for (const word of DELETES.exec(text)?.[1]?.split(/\s+/) ?? []) deleted.add(word.replace(/^pods?\//, ''));
      const call = asked.get(ref.path);
      if (deleted.size === 0 || !call || call.one.service.spec.publishNotReadyAddresses) return [];
      const { one } = call;
      // a StatefulSet makes a Pod of the same name again
      const gone = one.pods.filter(
        ({ metadata }) =>
          deleted.has(metadata.name) && !metadata.ownerReferences?.some(({ kind }) => kind === 'StatefulSet'),
      );
      const expected = step.expect?.outcomes ?? [];
      const still = gone.find(({ metadata }) =>
        expected.some((pattern) => pattern.split(' ')[2] === `${metadata.namespace}/${metadata.name}`),
      );
      const others = one.pods.filter((pod) => isReady(pod) && !gone.includes(pod));
      if (!still || others.length === 0) return [];
      const right = others.map(({ metadata }) => `delivered to ${metadata.namespace}/${metadata.name}`);
      return [
        {
          ref: call.expected,
          severity: 'warning',
          message: ['leftAtOnce', still.metadata.name, one.name],
          hint: ['lastResortOnly'],
          evidence: [{ object: one.key, path: 'spec.selector' }],
          mends: [{ title: ['setField', 'expect', right.join(', ')], set: [{ ref: call.expected, value: right }] }],
        },
      ];
    });
  },
};
