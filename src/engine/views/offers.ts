import type { NodeView, Offer, PodView, ServiceView } from '../../model/Simulation.ts';
import type { Place } from '../../model/Trace.ts';
import { hostOf } from '../net/ip.ts';

const CLIENT: Place = { kind: 'client' };

/** Doors that one Service is offered with; more would hide the list. */
const SERVICES_OFFERED = 50;
/** Nodes whose doors are offered one by one, where they differ. */
const NODES_OFFERED = 8;

/** The Pod that calls from inside: best one that serves nobody. */
function insideCaller(pods: readonly PodView[], services: readonly ServiceView[]): PodView | undefined {
  const serving = new Set(services.flatMap((s) => s.endpoints.map((e) => e.pod)));
  const running = pods.filter((p) => !p.system && p.phase === 'Running' && p.ips.length > 0 && !p.hostNetwork);
  return running.find((p) => !serving.has(`${p.namespace}/${p.name}`)) ?? running[0];
}

/**
 * The connections that are worth trying, those from outside first: a load balancer's address, an external
 * address, a node port, the Cluster IP by name and by number, an endpoint's own address.
 */
export function offersOf(
  services: readonly ServiceView[],
  pods: readonly PodView[],
  nodes: readonly NodeView[],
): Offer[] {
  const own = services.filter((s) => !s.system).slice(0, SERVICES_OFFERED);
  const caller = insideCaller(pods, own);
  const inside: Place | undefined = caller && { kind: 'pod', namespace: caller.namespace, name: caller.name };
  const workers = nodes.filter((n) => !n.controlPlane);
  const doors = workers.length > 0 ? workers : nodes;
  const outside: Offer[] = [];
  const within: Offer[] = [];
  for (const service of own) {
    for (const port of service.ports) {
      const scheme = port.protocol.toLowerCase();
      const offer = (
        list: Offer[],
        from: Place,
        host: string,
        p: number,
        kind: Offer['kind'],
        network: Offer['network'],
      ) => list.push({ from, url: `${scheme}://${host}:${p}`, kind, network, service: service.key });
      for (const { ip } of service.loadBalancer)
        offer(outside, CLIENT, hostOf(ip), port.port, 'loadBalancer', 'outside');
      for (const ip of service.externalIPs) offer(outside, CLIENT, hostOf(ip), port.port, 'externalIP', 'outside');
      // with the policy Local, each Node answers for its own Pods
      const differ = service.externalTrafficPolicy === 'Local';
      for (const { ips } of port.nodePort ? doors.slice(0, differ ? NODES_OFFERED : 1) : [])
        if (ips[0]) offer(outside, CLIENT, hostOf(ips[0]), port.nodePort, 'nodePort', 'node');
      if (!inside || !caller) continue;
      const name = service.namespace === caller.namespace ? service.name : `${service.name}.${service.namespace}`;
      offer(within, inside, name, port.port, 'name', 'cluster');
      const [clusterIP] = service.clusterIPs;
      if (clusterIP) offer(within, inside, hostOf(clusterIP), port.port, 'clusterIP', 'cluster');
      const endpoint = service.endpoints.find((e) => e.ready);
      if (endpoint && typeof port.targetPort === 'number')
        offer(within, inside, hostOf(endpoint.ip), port.targetPort, 'pod', 'pod');
    }
  }
  return [...outside, ...within];
}
