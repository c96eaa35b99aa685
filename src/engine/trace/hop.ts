import type { Reason } from '../../model/Message.ts';
import type { Packet } from '../../model/Packet.ts';
import type { Hook, Hop, Machine, Step } from '../../model/Trace.ts';
import { hopWords } from './explain.ts';
import type { Flight } from './Flight.ts';
import type { World } from './World.ts';

/** A stop of the packet, in words too: `reason` where that is known better than the steps tell. It says what happened first, and then what to do about it. */
export function makeHop(
  world: World,
  flight: Flight,
  at: Machine,
  hook: Hook | undefined,
  after: Packet,
  steps: Step[],
  before: Packet = flight.packet,
  reason?: readonly Reason[],
): Hop {
  if (!world.told) return untold(at, hook, flight);
  const { reply, ttl, inDevice } = flight;
  const hop = { at, ...(hook && { hook }), before, after, steps, reply, ttl, ...(inDevice && { inDevice }) };
  const sentence = reason?.[0];
  return { ...hop, ...hopWords(world, hop), ...(sentence && { sentence }) };
}

const NOBODY: Packet = { protocol: 'tcp', src: '', sport: 0, dst: '', dport: 0, flags: '', mark: 0 };

/** Only where the packet was: what the next machine asks. */
const untold = (at: Machine, hook: Hook | undefined, { reply, ttl }: Flight): Hop => ({
  at,
  ...(hook && { hook }),
  before: NOBODY,
  after: NOBODY,
  steps: [],
  sentence: { who: '', does: [] },
  label: ['passes'],
  reply,
  ttl,
});
