import type { Pod } from '../../model/Pod.ts';
import type { IpFamily } from '../../model/Address.ts';
import { isLoopback } from '../kernel/routing.ts';
import { familyOf } from '../net/ip.ts';
import { podIPs } from '../proxy/nodeNetwork.ts';
import type { Reason } from '../../model/Message.ts';
import type { Step } from '../../model/Trace.ts';
import { nameOf } from './explain.ts';
import { type Flight, finish, fly, type Next, silence, withHop } from './Flight.ts';
import { makeHop } from './hop.ts';
import { machineAt, socketReceives } from './sockets.ts';
import { CLIENT_IPS } from './Topology.ts';
import type { World } from './World.ts';

/** A Pod's own network: one interface, one way out, no rules. */
export function atPod(world: World, flight: Flight, key: string): Next[] {
  const pod = world.pod(key);
  if (!pod) return [silence(flight, [['gone', key]])];
  const ips = podIPs(pod);
  const { packet } = flight;
  if (flight.inDevice !== '' && ips.includes(packet.src)) {
    const name = nameOf(machineAt(flight.at));
    const reason: Reason[] = [['ownSourceInPod', name, packet.src]];
    const steps: Step[] = [{ kind: 'drop', ruleId: '', reason }];
    const hop = makeHop(world, flight, machineAt(flight.at), undefined, packet, steps, packet, reason);
    return [silence(withHop(flight, hop), reason)];
  }
  if (isLoopback(packet.dst) || ips.includes(packet.dst)) return socketReceives(world, flight, { kind: 'pod', key });
  if (flight.inDevice !== '') return [silence(flight, [['notForwarding', key, packet.dst]])];
  if (sourceOfPod(pod, familyOf(packet.dst)) === undefined) return [unreachable(world, flight)];
  return [fly({ ...flight, at: { kind: 'node', name: pod.spec.nodeName ?? '' }, inDevice: vethOn(world, pod) })];
}

/** The external client: one interface, and a router for everything. */
export function atClient(world: World, flight: Flight): Next[] {
  const { packet } = flight;
  if (isLoopback(packet.dst) || CLIENT_IPS.includes(packet.dst as (typeof CLIENT_IPS)[number]))
    return socketReceives(world, flight, { kind: 'client' });
  return [fly({ ...flight, at: { kind: 'router' }, inDevice: 'c0' })];
}

export const sourceOfPod = (pod: Pod, family: IpFamily): string | undefined =>
  podIPs(pod).find((ip) => familyOf(ip) === family);

export function unreachable(world: World, flight: Flight): Next {
  const { packet } = flight;
  const hop = makeHop(world, flight, machineAt(flight.at), undefined, packet, [{ kind: 'noRoute', to: packet.dst }]);
  return finish(withHop(flight, hop), { result: 'unreachable' }, [['noRoute', packet.dst]]);
}

function vethOn(world: World, pod: Pod): string {
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
  const { interfaces } = world.kernel(pod.spec.nodeName ?? '');
  return interfaces.find((i) => i.pod === key)?.name ?? '';
}
