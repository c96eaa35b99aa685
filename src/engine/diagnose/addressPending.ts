import { LOAD_BALANCER_ANNOTATION } from '../controllers/loadBalancer.ts';
import { fieldOf } from '../fieldEdits.ts';
import type { Check } from './Check.ts';
import type { Finding, Mend } from './Finding.ts';

const NO_BALANCER = fieldOf('metadata.annotations', LOAD_BALANCER_ANNOTATION);

/** EXTERNAL-IP `<pending>`: nobody fills status.loadBalancer. The API server does not; a controller must. */
export const addressPending: Check = {
  code: 'loadBalancer/pending',
  docs: 'concepts/services-networking/service/#loadbalancer',
  scenario: 'external-ip-pending',
  find: (look) =>
    look.services.flatMap(({ key: object, service, name }): Finding[] => {
      const { type, loadBalancerClass, loadBalancerIP } = service.spec;
      if (type !== 'LoadBalancer' || (service.status.loadBalancer.ingress ?? []).length > 0) return [];
      const drop = (path: string, field: string): Mend => ({
        title: ['dropField', field],
        set: [{ ref: { object, path }, value: undefined }],
      });
      // a class is somebody else's business: whose, the manifest does not say
      if (loadBalancerClass !== undefined)
        return [
          {
            ref: { object, path: 'spec.loadBalancerClass' },
            severity: 'info',
            message: ['addressPending', name],
            hint: ['nobodyGivesAddress'],
            mends: [drop('spec.loadBalancerClass', 'loadBalancerClass')],
          },
        ];
      const taken = loadBalancerIP !== undefined && loadBalancerIP !== '';
      const refused = service.metadata.annotations?.[LOAD_BALANCER_ANNOTATION] === 'none';
      return [
        {
          ref: { object, path: refused ? NO_BALANCER : taken ? 'spec.loadBalancerIP' : 'spec.type' },
          severity: 'warning',
          message: ['addressPending', name],
          hint: taken && !refused ? ['takenAddress'] : ['nobodyGivesAddress'],
          mends: [
            ...(refused ? [drop(NO_BALANCER, LOAD_BALANCER_ANNOTATION)] : []),
            ...(taken && !refused ? [drop('spec.loadBalancerIP', 'loadBalancerIP')] : []),
          ],
        },
      ];
    }),
};
