import type { KubeObject } from '../../model/KubeObject.ts';
import type { Service } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import { fieldOf } from '../fieldEdits.ts';
import { SYSTEM_NAMESPACE } from '../views/pods.ts';
import type { Check } from './Check.ts';
import type { Finding, Mend } from './Finding.ts';

const annotation = (name: string): string => fieldOf('metadata.annotations', name);

/** What Kubernetes 1.36 still takes and would rather not (pkg/api/service/warnings.go; API reference of Service). */
const OLD: {
  path: string;
  what: string;
  instead: string;
  is(service: Service): boolean;
  mend?: [string, unknown][];
}[] = [
  {
    path: annotation('service.kubernetes.io/topology-aware-hints'),
    what: 'service.kubernetes.io/topology-aware-hints',
    instead: 'spec.trafficDistribution: PreferSameZone',
    is: ({ metadata }) => metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] !== undefined,
  },
  {
    path: annotation('service.alpha.kubernetes.io/tolerate-unready-endpoints'),
    what: 'service.alpha.kubernetes.io/tolerate-unready-endpoints',
    instead: 'spec.publishNotReadyAddresses: true',
    is: ({ metadata }) =>
      metadata.annotations?.['service.alpha.kubernetes.io/tolerate-unready-endpoints'] !== undefined,
    mend: [
      [annotation('service.alpha.kubernetes.io/tolerate-unready-endpoints'), undefined],
      ['spec.publishNotReadyAddresses', true],
    ],
  },
  {
    path: 'spec.trafficDistribution',
    what: 'trafficDistribution: PreferClose',
    instead: 'PreferSameZone',
    is: ({ spec }) => spec.trafficDistribution === 'PreferClose',
    mend: [['spec.trafficDistribution', 'PreferSameZone']],
  },
  {
    path: 'spec.externalIPs',
    what: 'externalIPs',
    instead: 'type: LoadBalancer',
    is: ({ spec }) => (spec.externalIPs ?? []).length > 0 && spec.type !== 'ExternalName',
  },
  {
    path: 'spec.loadBalancerIP',
    what: 'loadBalancerIP',
    instead: 'an annotation of the load balancer',
    is: ({ spec }) => Boolean(spec.loadBalancerIP),
  },
];

/** What is deprecated: it works, so it is only said. */
export const deprecated: Check = {
  code: 'deprecated',
  docs: 'reference/using-api/deprecation-guide/',
  find: (look) => [
    ...look.services.flatMap(({ key: object, service }) =>
      OLD.filter(({ is }) => is(service)).map(({ path, what, instead, mend }): Finding => {
        const set = (mend ?? []).map(([field, value]) => ({ ref: { object, path: field }, value }));
        const mends: Mend[] = [{ title: ['setField', what, instead], set }];
        return {
          ref: { object, path },
          severity: 'info',
          message: ['deprecated', what],
          hint: ['replacement', instead],
          ...(set.length > 0 && { mends }),
        };
      }),
    ),
    ...look.cluster.store.list<KubeObject>('Endpoints').flatMap((object): Finding[] => {
      const { namespace = '', name, annotations } = object.metadata;
      const own = annotations?.['endpoints.kubernetes.io/last-change-trigger-time'] === undefined;
      const service = look.cluster.store.get<Service>('Service', namespace, name);
      if (namespace === SYSTEM_NAMESPACE || name === 'kubernetes' || service?.spec.selector || !own) return [];
      return [
        {
          ref: { object: keyOf(object), path: '' },
          severity: 'info',
          message: ['deprecated', 'v1 Endpoints'],
          hint: ['replacement', 'discovery.k8s.io/v1 EndpointSlice'],
        },
      ];
    }),
  ],
};
