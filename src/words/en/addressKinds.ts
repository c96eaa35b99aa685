import type { AddressKind } from '../../model/Matrix.ts';

/** What an address of a Service is. */
export const addressKinds = {
  name: 'name',
  clusterIP: 'Cluster IP',
  nodePort: 'node port',
  loadBalancer: 'load balancer',
  externalIP: 'external IP',
  pod: 'Pod address',
} satisfies Record<AddressKind, string>;
