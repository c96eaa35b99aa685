import type { Hop } from '../model/Trace.ts';

/** When a hop happens, and where. */
export interface TimelineHop {
  index: number;
  hop: Hop;
  /** From its arrival, to when everything has happened that happens there, to the arrival at the next hop. */
  start: number;
  rest: number;
  end: number;
  stop: number;
}
