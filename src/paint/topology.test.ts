import { expect, test } from 'vitest';
import { exampleResult } from '../scene/fixture.ts';
import { layoutScene } from '../scene/layout.ts';
import type { Rect } from '../scene/Scene.ts';
import { en } from '../words/en.ts';
import { wiresOf } from './topology.ts';

const touches = (rect: Rect, [x1, , x2, y2]: readonly number[]): boolean =>
  x1 === x2 && x1 !== undefined && x1 > rect.x && x1 < rect.x + rect.w && y2 === rect.y;

test.each([
  [false, 1],
  [true, 0],
])('Nodes hidden from the client: %s; wires from it to theirs: %i', (nodesHidden, wires) => {
  const scene = layoutScene({ ...exampleResult(), nodesHidden }, { width: 1400, height: 900 }, { words: en });
  const client = scene.outsiders.find(({ kind }) => kind === 'client');
  expect(wiresOf(scene).filter((wire) => client && touches(client.rect, wire))).toHaveLength(wires);
});
