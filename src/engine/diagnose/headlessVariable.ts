import type { Check } from './Check.ts';
import { variablesRead } from './variablesRead.ts';

/** A program that reads the variables of a headless Service, which has none: variables need a Cluster IP. */
export const headlessVariable: Check = {
  code: 'headless/env',
  docs: 'concepts/services-networking/service/#environment-variables',
  scenario: 'headless-env',
  find(look) {
    const headless = look.services.filter(({ service }) => service.spec.clusterIP === 'None');
    if (headless.length === 0) return [];
    return variablesRead(look, headless).map(({ one, ref, severity, asked, mend }) => ({
      ref,
      severity,
      message: ['headlessVariable', asked, one.name],
      hint: ['variablesNeedClusterIP'],
      evidence: [{ object: one.key, path: 'spec.clusterIP' }],
      mends: [mend],
    }));
  },
};
