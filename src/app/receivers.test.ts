import { expect, it } from 'vitest';
import type { Trace } from '../model/Trace.ts';
import { receiversOf } from './receivers.ts';

const way = (pod: string, share: number): Trace => ({
  hops: [],
  ending: { result: 'delivered', pod },
  reason: [],
  seen: ['timeout'],
  share,
});
const reachOf = (truncated: boolean, ...traces: Trace[]) => ({
  from: { kind: 'client' } as const,
  url: 'tcp://203.0.113.10:80',
  traces,
  truncated,
});

it('adds up the ways to one Pod', () => {
  const receivers = receiversOf(reachOf(false, way('a', 0.25), way('b', 0.5), way('a', 0.25)), [1, 0, 2]);
  expect(receivers).toMatchObject([
    { name: 'a', share: 0.5, count: 3, ways: [0, 2] },
    { name: 'b', share: 0.5, count: 0, ways: [1] },
  ]);
});

it('of more ways than are listed, tells the chances among the listed', () => {
  const [a, b] = receiversOf(reachOf(true, way('a', 0.1), way('b', 0.3)), null);
  expect(a?.share).toBeCloseTo(0.25);
  expect(b?.share).toBeCloseTo(0.75);
});
