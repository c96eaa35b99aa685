import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Service } from '../../../model/Service.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { makeUid } from '../../admit/identity.ts';
import { objectKey } from '../../../model/Span.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { eventsOf } from './events.ts';

/**
 * Objects that a real server stores and that say here nothing that others do not say: Events, and the IPAddress of
 * each Cluster IP. They are made when somebody asks.
 */
export function derived(cluster: Cluster, { kind }: KindInfo, namespace: string | undefined): KubeObject[] {
  if (kind === 'Event') return eventsOf(cluster, namespace);
  if (kind === 'IPAddress')
    return cluster.store.list<Service>('Service').flatMap((service) => addresses(cluster, service));
  return [];
}

/** registry/core/service/ipallocator, newIPAddress. */
function addresses(cluster: Cluster, { metadata, spec }: Service): KubeObject[] {
  const ips = (spec.clusterIPs ?? []).filter((ip) => ip !== 'None');
  return ips.map((ip) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IPAddress',
    metadata: {
      ...(metadata.creationTimestamp === undefined ? {} : { creationTimestamp: metadata.creationTimestamp }),
      labels: {
        'ipaddress.kubernetes.io/ip-family': ip.includes(':') ? 'IPv6' : 'IPv4',
        'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
      },
      name: ip,
      ...(metadata.resourceVersion === undefined ? {} : { resourceVersion: metadata.resourceVersion }),
      uid: makeUid(cluster, objectKey('IPAddress', undefined, ip), {}),
    },
    spec: { parentRef: { name: metadata.name, namespace: metadata.namespace ?? '', resource: 'services' } },
  }));
}
