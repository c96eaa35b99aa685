import { describe, expect, it } from 'vitest';
import { timestamp } from '../../cluster/timestamp.ts';
import { aggregateEvents } from './aggregateEvents.ts';

const said = (n: number, apart: number) =>
  Array.from({ length: n }, (_, i) => ({
    reason: 'ScalingReplicaSet',
    message: `Scaled ${i}`,
    time: timestamp(i * apart),
    source: { component: 'deployment-controller' },
  }));

describe('alike events', () => {
  it('become one from the tenth on, with the last words', () => {
    const all = aggregateEvents(said(13, 1000));
    expect(all).toHaveLength(10);
    expect(all.at(-1)).toMatchObject({
      message: '(combined from similar events): Scaled 12',
      count: 4,
      time: timestamp(9000),
      last: timestamp(12_000),
    });
  });

  it('are not written beyond a burst of 25, as long as nothing is filled up again', () => {
    const written = (all: { count: number }[]) => all.reduce((sum, { count }) => sum + count, 0);
    expect(written(aggregateEvents(said(40, 1000)))).toBe(25);
  });

  it('are told one by one when they are rare', () => {
    expect(aggregateEvents(said(13, 601_000))).toHaveLength(13);
  });

  it('are counted when they are said again, also after some became one', () => {
    const all = aggregateEvents([...said(10, 1000), ...said(10, 1000).slice(-2, -1)]);
    expect(all).toHaveLength(10);
    expect(all.find(({ message }) => message === 'Scaled 8')).toMatchObject({ count: 2 });
  });
});
