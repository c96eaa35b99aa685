import { isReady } from '../../model/Pod.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { hostOf } from '../net/ip.ts';
import { isUp } from '../proxy/nodeNetwork.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/**
 * internalTrafficPolicy Local, and Nodes on which other Pods run but no endpoint: what they ask is dropped. There is
 * no way back to the endpoints elsewhere (pkg/proxy/topology.go).
 */
export const internalLocal: Check = {
  code: 'internalTrafficPolicy/local',
  docs: 'concepts/services-networking/service-traffic-policy/',
  scenario: 'internal-local',
  find: (look) =>
    look.services.flatMap((one): Finding[] => {
      const { internalTrafficPolicy, clusterIP, ports } = one.service.spec;
      const ready = one.pods.filter(isReady);
      if (internalTrafficPolicy !== 'Local' || clusterIP === 'None' || !clusterIP || ready.length === 0) return [];
      const served = new Set(ready.map(({ spec }) => spec.nodeName));
      const askers = look.pods.filter((pod) => isUp(pod) && !served.has(pod.spec.nodeName) && !one.pods.includes(pod));
      const [asker] = askers;
      const [port] = ports ?? [];
      if (!asker || !port) return [];
      const ref = { object: one.key, path: 'spec.internalTrafficPolicy' };
      const from = { kind: 'pod', namespace: asker.metadata.namespace ?? '', name: asker.metadata.name } as const;
      const prefer = { object: one.key, path: 'spec.trafficDistribution' };
      return [
        {
          ref,
          severity: 'warning',
          message: ['internalLocal', one.name, [...new Set(askers.map(({ spec }) => spec.nodeName))].join(', ')],
          hint: ['localNoFallback'],
          evidence: [{ object: keyOf(asker), path: 'spec.nodeName' }],
          shows: { from, url: `${port.protocol.toLowerCase()}://${hostOf(clusterIP)}:${port.port}` },
          mends: [
            { title: ['setField', 'internalTrafficPolicy', 'Cluster'], set: [{ ref, value: 'Cluster' }] },
            {
              title: ['setField', 'trafficDistribution', 'PreferSameNode'],
              set: [
                { ref, value: 'Cluster' },
                { ref: prefer, value: 'PreferSameNode' },
              ],
            },
          ],
        },
      ];
    }),
};
