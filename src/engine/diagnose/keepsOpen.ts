import { objectKey, type SourceRef } from '../../model/Span.ts';
import { servicesAsked } from '../servicesAsked.ts';
import { placeOf } from '../shell/placeOf.ts';
import type { Look, Selected } from './Check.ts';

/** A stream of the scenario whose client keeps one connection to a Service, or sends from one socket. */
export interface Kept {
  to: string;
  one: Selected;
  /** Where that is written. */
  ref: SourceRef;
}

export const keepsOpen = (look: Look): Kept[] =>
  look.scenario.traffic.flatMap(({ on, to, keepAlive }, i) => {
    const from = placeOf(look.cluster, on);
    if (!keepAlive || typeof from === 'string') return [];
    const [key] = servicesAsked(look.cluster, from, to);
    const one = look.services.find((each) => each.key === key);
    const object = objectKey('Scenario', 'default', look.scenario.name);
    return one ? [{ to, one, ref: { object, path: `spec.traffic[${i}].keepAlive` } }] : [];
  });
