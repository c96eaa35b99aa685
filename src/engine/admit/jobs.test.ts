import { expect, it } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';
import { podFailurePolicyErrors } from './podFailurePolicy.ts';

const job = (labels: string): string => `apiVersion: batch/v1
kind: Job
metadata: {name: one, ${labels}}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {restartPolicy: Never, containers: [{name: c, image: nginx}]}
`;

function labelsOf(manifest: string): string[] {
  const { steps } = runScenario(scenarioText(manifest, ['kubectl get job one -o jsonpath={.metadata.labels}']));
  const [step] = steps;
  return Object.keys(JSON.parse(step && 'stdout' in step ? step.stdout : '{}')).sort();
}

it('gives a Job without labels those of its Pods, which have those of the selector', () => {
  const added = ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'controller-uid', 'job-name'];
  expect(labelsOf(job(''))).toEqual(['app', ...added]);
  expect(labelsOf(job('labels: {}'))).toEqual(['app', ...added]);
  expect(labelsOf(job('labels: {own: x}'))).toEqual(['own']);
});

it('tells of a rule for nothing, or for two things, without its value', () => {
  const rules = [
    { action: 'Ignore' },
    {
      action: 'Ignore',
      onExitCodes: { operator: 'In', values: [1] },
      onPodConditions: [{ type: 'a', status: 'True' }],
    },
  ];
  const spec = { template: { spec: {} }, podFailurePolicy: { rules } };
  const bare = (field: string, why: string): unknown => ({ field, type: 'Invalid', message: `Invalid value: ${why}` });
  expect(podFailurePolicyErrors(spec, 'rules')).toEqual([
    bare('rules[0]', 'specifying one of OnExitCodes and OnPodConditions is required'),
    bare('rules[1]', 'specifying both OnExitCodes and OnPodConditions is not supported'),
  ]);
});
