import type { Fields } from './Fields.ts';

/** Traffic from outside may reach it: externalTrafficPolicy means something. */
export const isExternallyAccessible = (spec: Fields): boolean =>
  spec['type'] === 'LoadBalancer' ||
  spec['type'] === 'NodePort' ||
  (spec['type'] === 'ClusterIP' && (spec['externalIPs'] ?? []).length > 0);

/** Load balancers ask its Nodes whether they have endpoints. */
export const needsHealthCheck = (spec: Fields): boolean =>
  spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local';

/** The list of Cluster IPs says `None` and nothing else. */
export const isHeadless = (spec: Fields): boolean =>
  spec['clusterIPs']?.length === 1 && spec['clusterIPs'][0] === 'None';
