import type { MatrixCell } from '../model/Matrix.ts';
import type { Ending } from '../model/Trace.ts';

/** What a cell of the matrix shows: how connections end there, in one word and two numbers. */
export interface CellLook {
  /** `partly`: some are delivered and some are not. */
  state: Ending['result'] | 'partly';
  /** Who may get the connection, of those who are ready. */
  reached: number;
  of: number;
  /** Chance of being delivered, 0…1. */
  share: number;
  /** How the likeliest of those that are not delivered ends. */
  failure: Exclude<Ending['result'], 'delivered'> | '';
}

export function cellLook({ outcomes, receivers }: MatrixCell, endpoints: number): CellLook {
  const share = outcomes.find(({ result }) => result === 'delivered')?.share ?? 0;
  const failure = outcomes.flatMap(({ result }) => (result === 'delivered' ? [] : [result]))[0] ?? '';
  const state = failure === '' ? 'delivered' : share > 0 ? 'partly' : failure;
  const reached = receivers.length;
  return { state, reached, of: Math.max(endpoints, reached), share, failure };
}

/** Whether a reader would see a difference. Chances are equal up to a tenth of a percent. */
export const sameLook = (a: CellLook, b: CellLook): boolean =>
  a.state === b.state &&
  a.reached === b.reached &&
  a.of === b.of &&
  a.failure === b.failure &&
  Math.abs(a.share - b.share) < 0.001;
