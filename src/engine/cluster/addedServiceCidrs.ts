import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from './Cluster.ts';

type ServiceCidr = KubeObject & { spec: { cidrs: string[] } };

/** The ServiceCIDRs that were added to those of the cluster's start. */
export const addedServiceCidrs = (cluster: Cluster): readonly ServiceCidr[] =>
  cluster.store.list<ServiceCidr>('ServiceCIDR').filter(({ metadata }) => metadata.name !== 'kubernetes');
