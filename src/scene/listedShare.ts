import type { Reach } from '../model/Trace.ts';

/** What the ways that are listed come to: with more ways than these, they are all that is counted, and less than 1. */
export const listedShare = ({ traces }: Reach): number => traces.reduce((sum, { share }) => sum + share, 0) || 1;
