import type { Source } from '../model/Simulation.ts';
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
  /** What was simulated last, and the cluster before it that was not made from it: half a word back, or ahead. */
  last?: Settled | undefined;
  other?: Settled | undefined;
  /** Runs what was typed; whoever has none of it needs no commands, which are half of the engine. */
  openTyped?: OpenTyped;
}

/** The cluster of a source, at rest. Whoever has it may look and ask, but not change it. */
export type OpenTyped = (source: Source, beat?: () => void) => Settled;

export const createMemo = (openTyped?: OpenTyped): SimulationMemo => ({
  parse: new ParseMemo(),
  ...(openTyped && { openTyped }),
});
