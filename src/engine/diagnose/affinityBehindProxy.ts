import { LOAD_BALANCER_ANNOTATION } from '../controllers/loadBalancer.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/**
 * Session affinity for clients that all come by one proxy: kube-proxy remembers the address that it sees, and sees one
 * only (proxier.go writes `recent --rsource`).
 */
export const affinityBehindProxy: Check = {
  code: 'sessionAffinity/proxy',
  docs: 'reference/networking/virtual-ips/#session-affinity',
  scenario: 'affinity-behind-nat',
  find: (look) =>
    look.services.flatMap((one): Finding[] => {
      const { sessionAffinity, type } = one.service.spec;
      const [ingress] = one.service.status.loadBalancer.ingress ?? [];
      if (type !== 'LoadBalancer' || sessionAffinity !== 'ClientIP' || ingress?.ipMode !== 'Proxy') return [];
      const ref = { object: one.key, path: 'spec.sessionAffinity' };
      return [
        {
          ref,
          severity: 'warning',
          message: ['affinityBehindProxy', one.name, '203.0.113.1'],
          hint: ['seesProxyOnly'],
          evidence: [{ object: one.key, path: `metadata.annotations[${LOAD_BALANCER_ANNOTATION}]` }],
          mends: [{ title: ['setField', 'sessionAffinity', 'None'], set: [{ ref, value: 'None' }] }],
        },
      ];
    }),
};
