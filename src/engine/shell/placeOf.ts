import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machineNamed } from '../cluster/machines.ts';

/** The place that `client`, `node/NAME`, `pod/NAME` or `pod/NAMESPACE/NAME` means, or why it is none. */
export function placeOf(cluster: Cluster, on: string): Place | string {
  const [kind, ...rest] = on.split('/');
  if (on === 'client') return { kind: 'client' };
  if (kind === 'node' && rest.length === 1 && rest[0]) {
    const [name] = rest;
    return machineNamed(cluster, name) ? { kind: 'node', name } : `there is no Node "${name}"`;
  }
  if (kind === 'pod' && (rest.length === 1 || rest.length === 2) && rest.every(Boolean)) {
    const [namespace, name] = rest.length === 2 ? (rest as [string, string]) : ['default', rest[0] as string];
    if (!cluster.store.get('Pod', namespace, name)) return `there is no Pod "${namespace}/${name}"`;
    return { kind: 'pod', namespace, name };
  }
  return `"${on}" is not a place: say admin, client, node/NAME, pod/NAME or pod/NAMESPACE/NAME`;
}
