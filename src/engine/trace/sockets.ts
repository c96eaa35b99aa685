import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Listener } from '../../model/KernelConfig.ts';
import type { Ending, Machine, Step } from '../../model/Trace.ts';
import { listensOf } from '../controllers/listens.ts';

import { familyOf } from '../net/ip.ts';
import { answerReason, nobodyListens } from './explain.ts';
import { type Flight, finish, fly, type Location, type Next, silence, withHop } from './Flight.ts';
import { makeHop } from './hop.ts';
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
const sendFrom = (flight: Flight, at: Location, packet: Packet): Next =>
  fly({ ...flight, at, packet, inDevice: '', reply: true, connection: undefined, ttl: 64 });

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
  const hop = makeHop(world, flight, who, undefined, packet, steps);
  const reason = answerReason(who, packet, header);
  return [sendFrom({ ...withHop(flight, hop), ending, reason }, at, answerTo(packet, flags))];
}

/** TCP answers a closed port with a reset, SCTP with an abort, UDP with an ICMP port unreachable. */
function refuses(world: World, flight: Flight, at: Location, machine: Machine): Next[] {
  const { packet } = flight;
  const steps: Step[] = [{ kind: 'noListener', port: packet.dport }];
  const hop = makeHop(world, flight, machine, undefined, packet, steps);
  const reason = nobodyListens(machine, packet);
  const { protocol } = packet;
  const error =
    protocol === 'tcp' || protocol === 'sctp'
      ? answerTo(packet, REFUSAL[protocol])
      : icmpError(packet, packet.dst, 'port unreachable');
  return [sendFrom({ ...withHop(flight, hop), ending: { result: 'refused' }, reason }, at, error)];
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
    return silence(withHop(flight, makeHop(world, flight, machine, undefined, packet, steps)), reason);
  }
  const steps: Step[] = [{ kind: 'deliver', to: asker.machine.name, port: packet.dport }];
  const hop = makeHop(world, flight, asker.machine, undefined, packet, steps);
  return finish(withHop(flight, hop), flight.ending, flight.reason);
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

function listenerFor(world: World, at: Location, packet: Packet): { owner: string } | undefined {
  const all: Pick<Listener, 'protocol' | 'address' | 'port' | 'owner'>[] =
    at.kind === 'node' ? world.kernel(at.name).listeners : at.kind === 'pod' ? podListeners(world, at.key) : [];
  return all.find(
    ({ protocol, address, port }) =>
      protocol === packet.protocol && port === packet.dport && takes(address, packet.dst),
  );
}

function podListeners(world: World, key: string): Listener[] {
  const pod = world.pod(key);
  if (!pod) return [];
  return listensOf(pod).flatMap(({ protocol, address, port }) =>
    (address === null ? ['0.0.0.0', '::'] : [address]).map((bound) => ({
      protocol,
      address: bound,
      port,
      owner: `pod ${key}`,
    })),
  );
}

const takes = (bound: string, ip: string): boolean => {
  if (bound === '0.0.0.0' || bound === '::') return familyOf(bound) === familyOf(ip);
  return bound === ip;
};
