import type { KubeObject } from '../../../../model/KubeObject.ts';
import type { Pod } from '../../../../model/Pod.ts';
import { IS_DEFAULT_CLASS, isMarked } from '../../../admit/defaultClass.ts';
import type { Fields } from '../../../admit/Fields.ts';
import type { Cluster } from '../../../cluster/Cluster.ts';
import { claimsIn } from '../../../controllers/claimsIn.ts';
import { modes } from '../otherTables.ts';
import { describeEvents } from './describeEvents.ts';
import { describeSource } from './describeVolumes.ts';
import type { Description } from './Description.ts';

/** kubectl: describe.go, describePersistentVolumeClaim. */
export function describePersistentVolumeClaim(to: Description, cluster: Cluster, object: KubeObject): void {
  const { metadata, spec, status = {} } = object as Fields;
  const bound = Boolean(spec.volumeName);
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'Namespace:', metadata.namespace);
  to.line(0, 'StorageClass:', spec.storageClassName ?? '');
  to.line(0, 'Status:', status.phase ?? '');
  to.line(0, 'Volume:', spec.volumeName ?? '');
  to.labels(metadata.labels);
  to.annotations(metadata.annotations);
  to.line(0, 'Finalizers:', `[${(metadata.finalizers ?? []).join(' ')}]`);
  to.line(0, 'Capacity:', bound ? (status.capacity?.storage ?? '0') : '');
  to.line(0, 'Access Modes:', bound ? modes(status.accessModes) : '');
  if (spec.volumeMode !== undefined) to.line(0, 'VolumeMode:', spec.volumeMode);
  const { dataSource } = spec;
  if (dataSource) {
    to.line(0, 'DataSource:');
    if (dataSource.apiGroup !== undefined) to.line(1, 'APIGroup:', dataSource.apiGroup);
    to.line(1, 'Kind:', dataSource.kind);
    to.line(1, 'Name:', dataSource.name);
  }
  const users = cluster.store
    .list<Pod>('Pod', metadata.namespace)
    .filter((pod) => claimsIn(pod).includes(metadata.name))
    .map((pod) => pod.metadata.name)
    .sort();
  to.line(0, 'Used By:', users[0] ?? '<none>');
  for (const name of users.slice(1)) to.line(0, '', name);
  describeEvents(to, cluster, object);
}

/** kubectl: describe.go, describePersistentVolume. */
export function describePersistentVolume(to: Description, cluster: Cluster, object: KubeObject): void {
  const { metadata, spec, status = {} } = object as Fields;
  to.head(metadata);
  to.line(0, 'Finalizers:', `[${(metadata.finalizers ?? []).join(' ')}]`);
  to.line(0, 'StorageClass:', spec.storageClassName ?? '');
  to.line(0, 'Status:', status.phase ?? '');
  const { claimRef } = spec;
  to.line(0, 'Claim:', claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : '');
  to.line(0, 'Reclaim Policy:', spec.persistentVolumeReclaimPolicy);
  to.line(0, 'Access Modes:', modes(spec.accessModes));
  if (spec.volumeMode !== undefined) to.line(0, 'VolumeMode:', spec.volumeMode);
  to.line(0, 'Capacity:', spec.capacity?.storage ?? '0');
  nodeAffinity(to, spec.nodeAffinity?.required);
  to.line(0, 'Message:', status.message ?? '');
  to.line(0, 'Source:');
  describeSource(to, spec);
  describeEvents(to, cluster, object);
}

function nodeAffinity(to: Description, required: Fields | undefined): void {
  if (!required) {
    to.line(0, 'Node Affinity:', '<none>');
    return;
  }
  to.line(0, 'Node Affinity:', '');
  to.line(1, 'Required Terms:', '');
  for (const [i, { matchExpressions }] of ((required['nodeSelectorTerms'] ?? []) as Fields[]).entries())
    to.list(
      `Term ${i}:`,
      ((matchExpressions ?? []) as Fields[]).map(({ key, operator, values }) =>
        [key, String(operator).toLowerCase(), ...(values?.length ? [`[${values.join(', ')}]`] : [])].join(' '),
      ),
      2,
    );
}

/** labels.FormatLabels */
const inOneLine = (map: Record<string, string> | undefined): string =>
  Object.entries(map ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',') || '<none>';

/** kubectl: describe.go, describeStorageClass. */
export function describeStorageClass(to: Description, cluster: Cluster, object: KubeObject): void {
  const { metadata, provisioner, parameters, allowVolumeExpansion: grows, mountOptions } = object as Fields;
  const { allowedTopologies: topologies } = object as Fields;
  to.line(0, 'Name:', metadata.name);
  to.line(0, 'IsDefaultClass:', isMarked(object, IS_DEFAULT_CLASS) ? 'Yes' : 'No');
  to.line(0, 'Annotations:', inOneLine(metadata.annotations));
  to.line(0, 'Provisioner:', provisioner);
  to.line(0, 'Parameters:', inOneLine(parameters));
  to.line(0, 'AllowVolumeExpansion:', grows === undefined ? '<unset>' : grows ? 'True' : 'False');
  if (!mountOptions?.length) to.line(0, 'MountOptions:', '<none>');
  else {
    to.line(0, 'MountOptions:');
    for (const option of mountOptions) to.line(1, option);
  }
  to.line(0, 'ReclaimPolicy:', object['reclaimPolicy'] as string);
  to.line(0, 'VolumeBindingMode:', object['volumeBindingMode'] as string);
  if (topologies) to.line(0, 'AllowedTopologies:', topologies.length > 0 ? '' : '<none>');
  for (const [i, { matchLabelExpressions = [] }] of ((topologies ?? []) as Fields[]).entries()) {
    const terms = (matchLabelExpressions as Fields[]).map(({ key, values }) => `${key} in [${values.join(', ')}]`);
    to.list(`Term ${i}:`, terms, 1);
  }
  describeEvents(to, cluster, object);
}
