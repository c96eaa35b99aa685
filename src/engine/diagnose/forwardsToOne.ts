import { placeName } from '../../model/placeName.ts';
import { isReady } from '../../model/Pod.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { connectionTo } from './look.ts';
import { asQuestion, namespaceIn, stepsAsk } from './stepsAsk.ts';

const FORWARDS = /\bkubectl\s(?:.*\s)?port-forward\s(?:.*\s)?(?:svc|services?)\/([-\w]+)/;

/** `kubectl port-forward` to a Service of several Pods: it takes one of them, and goes around kube-proxy. */
export const forwardsToOne: Check = {
  code: 'portForward/one',
  docs: 'tasks/access-application-cluster/port-forward-access-application-cluster/',
  scenario: 'port-forward',
  find: (look) =>
    stepsAsk(look).flatMap(({ step, text, ref, whole }): Finding[] => {
      const [, name] = FORWARDS.exec(text) ?? [];
      if (name === undefined) return [];
      const namespace = namespaceIn(text);
      const one = look.services.find((each) => each.name === name && each.namespace === namespace);
      const ready = one?.pods.filter(isReady).length ?? 0;
      if (!one || ready < 2) return [];
      const asks = connectionTo(look, one);
      return [
        {
          ref,
          severity: 'info',
          message: ['forwardsToOne', one.name, ready],
          hint: ['forwardGoesAround'],
          evidence: [{ object: one.key, path: 'spec.selector' }],
          mends: asks
            ? [
                {
                  title: ['setField', 'reach', asks.url],
                  set: [{ ref: whole, value: asQuestion(step, { on: placeName(asks.from), reach: asks.url }) }],
                  opens: asks,
                },
              ]
            : [],
        },
      ];
    }),
};
