import { describe, expect, it } from 'vitest';
import type { Ending, Reach, Trace } from '../model/Trace.ts';
import type { PodView } from '../model/Simulation.ts';
import { statisticsOf } from './statistics.ts';

const way = (ending: Ending, share: number, reason: Trace['reason'] = []): Trace => ({
  hops: [],
  ending,
  reason,
  seen: ['timeout'],
  share,
});
const to = (pod: string): Ending => ({ result: 'delivered', pod: `default/${pod}` });
const reach = (...traces: Trace[]): Reach => ({
  from: { kind: 'client' },
  url: 'tcp://web:80',
  traces,
  truncated: false,
});
const pods = [
  ['web-1', 'n1'],
  ['web-2', 'n2'],
  ['web-3', 'n2'],
].map(([name, node]) => ({ namespace: 'default', name, node }) as PodView);

describe('statisticsOf', () => {
  it('counts by Pod and by Node, against what chance says', () => {
    const s = statisticsOf(
      reach(way(to('web-1'), 1 / 3), way(to('web-2'), 1 / 3), way(to('web-3'), 1 / 3)),
      [40, 30, 20],
      pods,
    );
    expect(s.connections).toBe(90);
    expect(s.pods.map(({ name, count, deviation }) => [name, count, Math.round(deviation)])).toEqual([
      ['default/web-1', 40, 10],
      ['default/web-2', 30, 0],
      ['default/web-3', 20, -10],
    ]);
    expect(s.pods[0]?.sigma).toBeCloseTo(10 / Math.sqrt(20), 6);
    expect(s.nodes.map(({ name, count, expected }) => [name, count, expected])).toEqual([
      ['n1', 40, 1 / 3],
      ['n2', 50, 2 / 3],
    ]);
  });

  it('has ways to one Pod in one bar, and failures in bars of their own, by reason, last', () => {
    const s = statisticsOf(
      reach(
        way({ result: 'timeout' }, 0.25, [['drops', 'n3']]),
        way({ result: 'timeout' }, 0.25, [['drops', 'n2']]),
        way(to('web-1'), 0.25),
        way(to('web-1'), 0.25),
      ),
      [1, 2, 3, 4],
      pods,
    );
    expect(s.pods.map(({ kind, count, reason }) => [kind, count, reason])).toEqual([
      ['pod', 7, []],
      ['nobody', 1, [['drops', 'n3']]],
      ['nobody', 2, [['drops', 'n2']]],
    ]);
    expect(s.nodes.map(({ kind, name }) => [kind, name])).toEqual([
      ['node', 'n1'],
      ['nobody', 'timeout'],
      ['nobody', 'timeout'],
    ]);
  });

  it('knows no deviation where there is no choice', () => {
    const [only] = statisticsOf(reach(way(to('web-1'), 1)), [100], pods).pods;
    expect(only).toMatchObject({ deviation: 0, sigma: null, expected: 1 });
  });

  it('scales chances up when only some of the ways are listed', () => {
    const s = statisticsOf({ ...reach(way(to('web-1'), 0.1), way(to('web-2'), 0.1)), truncated: true }, [5, 5], pods);
    expect(s.pods.map(({ expected }) => expected)).toEqual([0.5, 0.5]);
  });
});
