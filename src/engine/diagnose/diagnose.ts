import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { SYSTEM_NAMESPACE } from '../views/pods.ts';
import type { Finding } from './Finding.ts';
import { policyDenies } from './policyDenies.ts';
import { nobodyListens } from './nobodyListens.ts';
import { selectsNothing } from './selectsNothing.ts';

/** What was found of a Service whose Pods have not changed since. */
interface Looked {
  service: Service;
  podChanges: number | undefined;
  finding: Finding | undefined;
}

const lookedAt = new WeakMap<Cluster, Map<ObjectKey, Looked>>();

/** Looks at every Service of the user for what keeps packets from its Pods, and at the NetworkPolicies. */
export function diagnose(cluster: Cluster): Finding[] {
  const { pods, podChanges: changes } = cluster.control;
  const looked = lookedAt.get(cluster) ?? new Map<ObjectKey, Looked>();
  lookedAt.set(cluster, looked);
  const findings: Finding[] = [];
  for (const [key, object] of cluster.store.entries('Service')) {
    const service = object as Service;
    const { namespace = '' } = service.metadata;
    const { selector, type } = service.spec;
    if (namespace === SYSTEM_NAMESPACE || !selector || type === 'ExternalName') continue;
    const podChanges = changes.get(key);
    let known = looked.get(key);
    if (known?.service !== service || known.podChanges !== podChanges) {
      const chosen = pods.select(namespace, selector);
      // what selects nothing is compared with all Pods, so that one is looked at again each time
      known = chosen.length > 0 ? { service, podChanges, finding: nobodyListens(service, chosen) } : undefined;
      if (known) looked.set(key, known);
      else looked.delete(key);
    }
    const finding = known
      ? known.finding
      : selectsNothing(service, [...pods.inNamespace(namespace)], cluster.store.count('Pod'));
    if (finding) findings.push(finding);
  }
  return [...findings, ...policyDenies(cluster)];
}
