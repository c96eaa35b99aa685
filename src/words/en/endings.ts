import type { Ending } from '../../model/Trace.ts';

/** How connections end, in a word or two. */
export const endings = {
  delivered: 'delivered',
  partly: 'partly',
  refused: 'refused',
  timeout: 'timeout',
  unreachable: 'no route',
  unresolved: 'no name',
} satisfies Record<Ending['result'] | 'partly', string>;
