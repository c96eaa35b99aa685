import { isReady } from '../../model/Pod.ts';
import { callsOf } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { namespaceIn, stepsAsk } from './stepsAsk.ts';

const DELETES = /\bkubectl\s(?:[^;&|]*\s)?delete\s+(?:pods?\/|(?:pods?|po)\s+)([^;&|]*)/;
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
      const [command = '', names = ''] = DELETES.exec(text) ?? [];
      for (const word of names.split(/\s+/)) deleted.add(`${namespaceIn(command)}/${word.replace(/^pods?\//, '')}`);
      const call = asked.get(ref.path);
      if (deleted.size === 0 || !call || call.one.service.spec.publishNotReadyAddresses) return [];
      const { one } = call;
      // a StatefulSet makes a Pod of the same name again
      const gone = one.pods.filter(
        ({ metadata }) =>
          deleted.has(`${metadata.namespace}/${metadata.name}`) &&
          !metadata.ownerReferences?.some(({ kind }) => kind === 'StatefulSet'),
      );
      const expected = step.expect?.outcomes ?? [];
      const still = gone.find(({ metadata }) =>
        expected.some((pattern) => pattern.split(' ')[2] === `${metadata.namespace}/${metadata.name}`),
      );
      // with a policy Local, a Node whose own endpoints all terminate goes on with them
      const { internalTrafficPolicy, externalTrafficPolicy } = one.service.spec;
      const isLocal = internalTrafficPolicy === 'Local' || externalTrafficPolicy === 'Local';
      const others = one.pods.filter(
        (pod) => isReady(pod) && !gone.includes(pod) && (!isLocal || pod.spec.nodeName === still?.spec.nodeName),
      );
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
