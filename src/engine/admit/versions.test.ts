import { expect, test } from 'vitest';
import { openCluster } from '../cluster/open.ts';
import { readSettings } from '../cluster/settings.ts';
import { createObject, patchObject } from './api.ts';
import type { ApiResponse } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { findKind, type KindInfo } from './kinds.ts';
import { servedVersion } from './versions.ts';

const OLD = findKind('autoscaling/v1', 'HorizontalPodAutoscaler') as KindInfo;
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const hpa = (spec: object): unknown => ({
  apiVersion: 'autoscaling/v1',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { scaleTargetRef, maxReplicas: 5, ...spec },
});

const stored = (response: ApiResponse): Fields => {
  if (!response.ok) throw new Error(response.status.message);
  return response.object as Fields;
};

const share = (averageUtilization: number): object => ({
  resource: { name: 'cpu', target: { averageUtilization, type: 'Utilization' } },
  type: 'Resource',
});

test('an object of autoscaling/v1 is kept as v2, and shown as either', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const kept = stored(createObject(cluster, hpa({ targetCPUUtilizationPercentage: 60 }), {}));
  expect(kept['apiVersion']).toBe('autoscaling/v2');
  expect(kept['spec']).toEqual({ scaleTargetRef, minReplicas: 1, maxReplicas: 5, metrics: [share(60)] });
  expect(kept['status']).toEqual({ currentMetrics: null, desiredReplicas: 0 });

  const change = { spec: { targetCPUUtilizationPercentage: 70 } };
  const changed = stored(patchObject(cluster, OLD, 'default', 'web', 'strategic', change, {}));
  expect(changed['spec'].metrics).toEqual([share(70)]);
  const served = servedVersion(OLD, changed as never) as Fields;
  expect(served['apiVersion']).toBe('autoscaling/v1');
  expect(served['spec'].targetCPUUtilizationPercentage).toBe(70);
  expect(served['status']).toEqual({ currentReplicas: 0, desiredReplicas: 0 });
});

test('a field of the other version is refused', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const response = createObject(cluster, hpa({ metrics: [] }), {});
  expect(response.ok ? '' : response.status.message).toContain('unknown field "spec.metrics"');
});

test('of several metrics of v2 the share of CPU is the one that autoscaling/v1 has', () => {
  const memory = {
    resource: { name: 'memory', target: { averageUtilization: 50, type: 'Utilization' } },
    type: 'Resource',
  };
  const amount = { resource: { name: 'cpu', target: { averageValue: '1', type: 'AverageValue' } }, type: 'Resource' };
  const shown = (...metrics: object[]): unknown =>
    (servedVersion(OLD, { apiVersion: 'autoscaling/v2', metadata: {}, spec: { metrics } } as never) as Fields)['spec']
      .targetCPUUtilizationPercentage;
  expect(shown(memory, amount, share(70))).toBe(70);
  expect(shown(memory, amount)).toBeUndefined();
});
