import type { Node } from '../../model/Node.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { claimsIn } from './claimsIn.ts';
import { isWithin, lateVolumes } from './volumes.ts';

/** What a Pod's claims have against a Node (scheduler: plugins/volumebinding, Filter). */
export function volumeReasons(cluster: Cluster, pod: Pod, node: Node): string[] {
  const { store } = cluster;
  const bound = claimsIn(pod).flatMap((name) => {
    const claim = store.get('PersistentVolumeClaim', pod.metadata.namespace, name);
    const volumeName = (claim?.['spec'] as { volumeName?: string } | undefined)?.volumeName;
    return volumeName === undefined ? [] : [store.get('PersistentVolume', undefined, volumeName)];
  });
  return [
    ...(bound.every((volume) => !volume || isWithin(volume, node))
      ? []
      : ["node(s) didn't match PersistentVolume's node affinity"]),
    ...(lateVolumes(cluster, pod, node) ? [] : ["node(s) didn't find available persistent volumes to bind"]),
  ];
}
