import { outcomesOf } from '../runScenario.ts';
import { type Call, callsOf, MOST_TRIED } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** A step that expects one Pod and no other. */
const expectsOne = ({ step }: Call): boolean => {
  const [pattern, ...more] = step.expect?.outcomes ?? [];
  return pattern !== undefined && more.length === 0 && (!pattern.includes('*') || / in 100 ?%$/.test(pattern));
};

/**
 * A step that expects a port to lead to the Pod that another port of the Service has led to: affinity is remembered for a
 * service port (proxier.go, a list of its own for each endpoint of each port).
 */
export const affinityOfPort: Check = {
  code: 'sessionAffinity/port',
  docs: 'reference/networking/virtual-ips/#session-affinity',
  scenario: 'affinity-two-ports',
  find: (look) => {
    const calls = callsOf(look).filter(({ one }) => one.service.spec.sessionAffinity === 'ClientIP');
    return calls.flatMap((call, i): Finding[] => {
      const { step, one, target, text, url } = call;
      if (!call.isUntouched || i >= MOST_TRIED || step.reach === undefined || !expectsOne(call)) return [];
      const before = calls
        .slice(0, i)
        .filter((other) => other.step.run !== undefined && other.step.on === step.on && other.one === one);
      const other = before.find((each) => each.target.port !== target.port);
      if (!other || before.some((each) => each.target.port === target.port)) return [];
      if (outcomesOf(look.cluster, step.on, url).length < 2) return [];
      const same = text.replace(/:\d+$/, `:${other.target.port}`);
      return [
        {
          ref: call.expected,
          severity: 'warning',
          message: ['affinityOfPort', one.name, target.port, other.target.port],
          hint: ['portsRememberAlone'],
          evidence: [{ object: one.key, path: 'spec.sessionAffinity' }, other.ref],
          mends: same === text ? [] : [{ title: ['setField', 'reach', same], set: [{ ref: call.ref, value: same }] }],
        },
      ];
    });
  },
};
