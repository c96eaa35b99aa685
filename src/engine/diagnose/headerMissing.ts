import type { Service } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { LOAD_BALANCER_ANNOTATION } from '../controllers/loadBalancer.ts';
import { fieldOf } from '../fieldEdits.ts';
import { PROXY_PROTOCOL_ANNOTATION, readsProxyHeader } from '../trace/proxyProtocol.ts';
import type { Check } from './Check.ts';
import type { Finding, Mend } from './Finding.ts';

/**
 * Pods that wait for the PROXY protocol, behind a load balancer with ipMode VIP: kube-proxy has rules for its address, so
 * calls from inside go past it, and the header is missing (KEP-1860, the reason for ipMode).
 */
export const headerMissing: Check = {
  code: 'loadBalancer/bypassed',
  docs: 'concepts/services-networking/service/#load-balancer-ip-mode',
  scenario: 'lb-short-circuit',
  find: (look) =>
    look.services.flatMap((one): Finding[] => {
      const [ingress] = one.service.status.loadBalancer.ingress ?? [];
      if (one.service.spec.type !== 'LoadBalancer' || ingress?.ipMode !== 'VIP') return [];
      const pod = one.pods.find(readsProxyHeader);
      if (!pod) return [];
      return [
        {
          ref: { object: one.key, path: 'spec.type' },
          severity: 'warning',
          message: ['headerMissing', one.name, ingress.ip ?? ''],
          hint: ['proxyIsAsked'],
          evidence: [{ object: keyOf(pod), path: fieldOf('metadata.annotations', PROXY_PROTOCOL_ANNOTATION) }],
          mends: [{ title: ['setField', LOAD_BALANCER_ANNOTATION, 'proxy'], set: annotated(one.key, one.service) }],
        },
      ];
    }),
};

function annotated(object: string, { metadata }: Service): Mend['set'] {
  const added = { [LOAD_BALANCER_ANNOTATION]: 'proxy', [PROXY_PROTOCOL_ANNOTATION]: 'true' };
  if (metadata.annotations === undefined) return [{ ref: { object, path: 'metadata.annotations' }, value: added }];
  return Object.entries(added).map(([name, value]) => ({
    ref: { object, path: fieldOf('metadata.annotations', name) },
    value,
  }));
}
