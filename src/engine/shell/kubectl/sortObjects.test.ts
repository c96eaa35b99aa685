import { expect, it } from 'vitest';
import type { KubeObject } from '../../../model/KubeObject.ts';
import { sortObjects } from './sortObjects.ts';

const named = (name: string, app?: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...(app ? { labels: { app } } : {}) },
});

it('sorts by a value, and puts what has none first, the last of it at the front', () => {
  const rows = [named('claim'), named('b', 'z'), named('novol'), named('a', 'y'), named('picky')];
  sortObjects(rows, '{.metadata.labels.app}', (row) => row);
  expect(rows.map(({ metadata }) => metadata.name)).toEqual(['picky', 'novol', 'claim', 'a', 'b']);
});
