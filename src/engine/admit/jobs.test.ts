import { expect, it } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';

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
