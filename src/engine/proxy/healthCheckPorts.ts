import type { IpFamily } from '../../model/Address.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { familyOf } from '../net/ip.ts';

/** A health check node port, and in which families kube-proxy knows its Service. */
export interface HealthCheckPort {
  port: number;
  families: readonly IpFamily[];
}

/** The health check node ports of all Services. Each family's proxier leaves Services without an address of its own out. */
export const healthCheckPortsOf = (cluster: Cluster): HealthCheckPort[] =>
  cluster.store.list<Service>('Service').flatMap(({ spec }) =>
    spec.type === 'LoadBalancer' && spec.healthCheckNodePort
      ? [
          {
            port: spec.healthCheckNodePort,
            families: [...new Set((spec.clusterIPs ?? [spec.clusterIP ?? '']).map(familyOf))],
          },
        ]
      : [],
  );
