import { ParseMemo } from './parse/parse.ts';

/**
 * What earlier texts left behind. It makes the next answer quicker and never another: everything in it is
 * looked up by the text, or by the identity of an object that never changes.
 */
export interface SimulationMemo {
  parse: ParseMemo;
}

export const createMemo = (): SimulationMemo => ({ parse: new ParseMemo() });
