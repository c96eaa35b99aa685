import type { Pod } from '../../model/Pod.ts';
import type { Scenario } from '../../model/Scenario.ts';
import type { Service } from '../../model/Service.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isApiServer } from '../controllers/kubernetesService.ts';
import { hostOf } from '../net/ip.ts';
import { isUp, podIPs } from '../proxy/nodeNetwork.ts';
import { SYSTEM_NAMESPACE } from '../views/pods.ts';
import type { Look, Selected } from './Check.ts';

/** The user's part of a settled cluster; what belongs to the cluster itself is not looked at. */
export function lookAt(cluster: Cluster, scenario: Scenario): Look {
  const services: Selected[] = [];
  for (const [key, object] of cluster.store.entries('Service')) {
    const service = object as Service;
    const { namespace = '', name } = service.metadata;
    if (namespace === SYSTEM_NAMESPACE || isApiServer(service)) continue;
    const { selector, type } = service.spec;
    const chosen = selector && type !== 'ExternalName' ? cluster.control.pods.select(namespace, selector) : [];
    services.push({ key, service, namespace, name, pods: chosen });
  }
  const pods = cluster.store.list<Pod>('Pod').filter(({ metadata }) => metadata.namespace !== SYSTEM_NAMESPACE);
  return { cluster, scenario, services, pods };
}

/** A Pod that could ask: one that is not among those asked, if there is such a one; else a Node. */
export function askerOf({ cluster, pods }: Look, { namespace, pods: asked }: Selected): Place {
  const able = pods.filter((pod) => isUp(pod) && podIPs(pod).length > 0 && pod.metadata.namespace === namespace);
  const pod = able.find((one) => !asked.includes(one)) ?? able[0];
  if (pod) return { kind: 'pod', namespace, name: pod.metadata.name };
  const [node] = cluster.store.list('Node').filter(({ metadata }) => metadata.name !== 'control-plane');
  return { kind: 'node', name: node?.metadata.name ?? 'control-plane' };
}

/** A connection to the Cluster IP of a port, or to its name where there is none. */
export function connectionTo(look: Look, one: Selected, port = 0): { from: Place; url: string } | undefined {
  const { clusterIP } = one.service.spec;
  const asked = one.service.spec.ports?.[port];
  if (!asked) return undefined;
  const from = askerOf(look, one);
  if (clusterIP === 'None' && from.kind !== 'pod') return undefined;
  const host = clusterIP && clusterIP !== 'None' ? hostOf(clusterIP) : one.name;
  return { from, url: `${asked.protocol.toLowerCase()}://${host}:${asked.port}` };
}
