import type { NetworkPolicy, PolicyType } from '../../model/NetworkPolicy.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { matchesSelector } from '../controllers/labels.ts';

/**
 * The policies that isolate a Pod in one direction; none when all traffic is allowed. A Pod on its Node's network
 * is never isolated: to the network it is its Node.
 */
export function policiesFor(cluster: Cluster, pod: Pod, type: PolicyType): NetworkPolicy[] {
  if (cluster.store.count('NetworkPolicy') === 0 || pod.spec.hostNetwork) return [];
  return cluster.store
    .list<NetworkPolicy>('NetworkPolicy', pod.metadata.namespace ?? '')
    .filter(
      ({ spec }) => spec.policyTypes.includes(type) && matchesSelector(spec.podSelector ?? {}, pod.metadata.labels),
    );
}
