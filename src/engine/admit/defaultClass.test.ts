import { expect, test } from 'vitest';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { createObject } from './api.ts';
import { IS_DEFAULT_CLASS, newestMarked } from './defaultClass.ts';

/** plugin/pkg/admission/storage/storageclass/setdefault: GetDefaultClass */
function chosen(...classes: [name: string, second: number, mark?: string][]): string | undefined {
  const cluster = openCluster(readSettings([]).settings, []);
  for (const [name, second, mark = 'true'] of classes) {
    cluster.now = second * 1000;
    const metadata = { name, annotations: { [IS_DEFAULT_CLASS[0] ?? '']: mark } };
    createObject(cluster, { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata, provisioner: 'x' }, {});
  }
  return newestMarked(cluster, 'StorageClass', IS_DEFAULT_CLASS);
}

test('of several defaults it is the newest, then the first by name', () => {
  expect(chosen(['a', 1], ['b', 2])).toBe('b');
  expect(chosen(['b', 1], ['a', 2])).toBe('a');
  expect(chosen(['a', 2], ['b', 1])).toBe('a');
  expect(chosen(['b', 1], ['a', 1], ['c', 1])).toBe('a');
  expect(chosen(['a', 1], ['c', 1], ['b', 1])).toBe('a');
  expect(chosen(['b', 1], ['a', 2, 'false'])).toBe('b');
  expect(chosen(['a', 1, 'false'])).toBeUndefined();
});
