import { ParseMemo, type ParsedText } from './parse/parse.ts';
import type { OpenScenario } from './openDocuments.ts';

/**
 * What earlier texts left behind. It makes the next answer quicker and never another: everything in it is
 * looked up by the text, or by the identity of an object that never changes.
 */
export interface SimulationMemo {
  parse: ParseMemo;
  /** The text that was simulated last, and its settled cluster. */
  last?: { parsed: ParsedText; opened: OpenScenario };
}

export const createMemo = (): SimulationMemo => ({ parse: new ParseMemo() });
