import { describe, expect, it } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';

const text = (hard: string, ...steps: string[]): string =>
  scenarioText(
    `apiVersion: v1
kind: ResourceQuota
metadata: {name: q}
spec: {hard: {${hard}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx, resources: {requests: {cpu: 100m}, limits: {memory: 128Mi}}}]}
`,
    steps,
  );
const answers = (hard: string, ...steps: string[]): string[] =>
  (runScenario(text(hard, ...steps)).steps as { stdout: string; stderr: string }[]).map(
    ({ stdout, stderr }) => stdout + stderr,
  );

// as the recorded cluster answered: conformance/cases/quota
describe('ResourceQuotas', () => {
  it('count what is used, and refuse what is more', () => {
    const [used, refused, silent] = answers(
      'pods: 2, requests.cpu: 500m, limits.memory: 1Gi',
      'kubectl get quota q -o jsonpath={.status.used}',
      'kubectl run x --image=nginx --overrides=\'{"spec":{"containers":[{"name":"x","image":"nginx","resources":{"requests":{"cpu":"1"},"limits":{"memory":"1Mi"}}}]}}\'',
      'kubectl run x --image=nginx',
    );
    expect(used).toBe('{"limits.memory":"256Mi","pods":"2","requests.cpu":"200m"}');
    expect(refused).toBe(
      'Error from server (Forbidden): pods "x" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=1, used: pods=2,requests.cpu=200m, limited: pods=2,requests.cpu=500m\n',
    );
    expect(silent).toContain('failed quota: q: must specify limits.memory for: x; requests.cpu for: x\n');
  });

  it('leave a Deployment with fewer Pods than it wants, which its conditions tell', () => {
    const [conditions] = answers(
      'pods: 2',
      "kubectl get deploy web -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason},{end}'",
    );
    expect(conditions).toBe(
      'Available=False MinimumReplicasUnavailable,ReplicaFailure=True FailedCreate,Progressing=True ReplicaSetUpdated,',
    );
  });

  it('know a change of a Service that takes more node ports', () => {
    const [, patched, again] = answers(
      'services.nodeports: 1',
      'kubectl create service nodeport one --tcp=80',
      'kubectl create service nodeport two --tcp=80',
      'kubectl delete service one',
    );
    expect(patched).toContain('exceeded quota: q, requested: services.nodeports=1, used: services.nodeports=1');
    expect(again).toContain('deleted');
  });
});
