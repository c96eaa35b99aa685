import { describe, expect, it, test } from 'vitest';
import type { Pod } from '../../model/Pod.ts';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { createObject, patchObject } from './api.ts';
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

describe('a budget', () => {
  const settings = readSettings([]).settings;
  const budget = (name: string, policy = 'IfHealthyBudget'): unknown => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: { minAvailable: 1, selector: {}, unhealthyPodEvictionPolicy: policy },
  });
  interface Case {
    ready: boolean;
    status: { currentHealthy: number; desiredHealthy: number; disruptionsAllowed: number };
    policy?: string;
  }

  /** What becomes of a Pod's eviction under a budget of that status. */
  function outcome(
    { ready, status, policy }: Case,
    others: unknown[] = [],
    cluster = openCluster(settings, []),
  ): string {
    for (const one of [budget('pdb', policy), ...others]) createObject(cluster, one, {});
    const spec = { nodeName: 'n1', containers: [{ name: 'c', image: 'nginx' }] };
    createObject(cluster, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec }, {});
    const write = (kind: string, name: string, written: object): void => {
      patchObject(cluster, kind, 'default', name, 'merge', { status: written }, { subresource: 'status' });
    };
    write('Pod', 'web', { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] });
    write('PodDisruptionBudget', 'pdb', { expectedPods: 2, observedGeneration: 1, ...status });
    const response = evictPod(cluster, WEB, {});
    return response.ok ? 'evicted' : `${response.status.code} ${response.status.reason}: ${response.status.message}`;
  }

  const TOO_MANY = "429 TooManyRequests: Cannot evict pod as it would violate the pod's disruption budget.";
  const none = { currentHealthy: 1, desiredHealthy: 1, disruptionsAllowed: 0 };

  // registry/core/pod/storage/eviction.go, Create
  it.each<[string, Case, string]>([
    ['allows none', { ready: true, status: none }, TOO_MANY],
    ['allows one', { ready: true, status: { ...none, disruptionsAllowed: 1 } }, 'evicted'],
    ['does not mind who is not ready, if enough are', { ready: false, status: none }, 'evicted'],
    ['minds, if too few are', { ready: false, status: { ...none, currentHealthy: 0 } }, TOO_MANY],
    ['minds, if none are wanted', { ready: false, status: { ...none, desiredHealthy: 0 } }, TOO_MANY],
    [
      'does not mind them anyway, if it says so',
      { ready: false, status: { ...none, currentHealthy: 0 }, policy: 'AlwaysAllow' },
      'evicted',
    ],
  ])('%s', (_, given, becomes) => expect(outcome(given)).toBe(becomes));

  it('allows one fewer then', () => {
    const cluster = openCluster(settings, []);
    expect(outcome({ ready: true, status: { ...none, disruptionsAllowed: 1 } }, [], cluster)).toBe('evicted');
    expect(cluster.store.get('PodDisruptionBudget', 'default', 'pdb')).toMatchObject({
      status: {
        disruptionsAllowed: 0,
        disruptedPods: { web: '2026-01-01T00:00:00Z' },
        conditions: [{ type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods', observedGeneration: 1 }],
      },
    });
  });

  it('is the only one, or nobody knows', () => {
    expect(outcome({ ready: true, status: none }, [budget('other')])).toBe(
      '500 InternalError: This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  });
});
