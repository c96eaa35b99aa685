import { expect, test } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { execute } from '../../shell/execute.ts';

const TEXT = `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: nginx}]}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: none}
spec: {minAvailable: 1, selector: {matchLabels: {no: body}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: scaler}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 2}
`;

const { cluster } = openDocuments(parseText(TEXT));
const fieldsOf = (resource: string, subresource: string): string =>
  execute(
    cluster,
    'admin',
    `kubectl get ${resource} --show-managed-fields -o jsonpath='{.metadata.managedFields[?(@.subresource=="${subresource}")].fieldsV1}{.metadata.managedFields[?(@.manager=="kubectl-create")].fieldsV1}'`,
    '',
  ).stdout;

// as a cluster's API server answered
test('zeros of a status that was born with them belong to nobody', () => {
  expect(fieldsOf('ds/agent', 'status')).toContain('"f:currentNumberScheduled":{}');
  expect(fieldsOf('ds/agent', 'status')).not.toContain('f:numberMisscheduled');
  expect(fieldsOf('pdb/none', 'status')).not.toContain('f:currentHealthy');
});

test('who makes a DaemonSet has the annotation of its generation', () => {
  expect(fieldsOf('ds/agent', '')).toContain('f:deprecated.daemonset.template.generation');
});

test('what is scaled is told part by part', () => {
  expect(fieldsOf('hpa/scaler', '')).toContain('"f:scaleTargetRef":{"f:apiVersion":{},"f:kind":{},"f:name":{}}');
});
