import { expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { exampleResult } from './fixture.ts';
import { layoutScene } from './layout.ts';
import { packetAt } from './packetAt.ts';
import { timelineOf } from './timeline.ts';

test('a name without an address: one word at the sender, and no packet', () => {
  const result = exampleResult('clusterIp');
  const trace = result.reach!.traces[result.taken]!;
  const [first] = trace.hops;
  const unnamed = { ...first!.after, src: '', dst: '' };
  result.reach!.traces[result.taken] = {
    ...trace,
    hops: [{ ...first!, before: unnamed, after: unnamed, steps: [{ kind: 'resolve', name: 'web', answer: '' }] }],
    ending: { result: 'unresolved' },
    seen: ['unresolved'],
  };
  const timeline = timelineOf(result, layoutScene(result, { width: 744, height: 680 }, { words: en }))!;
  expect(timeline.events.map(({ kind, at }) => [kind, at])).toEqual([['unresolved', timeline.way.stops[0]!.key]]);
  expect(packetAt(timeline, timeline.duration).shape).toBe('gone');
});
