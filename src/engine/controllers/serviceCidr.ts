import type { KubeObject } from '../../model/KubeObject.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { cidrContains, parseCidr } from '../net/cidr.ts';

const IN_USE =
  'There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR';

function noteCondition(cluster: Cluster, range: KubeObject, isReady: boolean): void {
  const condition = {
    lastTransitionTime: timestamp(cluster.now),
    message: isReady ? 'Kubernetes Service CIDR is ready' : IN_USE,
    reason: isReady ? '' : 'Terminating',
    status: isReady ? 'True' : 'False',
    type: 'Ready',
  };
  const finalizers = ['networking.k8s.io/service-cidr-finalizer'];
  cluster.store.put({ ...range, metadata: { ...range.metadata, finalizers }, status: { conditions: [condition] } });
}

/** Whether a Service has an address of a range. */
function isInUse(cluster: Cluster, { spec }: KubeObject & { spec?: { cidrs?: string[] } }): boolean {
  const ranges = (spec?.cidrs ?? []).flatMap((cidr) => parseCidr(cidr) ?? []);
  return cluster.store
    .list<Service>('Service')
    .some((service) => (service.spec.clusterIPs ?? []).some((ip) => ranges.some((range) => cidrContains(range, ip))));
}

/** controller: servicecidrs: a range is ready at once, and waits with its end until nobody has its addresses. */
export function syncServiceCidr(cluster: Cluster, before: KubeObject | undefined, after: KubeObject | undefined): void {
  if (!before && after) noteCondition(cluster, after, true);
  const ends = after?.metadata.deletionTimestamp && !before?.metadata.deletionTimestamp;
  if (ends && isInUse(cluster, after)) noteCondition(cluster, after, false);
}
