import { canonicalIp, familyOf } from '../net/ip.ts';
import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';

/** An ExternalName that looks like an address: DNS answers with an alias of that name, and the name does not exist. */
export const externalNameIsAddress: Check = {
  code: 'externalName/address',
  docs: 'concepts/services-networking/service/#externalname',
  find: (look) =>
    look.services.flatMap((one): Finding[] => {
      const { type, externalName = '', ports = [] } = one.service.spec;
      const address = canonicalIp(externalName.trim());
      if (type !== 'ExternalName' || address === null) return [];
      const at = (path: string) => ({ object: one.key, path });
      const slice = {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: `${one.name}-1`,
          ...(one.namespace === 'default' ? {} : { namespace: one.namespace }),
          labels: { 'kubernetes.io/service-name': one.name },
        },
        addressType: familyOf(address),
        endpoints: [{ addresses: [address] }],
        ports: ports.map(({ name, port, protocol }) => ({ name: name ?? '', port, protocol })),
      };
      return [
        {
          ref: at('spec.externalName'),
          severity: 'warning',
          message: ['externalNameIsAddress', one.name, address],
          hint: ['addressIsName'],
          mends: [
            {
              title: ['writeSlice', address],
              set: [
                { ref: at('spec.type'), value: 'ClusterIP' },
                { ref: at('spec.externalName'), value: undefined },
                { ref: at('spec.clusterIP'), value: 'None' },
              ],
              add: slice,
            },
          ],
        },
      ];
    }),
};
