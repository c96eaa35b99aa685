import type { IpFamily } from '../../model/Address.ts';
import type { Service } from '../../model/Service.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { servicePortsOf } from './servicePorts.ts';

/** A health check node port, and in which families kube-proxy knows its Service. */
export interface HealthCheckPort {
  port: number;
  families: readonly IpFamily[];
}

const FAMILIES = ['IPv4', 'IPv6'] as const;

/**
 * The health check node ports of all Services. Each family's proxier has those of the Services that it makes rules for
 * (pkg/proxy/servicechangetracker.go, HealthCheckNodePorts): none of one that it leaves to another proxy.
 */
export const healthCheckPortsOf = (cluster: Cluster): HealthCheckPort[] =>
  cluster.store.list<Service>('Service').flatMap((service) => {
    const port = service.spec.healthCheckNodePort;
    return port ? [{ port, families: FAMILIES.filter((family) => servicePortsOf(service, family).length > 0) }] : [];
  });
