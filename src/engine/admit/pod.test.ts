import { expect, test } from 'vitest';
import { type Node, REGION, ZONE } from '../../model/Node.ts';
import { sameTopology } from './pod.ts';

const node = (labels?: Record<string, string>): Node =>
  ({ metadata: { name: 'n', ...(labels && { labels }) } }) as Node;

test('Nodes write over the same labels of Pods, if they have labels of the same names', () => {
  const [both, others] = [node({ [ZONE]: 'a', [REGION]: 'r' }), node({ [ZONE]: 'b', [REGION]: 's' })];
  const [zone, region] = [node({ [ZONE]: 'a' }), node({ [REGION]: 'r' })];
  expect(sameTopology(both, others)).toBe(true);
  expect(sameTopology(node(), node({}))).toBe(true);
  expect(sameTopology(zone, zone)).toBe(true);
  expect([
    sameTopology(both, zone),
    sameTopology(zone, both),
    sameTopology(region, both),
    sameTopology(zone, region),
    sameTopology(zone, node()),
  ]).toEqual([false, false, false, false, false]);
});
