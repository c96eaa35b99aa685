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

it('takes no more than 20 rules, 20 patterns in a rule and 255 exit codes', () => {
  const ignore = { action: 'Ignore', onPodConditions: [{ type: 'a', status: 'True' }] };
  const failed = (values: number[]): unknown => ({ action: 'FailJob', onExitCodes: { operator: 'In', values } });
  const told = (rules: unknown[]): unknown =>
    podFailurePolicyErrors({ template: { spec: {} }, podFailurePolicy: { rules } }, 'rules');
  const tooMany = (field: string, count: number, most: number): unknown => ({
    field,
    type: 'TooMany',
    message: `Too many: ${count}: must have at most ${most} items`,
  });
  const codes = Array.from({ length: 256 }, (_, i) => i + 1);
  expect(told(Array(20).fill(ignore))).toEqual([]);
  expect(told(Array(21).fill(ignore))).toEqual([tooMany('rules', 21, 20)]);
  const many = { ...ignore, onPodConditions: Array(21).fill(ignore.onPodConditions[0]) };
  expect(told([many])).toEqual([tooMany('rules[0].onPodConditions', 21, 20)]);
  expect(told([failed(codes.slice(1))])).toEqual([]);
  expect(told([failed(codes)])).toEqual([tooMany('rules[0].onExitCodes.values', 256, 255)]);
});
