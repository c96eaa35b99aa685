import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../model/Workload.ts';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { runScenario, type StepResult } from '../../runScenario.ts';
import { timelineOf } from '../../time/timelineOf.ts';

const text = (more: string, ...steps: string[]): string => `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec:
  steps:
${steps.map((step) => `  - ${step}\n`).join('')}---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  ${more}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx, readinessProbe: {tcpSocket: {port: 80}}}]}
`;
const stuck = 'progressDeadlineSeconds: 12';
const update = '{run: kubectl set image deployment/web c=busybox}';

const answers = (yaml: string): (StepResult | undefined)[] => runScenario(yaml).steps;

describe('kubectl rollout status', () => {
  // as the recorded cluster answered: tried with a real controller manager
  it('waits, and gives up at its timeout or at the deadline of the rollout', () => {
    const [, now, later, over] = answers(
      text(
        stuck,
        update,
        '{at: 3s, run: kubectl rollout status deployment/web --watch=false}',
        '{at: 5s, run: kubectl rollout status deployment/web --timeout=1s}',
        '{at: 21s, run: kubectl rollout status deployment/web}',
      ),
    );
    const waiting = 'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...\n';
    expect(now).toMatchObject({ stdout: waiting, stderr: '', exit: 0 });
    expect(later).toMatchObject({ stdout: waiting, stderr: 'error: timed out waiting for the condition\n', exit: 1 });
    expect(over).toMatchObject({
      stdout: '',
      stderr: 'error: deployment "web" exceeded its progress deadline\n',
      exit: 1,
    });
  });

  it('says in time how far a rollout is', () => {
    const results: StepResult[] = [];
    const opened = openDocuments(
      parseText(
        text(
          '',
          '{run: kubectl set image deployment/web c=nginx:1.29 > /dev/null; kubectl rollout status deployment/web}',
        ),
      ),
    );
    timelineOf(opened, new Map(), [], (_, result) => results.push(result));
    const [first] = results;
    const lines = first && 'run' in first ? first.stdout.trimEnd().split('\n') : [];
    expect([...new Set(lines)]).toEqual([
      'Waiting for deployment spec update to be observed...',
      'Waiting for deployment "web" rollout to finish: 0 out of 3 new replicas have been updated...',
      'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...',
      'Waiting for deployment "web" rollout to finish: 2 out of 3 new replicas have been updated...',
      'Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...',
      'deployment "web" successfully rolled out',
    ]);
  });

  it('has a rollout time out in time: the condition says since when', () => {
    const opened = openDocuments(parseText(text(stuck, update, '{at: 30s, run: kubectl get deployment web}')));
    timelineOf(opened, new Map());
    const { status } = opened.cluster.store.get<Workload>('Deployment', 'default', 'web') ?? { status: undefined };
    const conditions = status?.['conditions'] as { type: string; reason: string; status: string }[];
    expect(conditions.at(-1)).toMatchObject({
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
  });
});
