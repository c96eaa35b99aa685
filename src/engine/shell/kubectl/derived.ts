import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Service } from '../../../model/Service.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { makeUid } from '../../admit/identity.ts';
import { objectKey } from '../../../model/Span.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { bootstrapPolicy } from './bootstrapPolicy.ts';
import { eventsOf } from './events.ts';
import { componentStatuses, configMaps, leases, priorityClasses } from './serverObjects.ts';

const RBAC_KINDS = new Set(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']);

/**
 * Objects that a real server stores and that say here nothing that others do not say, like the IPAddress of each
 * Cluster IP. They are made when somebody asks.
 */
export function derived(cluster: Cluster, { kind, namespaced }: KindInfo, namespace: string | undefined): KubeObject[] {
  if (kind === 'Event') return eventsOf(cluster, namespace);
  if (kind === 'IPAddress')
    return cluster.store.list<Service>('Service').flatMap((service) => addresses(cluster, service));
  if (kind === 'ControllerRevision') return revisionsOf(cluster, namespace);
  if (kind === 'Lease') return leases(cluster, namespace);
  if (kind === 'ConfigMap') return configMaps(cluster, namespace);
  if (kind === 'ComponentStatus') return componentStatuses();
  if (kind === 'PriorityClass') return priorityClasses(cluster);
  if (RBAC_KINDS.has(kind)) return bootstrapPolicy(cluster, kind, namespaced ? namespace : undefined);
  return [];
}

/** daemon/update.go, snapshot, and history/controller_history.go, ControllerRevisionHashLabel */
const HASH_LABEL = { DaemonSet: 'controller-revision-hash', StatefulSet: 'controller.kubernetes.io/hash' };

/** The templates that DaemonSets and StatefulSets have had. */
const revisionsOf = (cluster: Cluster, namespace: string | undefined): KubeObject[] =>
  (['DaemonSet', 'StatefulSet'] as const).flatMap((kind) =>
    cluster.store.list(kind, namespace).flatMap(({ apiVersion, metadata }) =>
      (cluster.control.revisions.get(metadata.uid ?? '') ?? []).map(({ number, hash, template, annotations }) => ({
        apiVersion: 'apps/v1',
        data: { spec: { template: { ...template, $patch: 'replace' } } },
        kind: 'ControllerRevision',
        metadata: {
          ...(metadata.creationTimestamp === undefined ? {} : { creationTimestamp: metadata.creationTimestamp }),
          ...(annotations && { annotations }),
          labels: { ...template.metadata?.labels, [HASH_LABEL[kind]]: hash },
          name: `${metadata.name}-${hash}`,
          namespace: metadata.namespace ?? '',
          ownerReferences: [
            {
              apiVersion,
              blockOwnerDeletion: true,
              controller: true,
              kind,
              name: metadata.name,
              uid: metadata.uid ?? '',
            },
          ],
          resourceVersion: metadata.resourceVersion ?? '',
          uid: makeUid(cluster, objectKey('ControllerRevision', metadata.namespace, `${metadata.name}-${hash}`), {}),
        },
        revision: number,
      })),
    ),
  );

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
