import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Hook, Hop, Machine, Step } from '../../model/Trace.ts';
import { hopWords } from './explain.ts';
import { copyFlight, type Flight } from './Flight.ts';
import type { World } from './World.ts';

/** A stop of the packet, which becomes the last of its hops. */
export const withHop = (
  world: World,
  flight: Flight,
  at: Machine,
  after: Packet,
  steps: Step[],
  more: Omit<Stop, 'at' | 'after' | 'steps'> = {},
): Flight =>
  stopped(flight, at, '', (outDevice) => ({
    ...makeHop(world, flight, { at, after, steps, ...more }),
    ...(outDevice && { outDevice }),
  }));

export function stopped(flight: Flight, at: Machine, outDevice: string, tell: (outDevice: string) => Hop): Flight {
  const next = copyFlight(flight);
  next.hops = { at, reply: flight.reply, outDevice, tell, before: flight.hops, told: undefined };
  return next;
}

interface Stop {
  at: Machine;
  hook?: Hook;
  /** The packet as it came; absent: as it flew in. */
  before?: Packet;
  after: Packet;
  steps: Step[];
  /** Where that is known better than the steps tell. It says what happened first, and then what to do about it. */
  reason?: readonly Reason[];
}

/** A stop, in words too. */
export function makeHop(
  world: World,
  { packet, reply, ttl, inDevice }: Flight,
  { at, hook, before = packet, after, steps, reason }: Stop,
): Hop {
  const hop = { at, ...(hook && { hook }), before, after, steps, reply, ttl, ...(inDevice && { inDevice }) };
  const sentence = reason?.[0];
  return { ...hop, ...hopWords(world, hop), ...(sentence && { sentence }) };
}
