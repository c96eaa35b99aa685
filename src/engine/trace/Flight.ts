import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Ending, Hop, Machine, Place } from '../../model/Trace.ts';
import type { Tracked } from '../kernel/conntrack.ts';
import type { Mutable } from '../kernel/copy.ts';
import type { Connection, RecentUpdate, Scheduled } from '../kernel/Passage.ts';

/**
 * The hops so far: a linked list, newest first, so that ways share what they have in common. What happened at a hop is
 * put into steps and words when somebody looks at it: who only asks how connections end does without.
 */
export interface HopList {
  readonly at: Machine;
  readonly reply: boolean;
  /** The interface by which the packet goes out there; '' where that is not known. */
  readonly outDevice: string;
  readonly tell: (outDevice: string) => Hop;
  readonly before: HopList | undefined;
  told: Hop | undefined;
}

/** Who asks, and the first packet as it left: what an answer must fit. */
export interface Asker {
  place: Place;
  machine: Machine;
  packet: Packet;
}

/** Where a packet is about to arrive, or to begin. */
export type Location =
  | { kind: 'client' }
  | { kind: 'router' }
  | { kind: 'node'; name: string }
  | { kind: 'pod'; key: string };

/** A packet between two machines, and all that happened to its connection on this way. Immutable. */
export interface Flight {
  readonly at: Location;
  readonly packet: Packet;
  /** The interface that it comes in by; '' when it begins here. */
  readonly inDevice: string;
  /** Set on loopback only, where the kernel still knows the packet's connection. */
  readonly connection: Connection | undefined;
  readonly ttl: number;
  readonly share: number;
  readonly hops: HopList | undefined;
  readonly tracked: Tracked | undefined;
  /** The entries that this answer has passed by. */
  readonly answered: Tracked | undefined;
  readonly recent: RecentUpdate | undefined;
  readonly scheduled: Scheduled | undefined;
  /** On the way back. */
  readonly reply: boolean;
  /** How the connection ends if this answer arrives. */
  readonly ending: Ending;
  /** Why it ends so, if it does. */
  readonly reason: readonly Reason[];
}

/** A way that has come to its end. */
export interface Finished {
  flight: Flight;
  ending: Ending;
  reason: readonly Reason[];
}

export type Next = { kind: 'flight'; flight: Flight } | ({ kind: 'finished' } & Finished);

/** A copy that may still be changed (kernel/copy.ts). */
export function copyFlight(flight: Flight): Mutable<Flight> {
  const { at, packet, inDevice, connection, ttl, share, hops, tracked, answered, recent, scheduled } = flight;
  const { reply, ending, reason } = flight;
  return {
    at,
    packet,
    inDevice,
    connection,
    ttl,
    share,
    hops,
    tracked,
    answered,
    recent,
    scheduled,
    reply,
    ending,
    reason,
  };
}

/** Lets a packet go on to another machine, or into the next stretch of its way. */
export function flyTo(flight: Flight, at: Location, inDevice: string, ttl: number = flight.ttl): Next {
  const next = copyFlight(flight);
  next.at = at;
  next.inDevice = inDevice;
  next.ttl = ttl;
  return fly(next);
}

export const finish = (flight: Flight, ending: Ending, reason: readonly Reason[]): Next => ({
  kind: 'finished',
  flight,
  ending,
  reason,
});

export const silence = (flight: Flight, reason: readonly Reason[]): Next =>
  finish(flight, { result: 'timeout' }, reason);

export const fly = (flight: Flight): Next => ({ kind: 'flight', flight });

/** The hops of a way from first to last. */
export function hopsOf(list: HopList | undefined): Hop[] {
  const hops: Hop[] = [];
  for (let h = list; h; h = h.before) {
    h.told ??= h.tell(h.outDevice);
    hops.push(h.told);
  }
  return hops.reverse();
}
