import type { AddressKind } from '../../model/Matrix.ts';

/** What an address of a Service is. */
export const addressKinds = {
  name: '名称',
  clusterIP: 'Cluster IP',
  nodePort: 'NodePort',
  loadBalancer: '负载均衡器',
  externalIP: 'External IP',
  pod: 'Pod 地址',
} satisfies Record<AddressKind, string>;
