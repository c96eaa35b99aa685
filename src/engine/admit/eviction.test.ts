import { expect, test } from 'vitest';
import type { Pod } from '../../model/Pod.ts';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { createObject } from './api.ts';
import { evictPod } from './eviction.ts';

const WEB = { namespace: 'default', name: 'web' };

/** A Pod that has been placed and evicted, as it is in the store then. */
function evicted(options: { dryRun?: boolean }): Pod | undefined {
  const cluster = openCluster(readSettings([]).settings, []);
  const spec = { nodeName: 'n1', containers: [{ name: 'c', image: 'nginx' }] };
  createObject(cluster, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec }, {});
  expect(evictPod(cluster, WEB, options).ok).toBe(true);
  return cluster.store.get<Pod>('Pod', 'default', 'web');
}

// registry/core/pod/storage/eviction.go, addConditionAndDeletePod
test('a Pod that is evicted is going, and says by whom', () => {
  expect(evicted({})).toMatchObject({
    metadata: { deletionTimestamp: expect.any(String) as unknown },
    status: { conditions: [{ type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI', status: 'True' }] },
  });
});

test('a dry run leaves it as it was', () => {
  const pod = evicted({ dryRun: true });
  expect(pod?.metadata).not.toHaveProperty('deletionTimestamp');
  expect(pod?.status).not.toHaveProperty('conditions');
});
