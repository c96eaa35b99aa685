import { type Call, callsOf } from './callsOf.ts';
import type { Check } from './Check.ts';
import type { Finding, Mend } from './Finding.ts';

/** `samePort`: both ask one port of one Service from one place, for which affinity is remembered. */
const samePort = (a: Call, b: Call): boolean =>
  a.step.on === b.step.on && a.one === b.one && a.target.port === b.target.port;

/** A step that expects a choice among Pods. */
const expectsChoice = ({ step }: Call): boolean => (step.expect?.outcomes ?? []).length > 1;

/**
 * A step that expects a client to be free again, although its last connection is not as old as the timeout: each one
 * begins it anew (ipt_recent, `--rcheck --seconds --reap`).
 */
export const affinitySlides: Check = {
  code: 'sessionAffinity/timeout',
  docs: 'reference/networking/virtual-ips/#session-stickiness-timeout',
  scenario: 'affinity-timeout',
  find: (look) => {
    const calls = callsOf(look).filter(({ one }) => one.service.spec.sessionAffinity === 'ClientIP');
    return calls.flatMap((call, i): Finding[] => {
      const { step, one } = call;
      if (!call.isUntouched || step.at === undefined || !expectsChoice(call)) return [];
      const before = calls.slice(0, i).findLast((other) => other.step.run !== undefined && samePort(other, call));
      const timeout = one.service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 0;
      if (before?.step.at === undefined) return [];
      const gap = (step.at - before.step.at) / 1000;
      if (gap >= timeout) return [];
      const ref = { object: one.key, path: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds' };
      const shorter = Math.ceil(gap) - 1;
      const mends: Mend[] =
        shorter < 1 ? [] : [{ title: ['setField', 'timeoutSeconds', String(shorter)], set: [{ ref, value: shorter }] }];
      const off = { object: one.key, path: 'spec.sessionAffinity' };
      return [
        {
          ref: call.expected,
          severity: 'warning',
          message: ['affinitySlides', one.name, step.at / 1000, before.step.at / 1000, timeout],
          hint: ['timeoutSlides'],
          evidence: [ref, before.ref],
          mends: [...mends, { title: ['setField', 'sessionAffinity', 'None'], set: [{ ref: off, value: 'None' }] }],
        },
      ];
    });
  },
};
