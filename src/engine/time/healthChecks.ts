import type { Service } from '../../model/Service.ts';
import { keyOf } from '../cluster/ObjectStore.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { nodesBehind } from '../controllers/loadBalancer.ts';
import { schedule } from '../controllers/timers.ts';
import { answersHealthCheck } from '../proxy/isHealthy.ts';

/** cloud-provider-gcp: providers/gce, gceHcUnhealthyThreshold and gceHcHealthyThreshold. */
const FAILURES = 3;
const SUCCESSES = 1;

/** The load balancer outside finds every Node as it is now. */
export const startHealthChecks = (cluster: Cluster): void =>
  eachPair(cluster, (id, service, node) => {
    const healthy = answersHealthCheck(cluster, service, node);
    cluster.control.health.set(id, { healthy, turnsAt: undefined });
  });

/** Something has changed: at which of its next checks will the load balancer find a Node otherwise than before? */
export function planHealthChecks(cluster: Cluster): void {
  const { health } = cluster.control;
  const interval = cluster.settings.delays.healthCheck;
  eachPair(cluster, (id, service, node) => {
    const healthy = answersHealthCheck(cluster, service, node);
    const known = health.get(id) ?? { healthy: false, turnsAt: undefined };
    health.set(id, known);
    if (healthy === known.healthy) known.turnsAt = undefined;
    else if (known.turnsAt === undefined) {
      const often = healthy ? SUCCESSES : FAILURES;
      const at = (Math.ceil(cluster.now / interval) + often - 1) * interval;
      known.turnsAt = at;
      const key = keyOf(service);
      schedule(cluster, at, (then) => turn(then, key, id, node, healthy));
    }
  });
}

function turn(cluster: Cluster, key: string, id: string, node: string, healthy: boolean): void {
  const known = cluster.control.health.get(id);
  const service = cluster.store.byKey<Service>(key as `${string}/${string}`);
  if (!known || !service || known.turnsAt !== cluster.now) return;
  cluster.control.health.set(id, { healthy, turnsAt: undefined });
  cluster.control.networkChanges++;
  const { namespace, name } = service.metadata;
  cluster.log?.happened({ kind: 'health', service: `${namespace}/${name}`, node, healthy });
}

function eachPair(cluster: Cluster, look: (id: string, service: Service, node: string) => void): void {
  const services = cluster.store.list<Service>('Service').filter(({ status }) => status.loadBalancer.ingress?.length);
  if (services.length === 0) return;
  for (const service of services)
    for (const { metadata } of nodesBehind(cluster, service))
      look(`${service.metadata.uid} ${metadata.name}`, service, metadata.name);
}
