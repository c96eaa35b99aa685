import type { Ending } from '../../model/Trace.ts';

const plural = (text: string, n: number, one: string): string => `${text} ${one}${n === 1 ? '' : 's'}`;

export const statistics = {
  title: 'Statistics',
  count: 'Connections',
  send: 'Send',
  again: 'Start over',
  /** `n` as it is written. */
  sent: (text: string, n: number, from: string, to: string) => `${plural(text, n, 'connection')} from ${from} to ${to}`,
  none: 'Nothing has been counted yet: send some connections, and see how the seed spreads them.',
  range: (most: string) => `Write a number from 1 to ${most}.`,
  byPod: 'By Pod',
  byNode: 'By Node',
  receiver: 'receiver',
  connections: 'count',
  share: 'share',
  expected: 'expected',
  deviation: 'deviation',
  /** In the table's heading: what σ is. */
  sigma: 'in standard deviations; beyond 3 is rare',
  legend: 'The line across a bar is what chance says.',
  client: 'the client',
  failures: {
    refused: 'refused',
    unreachable: 'no route',
    timeout: 'nobody: timeout',
    unresolved: 'no address',
  } satisfies Record<Exclude<Ending['result'], 'delivered'>, string>,
  truncated: 'There are more ways than are counted here.',
};

export type StatisticsWords = typeof statistics;
