import type { PodView, ServiceView, SimulationResult } from '../model/Simulation.ts';
import type { ObjectKey } from '../model/Span.ts';
import { differ, type OutcomeDifference } from './differences.ts';

/** What is written beside an object in a picture: its chance, or that only this picture has it. */
export type Remark = { kind: 'only' } | { kind: 'share'; share: number } | { kind: 'state' };

const stateOfPod = ({ ready, terminating, phase, node, ips }: PodView): string =>
  JSON.stringify([ready, terminating, phase, node, ips]);



/** Objects that are different in the other variant, for the picture of one of them. */
export function remarks(
  own: SimulationResult,
  other: SimulationResult,
  outcomes: readonly OutcomeDifference[],
  side: 'a' | 'b',
): Map<ObjectKey, Remark> {
  const found = new Map<ObjectKey, Remark>();
  const compareAll = <T extends { key: ObjectKey }>(mine: T[], theirs: T[], state: (of: T) => string): void => {
    const there = new Map(theirs.map((thing) => [thing.key, state(thing)]));
    for (const thing of mine) {
      const before = there.get(thing.key);
      if (before === undefined) found.set(thing.key, { kind: 'only' });
      else if (before !== state(thing)) found.set(thing.key, { kind: 'state' });
    }
  };
  compareAll(own.pods, other.pods, stateOfPod);
  compareAll(own.services, other.services, (service: ServiceView) => JSON.stringify(service));
  for (const outcome of outcomes)
    if (outcome.kind === 'pod' && differ(outcome)) {
      const key = `Pod/${outcome.name}`;
      if (found.get(key)?.kind !== 'only') found.set(key, { kind: 'share', share: outcome[side] });
    }
  return found;
}
