import type { Pod } from '../../model/Pod.ts';
import type { IpFamily } from '../../model/Address.ts';
import { isLoopback, vethOf } from '../kernel/routing.ts';
import { familyOf } from '../net/ip.ts';
import type { Reason } from '../../model/Message.ts';
import type { Step } from '../../model/Trace.ts';
import { nameOf } from './explain.ts';
import { type Flight, finish, flyTo, type Next, silence } from './Flight.ts';
import { withHop } from './hop.ts';
import { podNetwork } from './podNetwork.ts';
import { machineAt, socketReceives } from './sockets.ts';
import { CLIENT_IPS } from './Topology.ts';
import type { World } from './World.ts';

/** A Pod's own network: one interface, one way out, no rules. */
export function atPod(world: World, flight: Flight, key: string): Next[] {
  const pod = world.pod(key);
  if (!pod) return [silence(flight, [['gone', key]])];
  const { ips } = podNetwork(pod);
  const { packet } = flight;
  // IPv6 does not look who sent a packet, see martian in nodeStack.ts
  if (flight.inDevice !== '' && familyOf(packet.src) === 'IPv4' && ips.includes(packet.src)) {
    const name = nameOf(machineAt(flight.at));
    const reason: Reason[] = [['ownSourceInPod', name, packet.src]];
    const steps: Step[] = [{ kind: 'drop', ruleId: '', reason }];
    return [silence(withHop(world, flight, machineAt(flight.at), packet, steps, { reason }), reason)];
  }
  if (isLoopback(packet.dst) || ips.includes(packet.dst)) return socketReceives(world, flight, { kind: 'pod', key });
  if (flight.inDevice !== '') return [silence(flight, [['notForwarding', key, packet.dst]])];
  if (sourceOfPod(pod, familyOf(packet.dst)) === undefined) return [unreachable(world, flight)];
  return [flyTo(flight, { kind: 'node', name: pod.spec.nodeName ?? '' }, vethOn(world, pod))];
}

/** The external client: one interface, and a router for everything. */
export function atClient(world: World, flight: Flight): Next[] {
  const { packet } = flight;
  if (isLoopback(packet.dst) || CLIENT_IPS.includes(packet.dst as (typeof CLIENT_IPS)[number]))
    return socketReceives(world, flight, { kind: 'client' });
  return [flyTo(flight, { kind: 'router' }, 'c0')];
}

export const sourceOfPod = (pod: Pod, family: IpFamily): string | undefined =>
  podNetwork(pod).ips.find((ip) => familyOf(ip) === family);

export function unreachable(world: World, flight: Flight): Next {
  const { packet } = flight;
  const told = withHop(world, flight, machineAt(flight.at), packet, [{ kind: 'noRoute', to: packet.dst }]);
  return finish(told, { result: 'unreachable' }, [['noRoute', packet.dst]]);
}

function vethOn(world: World, pod: Pod): string {
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
  return vethOf(world.kernel(pod.spec.nodeName ?? ''), key);
}
