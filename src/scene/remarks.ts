import type { PodView, ServiceView, SimulationResult } from '../model/Simulation.ts';
import type { ObjectKey } from '../model/Span.ts';
import { differ, type OutcomeDifference } from './differences.ts';

/** What is said of an object in the picture of one of two variants. */
export type Remark =
  /** The other one does not have it. */
  | { kind: 'only' }
  /** The chance that it gets the connection. */
  | { kind: 'share'; share: number }
  /** It is different; `field` is the first field that is, `value` what it is here, '' if that is no single word. */
  | { kind: 'state'; field: string; value: string };

type Fields = Record<string, unknown>;

const podFields = ({ ready, terminating, phase, node, ips }: PodView): Fields => ({
  ready,
  terminating,
  phase,
  node,
  ips,
});

/** Policies before what follows from them. */
function serviceFields(service: ServiceView): Fields {
  const { type, externalTrafficPolicy, internalTrafficPolicy, sessionAffinity, ...rest } = service;
  return { type, externalTrafficPolicy, internalTrafficPolicy, sessionAffinity, ...rest };
}

function stateOf(own: Fields, other: Fields): Remark | null {
  const field = Object.keys(own).find((key) => JSON.stringify(own[key]) !== JSON.stringify(other[key]));
  if (field === undefined) return null;
  const value = own[field];
  return { kind: 'state', field, value: typeof value === 'string' || typeof value === 'boolean' ? String(value) : '' };
}

/** Objects that are different in the other variant, for the picture of one of them, which draws these. */
export function remarksOf(
  own: SimulationResult,
  other: SimulationResult,
  outcomes: readonly OutcomeDifference[],
  side: 'a' | 'b',
  drawn: ReadonlySet<ObjectKey>,
): Map<ObjectKey, Remark> {
  const found = new Map<ObjectKey, Remark>();
  const compareAll = <T extends { key: ObjectKey }>(mine: T[], theirs: T[], fields: (of: T) => Fields): void => {
    const there = new Map(theirs.map((thing) => [thing.key, thing]));
    for (const thing of mine) {
      if (!drawn.has(thing.key)) continue;
      const twin = there.get(thing.key);
      const remark = twin ? stateOf(fields(thing), fields(twin)) : ({ kind: 'only' } as const);
      if (remark) found.set(thing.key, remark);
    }
  };
  compareAll(own.pods, other.pods, podFields);
  compareAll(own.services, other.services, serviceFields);
  for (const outcome of outcomes) {
    const key = `Pod/${outcome.name}`;
    if (outcome.kind === 'pod' && differ(outcome) && found.get(key)?.kind !== 'only')
      found.set(key, { kind: 'share', share: outcome[side] });
  }
  return found;
}
