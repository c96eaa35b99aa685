import { describe, expect, it } from 'vitest';
import type { Timeline } from '../model/Timeline.ts';
import { timeLanes } from './timeLanes.ts';

const timeline: Timeline = {
  own: 1,
  end: 10_000,
  nodes: ['n1', 'n2'],
  pods: [{ object: 'Pod/default/web-1', node: 'n1', life: 'ready' }],
  events: [
    { at: 1000, kind: 'step', step: 0, on: 'admin', run: 'kubectl delete pod web-1', exit: 0 },
    { at: 1000, kind: 'pod', object: 'Pod/default/web-1', node: 'n1', life: 'terminating', by: 'step 1' },
    { at: 2000, kind: 'pod', object: 'Pod/default/web-1', node: 'n1', life: 'gone', by: 'kubelets' },
    { at: 2500, kind: 'sync', node: 'n1', stale: 1500 },
    { at: 4000, kind: 'node', node: 'n2', state: 'off' },
  ],
  traffic: [
    {
      from: { kind: 'client' },
      url: 'tcp://10.96.0.1:80',
      ends: [
        { result: 'delivered', pod: 'default/web-1', reason: [] },
        { result: 'timeout', pod: '', reason: [] },
      ],
      spans: [
        {
          from: 0,
          to: 10_000,
          counts: [
            [0, 90],
            [1, 10],
          ],
        },
      ],
    },
  ],
  bound: null,
};

describe('timeLanes', () => {
  const lanes = timeLanes(timeline);
  const lane = (kind: string, name = '') => lanes.find((l) => l.kind === kind && (name === '' || l.name === name));

  it("has a Node's stale stretch, and the time that a machine is off", () => {
    expect(lane('proxy', 'n1')?.bars).toEqual([{ from: 1000, to: 2500, look: 'stale' }]);
    expect(lane('proxy', 'n2')?.bars).toEqual([{ from: 4000, to: 10_000, look: 'off' }]);
  });

  it("has a Pod's life", () => {
    expect(lane('pod')?.bars.map(({ from, to, look }) => [from, to, look])).toEqual([
      [0, 1000, 'ready'],
      [1000, 2000, 'terminating'],
    ]);
  });

  it('deals connections out over the whole time', () => {
    const bins = lane('traffic')?.bins ?? [];
    expect(Math.round(bins.reduce((sum, { answered }) => sum + answered, 0))).toBe(90);
    expect(Math.round(bins.reduce((sum, { failed }) => sum + failed, 0))).toBe(10);
  });
});
