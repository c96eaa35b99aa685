import type { Service } from '../../model/Service.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** Fields that are kube-proxy's: what they say, and whether that is more than their default. */
const PROXYS: [field: string, asks: (service: Service) => boolean][] = [
  ['sessionAffinity', ({ spec }) => spec.sessionAffinity === 'ClientIP'],
  ['internalTrafficPolicy', ({ spec }) => spec.internalTrafficPolicy === 'Local'],
  ['trafficDistribution', ({ spec }) => spec.trafficDistribution !== undefined],
  ['externalIPs', ({ spec }) => (spec.externalIPs ?? []).length > 0],
];

/** A headless Service that asks for balance or affinity: kube-proxy has no part in it, the client chooses. */
export const headlessIgnored: Check = {
  code: 'headless/balance',
  docs: 'concepts/services-networking/service/#headless-services',
  find: (look) =>
    look.services.flatMap((one) => {
      if (one.service.spec.clusterIP !== 'None') return [];
      return PROXYS.filter(([, asks]) => asks(one.service)).map(([field]): Finding => {
        const ref = { object: one.key, path: `spec.${field}` };
        return {
          ref,
          severity: 'warning',
          message: ['ignoredWhenHeadless', one.name, field],
          hint: ['clientChooses'],
          evidence: [{ object: one.key, path: 'spec.clusterIP' }],
          mends: [
            {
              title: ['dropField', 'clusterIP: None'],
              set: [{ ref: { object: one.key, path: 'spec.clusterIP' }, value: undefined }],
            },
            { title: ['dropField', field], set: [{ ref, value: undefined }] },
          ],
        };
      });
    }),
};
