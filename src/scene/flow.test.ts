import { en } from '../words/en.ts';
import { expect, test } from 'vitest';
import { exampleResult } from './fixture.ts';
import { flowOf, sampleAt } from './flow.ts';
import { layoutScene } from './layout.ts';

test('every connection of a tally is one bar, evenly spread, the same every time', () => {
  const result = exampleResult();
  const scene = layoutScene(result, { width: 744, height: 680 }, { words: en });
  const counts = [300, 0, 100, 100, 100, 100, 100, 100, 100];
  const flow = flowOf(result, scene, { connections: 1000, counts })!;
  expect(flow.connections).toBe(1000);
  expect(flow.ways.map((w) => w.trace)).toEqual([0, 2, 3, 4, 5, 6, 7, 8]);
  const first = flow.wayOf.slice(0, 100).filter((w) => w === 0).length;
  expect(first).toBe(30);
  expect(flowOf(result, scene, { connections: 1000, counts })).toEqual(flow);

  expect(sampleAt(flow, 0, 0)).toBe(0);
  expect(sampleAt(flow, 999, 0.1)).toBe(-1);
  expect(sampleAt(flow, 999, 0.99)).toBeGreaterThan(180);
});
