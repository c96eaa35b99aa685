import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Listener } from '../../model/KernelConfig.ts';
import type { Ending, Machine, Step } from '../../model/Trace.ts';
import { familyOf } from '../net/ip.ts';
import { answerReason, nobodyListens } from './explain.ts';
import { copyFlight, type Flight, finish, fly, type Location, type Next, silence } from './Flight.ts';
import { withHop } from './hop.ts';
import { podNetwork } from './podNetwork.ts';
import { type HeaderRead, readProxyHeader } from './proxyProtocol.ts';
import { proxyHeaderText } from '../../capture/proxyHeaderText.ts';
import { ANSWER, answerTo, icmpError, REFUSAL } from './packets.ts';
import type { World } from './World.ts';

/** A packet has come to the machine that its destination belongs to: the asker's answer, or a question. */
export function socketReceives(world: World, flight: Flight, at: Location): Next[] {
  const { packet } = flight;
  if (packet.quoted || flight.reply) return [answerArrives(world, flight, at)];
  const machine = machineAt(at);
  if (packet.flags === 'echo request') {
    const ending: Ending =
      at.kind === 'pod' ? { result: 'delivered', pod: at.key } : { result: 'delivered', node: nodeName(at) };
    return answers(world, flight, at, machine, ending, 'echo reply', 'echo reply');
  }
  const listener = listenerFor(world, at, packet);
  if (!listener) return refuses(world, flight, at, machine);
  const owner = listener.owner.startsWith('pod ') ? listener.owner.slice(4) : undefined;
  const header = owner ? readProxyHeader(world.pod(owner), packet) : undefined;
  const source = header?.source ?? packet.src;
  const ending: Ending = owner
    ? { result: 'delivered', pod: owner, port: packet.dport, source }
    : { result: 'delivered', node: nodeName(at) };
  const who: Machine = owner ? { kind: 'pod', name: owner } : machine;
  const sees = owner ? `${owner.slice(owner.indexOf('/') + 1)} sees ${source}` : listener.owner;
  const text = header?.state === 'unexpected' ? '400 Bad Request' : sees;
  return answers(world, flight, at, who, ending, text, ANSWER[packet.protocol as keyof typeof ANSWER], header);
}

/** Lets a machine send what it made itself. */
function sendFrom(flight: Flight, at: Location, packet: Packet, ending: Ending, reason: readonly Reason[]): Next {
  const next = copyFlight(flight);
  next.at = at;
  next.packet = packet;
  next.inDevice = '';
  next.reply = true;
  next.connection = undefined;
  next.ttl = 64;
  next.ending = ending;
  next.reason = reason;
  return fly(next);
}

function answers(
  world: World,
  flight: Flight,
  at: Location,
  who: Machine,
  ending: Ending,
  text: string,
  flags: string,
  header?: HeaderRead,
): Next[] {
  const { packet } = flight;
  const steps: Step[] = [{ kind: 'deliver', to: who.name, port: packet.dport }];
  if (header) {
    const said = packet.proxied ? proxyHeaderText(packet.proxied) : '';
    steps.push({ kind: 'proxyHeader', state: header.state, text: said });
  }
  if (header?.state !== 'missing') steps.push({ kind: 'answer', text });
  const told = withHop(world, flight, who, packet, steps);
  const reason = answerReason(who, packet, header);
  return [sendFrom(told, at, answerTo(packet, flags), ending, reason)];
}

/** TCP answers a closed port with a reset, SCTP with an abort, UDP with an ICMP port unreachable. */
function refuses(world: World, flight: Flight, at: Location, machine: Machine): Next[] {
  const { packet } = flight;
  const steps: Step[] = [{ kind: 'noListener', port: packet.dport }];
  const told = withHop(world, flight, machine, packet, steps);
  const reason = nobodyListens(machine, packet);
  const { protocol } = packet;
  const error =
    protocol === 'tcp' || protocol === 'sctp'
      ? answerTo(packet, REFUSAL[protocol])
      : icmpError(packet, packet.dst, 'port unreachable');
  return [sendFrom(told, at, error, { result: 'refused' }, reason)];
}

/** An answer, or an error, at the place that it was sent to: it must fit what the asker sent. */
function answerArrives(world: World, flight: Flight, at: Location): Next {
  const { asker } = world;
  const { packet } = flight;
  const machine = machineAt(at);
  const mine = sameNetwork(world, at);
  const sent = asker.packet;
  const about = packet.quoted;
  const fits = about
    ? about.src === sent.src && about.sport === sent.sport && about.dst === sent.dst && about.dport === sent.dport
    : packet.src === sent.dst && packet.sport === sent.dport && packet.dst === sent.src && packet.dport === sent.sport;
  if (!mine || !fits) {
    const from = about ? packet.src : `${packet.src}:${packet.sport}`;
    const reason: Reason[] = [['strangeAnswer', from, asker.machine.name]];
    const steps: Step[] = [{ kind: 'drop', ruleId: '', reason }];
    return silence(withHop(world, flight, machine, packet, steps), reason);
  }
  const steps: Step[] = [{ kind: 'deliver', to: asker.machine.name, port: packet.dport }];
  return finish(withHop(world, flight, asker.machine, packet, steps), flight.ending, flight.reason);
}

/** Whether a place shares its network with the asker: a hostNetwork Pod is at its Node. */
function sameNetwork(world: World, at: Location): boolean {
  const { place } = world.asker;
  if (at.kind === 'client') return place.kind === 'client';
  if (at.kind === 'pod') return place.kind === 'pod' && at.key === `${place.namespace}/${place.name}`;
  if (at.kind !== 'node') return false;
  if (place.kind === 'node') return place.name === at.name;
  if (place.kind !== 'pod') return false;
  const pod = world.pod(`${place.namespace}/${place.name}`);
  return pod?.spec.hostNetwork === true && pod.spec.nodeName === at.name;
}

/** The Node that answers; '' for a machine outside, which has no name that an outcome could tell. */
const nodeName = (at: Location): string => (at.kind === 'node' ? at.name : '');

export const machineAt = (at: Location): Machine => {
  switch (at.kind) {
    case 'client':
      return { kind: 'client', name: 'external client' };
    case 'router':
      return { kind: 'loadBalancer', name: 'load balancer' };
    case 'node':
      return { kind: 'node', name: at.name };
    case 'pod':
      return { kind: 'pod', name: at.key };
  }
};

function listenerFor(world: World, at: Location, packet: Packet): Listener | undefined {
  for (const listener of listenersAt(world, at))
    if (listener.port === packet.dport && listener.protocol === packet.protocol && takes(listener.address, packet.dst))
      return listener;
  return undefined;
}

function listenersAt(world: World, at: Location): readonly Listener[] {
  if (at.kind === 'node') return world.kernel(at.name).listeners;
  const pod = at.kind === 'pod' && world.pod(at.key);
  return pod ? podNetwork(pod).listeners : [];
}

const takes = (bound: string, ip: string): boolean => {
  if (bound === '0.0.0.0' || bound === '::') return familyOf(bound) === familyOf(ip);
  return bound === ip;
};
