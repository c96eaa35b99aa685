import { expect, test } from 'vitest';
import { type Node, REGION, ZONE } from '../../model/Node.ts';
import { addTopologyLabels, sameTopology } from './pod.ts';

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

test('a Node gives a Pod the labels that it has of its topology', () => {
  const labelled = (of: Node | undefined): unknown => {
    const metadata = { labels: { app: 'x' } };
    addTopologyLabels(metadata, of);
    return metadata.labels;
  };
  expect(labelled(node({ [ZONE]: 'a', [REGION]: 'r', other: 'o' }))).toEqual({ app: 'x', [ZONE]: 'a', [REGION]: 'r' });
  expect(labelled(node({ [ZONE]: 'a' }))).toEqual({ app: 'x', [ZONE]: 'a' });
  for (const bare of [node({ other: 'o' }), node(), undefined]) expect(labelled(bare)).toEqual({ app: 'x' });
});
