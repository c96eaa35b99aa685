import type { ObjectKey } from '../model/Span.ts';
import type { OpenScenario } from './openDocuments.ts';
import type { Place } from './origins.ts';
import { ParseMemo, type ParsedText } from './parse/parse.ts';

/** A text and the cluster that it made, at rest, with where its objects stand in the text. */
export interface Settled {
  parsed: ParsedText;
  opened: OpenScenario;
  places: ReadonlyMap<ObjectKey, Place>;
  origins: Record<ObjectKey, number>;
}

/**
 * What earlier texts left behind. It makes the next answer quicker and never another: everything in it is
 * looked up by the text, or by the identity of an object that never changes.
 */
export interface SimulationMemo {
  parse: ParseMemo;
  /** What was simulated last. */
  last?: Settled;
}

export const createMemo = (): SimulationMemo => ({ parse: new ParseMemo() });
