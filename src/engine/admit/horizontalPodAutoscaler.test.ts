import { expect, test } from 'vitest';
import { horizontalPodAutoscalerStrategy } from './horizontalPodAutoscaler.ts';

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' };

const told = (spec: object): string[] =>
  (
    horizontalPodAutoscalerStrategy.validate?.({ spec: { scaleTargetRef, maxReplicas: 2, ...spec } }, undefined) ?? []
  ).map(({ field, message }) => `${field}: ${message}`);

// validateScalingRules: a list that somebody wrote empty is filled in before a manifest comes here
test('a way to scale has a policy', () => {
  const way = { selectPolicy: 'Max', policies: [{ type: 'Pods', value: 1, periodSeconds: 1 }] };
  expect(told({ behavior: { scaleUp: way, scaleDown: way } })).toEqual([]);
  expect(told({ behavior: { scaleUp: { ...way, policies: [] }, scaleDown: way } })).toEqual([
    'spec.behavior.scaleUp.policies: Required value: must specify at least one Policy',
  ]);
});
