import { arriveAtNode, sendFromNode } from './nodeStack.ts';
import type { Finished, Flight, Next } from './Flight.ts';
import { atClient, atPod } from './hostStack.ts';
import { atRouter } from './router.ts';
import type { World } from './World.ts';

/** More stops than any way has before its time to live is over. */
const MOST_STOPS = 300;

/**
 * Follows packets from machine to machine until each way has ended, or enough have.
 */
export function follow(
  world: World,
  start: Flight[],
  most: number,
  beat?: () => void,
): { finished: Finished[]; truncated: boolean } {
  const finished: Finished[] = [];
  const stack = start.map((flight) => ({ flight, stops: 0 })).reverse();
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (finished.length >= most) return { finished, truncated: true };
    if (top.stops > MOST_STOPS) throw new Error('a packet goes in circles');
    beat?.();
    const next = arrive(world, top.flight);
    for (let i = next.length - 1; i >= 0; i--) {
      const one = next[i] as Next;
      if (one.kind === 'flight') stack.push({ flight: one.flight, stops: top.stops + 1 });
    }
    for (const one of next) if (one.kind === 'finished') finished.push(one);
  }
  return { finished, truncated: false };
}

function arrive(world: World, flight: Flight): Next[] {
  const { at } = flight;
  switch (at.kind) {
    case 'client':
      return atClient(world, flight);
    case 'router':
      return atRouter(world, flight);
    case 'pod':
      return atPod(world, flight, at.key);
    case 'node':
      return flight.inDevice === '' ? sendFromNode(world, flight, at.name) : arriveAtNode(world, flight, at.name);
  }
}
