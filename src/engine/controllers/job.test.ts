import { expect, it } from 'vitest';
import type { StepResult } from '../runScenario.ts';
import { runScenario } from '../runScenario.ts';

const SUSPEND = (suspend: boolean): string => `kubectl patch job once -p '{"spec":{"suspend":${suspend}}}'`;
const STATUS = `kubectl get job once -o jsonpath='{.status.startTime} {.status.active} {.status.conditions[0].reason}'`;

it('a Job that is suspended has not started, and starts anew when it goes on', () => {
  const job =
    'apiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\nspec:\n  template: {spec: {restartPolicy: Never, containers: [{name: c, image: nginx}]}}';
  const lines = [SUSPEND(true), STATUS, 'kubectl get pods', SUSPEND(false), STATUS, 'kubectl describe job once'];
  const steps = lines.map((run) => ({ on: 'admin', run }));
  const scenario = { apiVersion: 'kubehop.dev/v1', kind: 'Scenario', metadata: { name: 'job' }, spec: { steps } };
  const [, suspended, pods, , resumed, described] = runScenario(`${job}\n---\n${JSON.stringify(scenario)}`).steps.map(
    (step: StepResult) => ('stdout' in step ? step.stdout + step.stderr : ''),
  );
  expect(suspended).toBe('  JobSuspended');
  expect(pods).toBe('No resources found in default namespace.\n');
  expect(resumed).toMatch(/^2026-\S+ 1 JobResumed$/);
  expect(described?.match(/Suspended|Resumed|SuccessfulDelete|SuccessfulCreate/g)?.slice(-4)).toHaveLength(4);
});

it('an Indexed Job has one Pod of each index', () => {
  const job =
    'apiVersion: batch/v1\nkind: Job\nmetadata: {name: mpi}\nspec:\n  completionMode: Indexed\n  parallelism: 2\n  completions: 3\n  template: {spec: {restartPolicy: Never, containers: [{name: c, image: nginx}]}}';
  const indexes = `kubectl get pods -L batch.kubernetes.io/job-completion-index --sort-by=.metadata.name --no-headers`;
  const patch = (parallelism: number): string => `kubectl patch job mpi -p '{"spec":{"parallelism":${parallelism}}}'`;
  const lines = [
    indexes,
    patch(3),
    indexes,
    patch(1),
    indexes,
    `kubectl exec job/mpi -- printenv JOB_COMPLETION_INDEX`,
  ];
  const steps = lines.map((run) => ({ on: 'admin', run }));
  const scenario = { apiVersion: 'kubehop.dev/v1', kind: 'Scenario', metadata: { name: 'job' }, spec: { steps } };
  const [two, , three, , one, variable] = runScenario(`${job}\n---\n${JSON.stringify(scenario)}`).steps.map(
    (step: StepResult) => ('stdout' in step ? step.stdout : ''),
  );
  const told = (text: string | undefined): string[] =>
    (text ?? '')
      .trim()
      .split('\n')
      .map((line) => line.replace(/-\w{5} .* /, ' '));
  expect(told(two)).toEqual(['mpi-0 0', 'mpi-1 1']);
  expect(told(three)).toEqual(['mpi-0 0', 'mpi-1 1', 'mpi-2 2']);
  expect(told(one)).toEqual(['mpi-1 1']);
  expect(variable).toBe('1\n');
});
