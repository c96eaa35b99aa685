import type { Pod } from '../../model/Pod.ts';
import type { Machine } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';

/**
 * Whose network a machine of a trace is on: `client`, `router`, a Node's name, or `namespace/name` of a Pod. A Pod
 * with hostNetwork is on its Node's.
 */
export function seatOf({ store }: Cluster, { kind, name }: Machine): string {
  if (kind === 'client') return 'client';
  if (kind === 'loadBalancer') return 'router';
  if (kind === 'node') return name;
  const slash = name.indexOf('/');
  const pod = store.get<Pod>('Pod', name.slice(0, slash), name.slice(slash + 1));
  return pod?.spec.hostNetwork && pod.spec.nodeName ? pod.spec.nodeName : name;
}
