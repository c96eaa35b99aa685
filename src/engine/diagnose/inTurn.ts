import { isReady } from '../../model/Pod.ts';
import { callsOf } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { asQuestion } from './stepsAsk.ts';

/** How many requests a line makes: the words of its loop, or its calls one behind another; 0: nobody can say. */
function requestsOf(line: string): number {
  const words = /\bfor\s+\w+\s+in\s+([^;$`{]+);/.exec(line)?.[1]?.trim().split(/\s+/).length;
  const [, first, last] = /\{(\d+)\.\.(\d+)\}/.exec(line) ?? /\bseq\s+(?:(\d+)\s+)?(\d+)/.exec(line) ?? [];
  const calls = line.split(/\b(?:curl|wget)\b/).length - 1;
  if (words !== undefined) return words * calls;
  // `seq FIRST STEP LAST`
  if (/\bseq\s+-?\d+\s+-?\d+\s+-?\d/.test(line)) return 0;
  if (last !== undefined) return (Number(last) - Number(first ?? 1) + 1) * calls;
  return line.includes('for ') || line.includes('while ') ? 0 : calls;
}

/**
 * A step that expects every Pod to answer in a few requests, as if they took turns: kube-proxy chooses at random, each
 * time anew (virtual-ips); only mode ipvs goes round.
 */
export const inTurn: Check = {
  code: 'proxy/roundRobin',
  docs: 'reference/networking/virtual-ips/#proxy-modes',
  scenario: 'random-not-round-robin',
  find: (look) =>
    look.cluster.settings.proxy.mode === 'ipvs'
      ? []
      : callsOf(look).flatMap((call): Finding[] => {
          const { step, one, url, text } = call;
          const ready = one.pods.filter(isReady);
          const prints = step.expect?.prints ?? [];
          const named = ready.filter(({ metadata }) =>
            prints.some((print) => print.split(/[^-\w]+/).includes(metadata.name)),
          );
          const requests = requestsOf(text);
          // in twice as many requests each of two Pods still stays out once in eight times, and of more Pods oftener
          if (step.run === undefined || named.length < 2 || requests === 0 || requests > 2 * ready.length) return [];
          const expected = ready.map(({ metadata }) => `delivered to ${metadata.namespace}/${metadata.name}`);
          const asked = url.replace(
            /^https?:\/\/([^/]+).*$/,
            (_, host: string) => `tcp://${/:\d+$/.test(host) ? host : `${host}:${call.target.port}`}`,
          );
          return [
            {
              ref: call.expected,
              severity: 'warning',
              message: ['inTurn', one.name, requests, named.length],
              hint: ['randomChoice'],
              evidence: [{ object: one.key, path: 'spec.selector' }],
              mends: [
                {
                  title: ['setField', 'reach', asked],
                  set: [{ ref: call.whole, value: asQuestion(step, { reach: asked, expect: expected }) }],
                  opens: { from: call.from, url: asked },
                },
              ],
            },
          ];
        }),
};
