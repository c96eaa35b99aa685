import { describe, expect, it } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';

const text = (...steps: string[]): string =>
  scenarioText(
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
`,
    steps,
  );
type Answer = { stdout: string; stderr: string; exit: number };
const answers = (...steps: string[]): Answer[] => runScenario(text(...steps)).steps as Answer[];
const budget =
  "kubectl get pdb web -o jsonpath='{.status.currentHealthy}/{.status.expectedPods} {.status.disruptionsAllowed}'";

// as the recorded cluster answered: conformance/cases/budgets
describe('PodDisruptionBudgets', () => {
  it('count the Pods that are healthy, and those that may be missed', () => {
    expect(answers(budget)[0]?.stdout).toBe('3/3 1');
  });

  it('hold back an eviction that they do not allow, until the time is over', () => {
    const [, drained, , held] = answers(
      'kubectl scale deploy web --replicas=2',
      'kubectl drain n3',
      budget,
      'kubectl drain n1 n2 --timeout=3s',
    );
    expect(drained?.stdout).toBe('node/n3 cordoned\nnode/n3 drained\n');
    expect(held?.exit).toBe(1);
    expect(held?.stderr).toContain(
      "(will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.\n",
    );
    expect(held?.stderr).toContain('global timeout reached: 3s');
  });

  it('measure parts of a whole by the sizes of controllers', () => {
    const half = 'kubectl patch pdb web --type=merge -p \'{"spec":{"minAvailable":"50%"}}\'';
    expect(answers(half, budget)[1]?.stdout).toBe('3/3 1');
  });
});
