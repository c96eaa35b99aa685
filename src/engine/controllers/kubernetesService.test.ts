import { expect, test } from 'vitest';
import { deleteObject } from '../admit/deleteObject.ts';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { execute } from '../shell/execute.ts';
import { settle } from './settle.ts';

test('Service kubernetes comes back within ten seconds, with its address, its endpoint and another uid', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  settle(cluster);
  const get = (kind: string) => cluster.store.get(kind, 'default', 'kubernetes');
  const before = get('Service');
  for (const kind of ['Service', 'EndpointSlice']) deleteObject(cluster, kind, 'default', 'kubernetes');
  settle(cluster);
  expect([get('Service'), get('Endpoints'), get('EndpointSlice')]).toEqual([undefined, undefined, undefined]);
  execute(cluster, 'admin', 'sleep 10', '');
  settle(cluster);
  expect(get('Service')?.['spec']).toEqual(before?.['spec']);
  expect(get('Service')?.metadata.uid).not.toBe(before?.metadata.uid);
  expect(get('Endpoints')?.['subsets']).toHaveLength(1);
  expect(get('EndpointSlice')?.['endpoints']).toHaveLength(1);
});
