import type { SimulationResult } from '../model/Simulation.ts';
import type { ObjectKey, Span } from '../model/Span.ts';

/** The document that an object comes from; undefined for what the text does not hold. */
export function originSpan(result: SimulationResult | null, object: ObjectKey): Span | undefined {
  const document = result?.origins[object];
  return document === undefined ? undefined : result?.documents[document];
}
