import { describe, expect, it } from 'vitest';
import { openDocuments } from '../../openDocuments.ts';
import { parseText } from '../../parse/parse.ts';
import { runScenario } from '../../runScenario.ts';
import { timelineOf } from '../../time/timelineOf.ts';

const web = `---
apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: bbbbbbbbbbbb}
spec: {containers: [{name: c, image: nginx}]}
`;
const scenario = (...steps: string[]): string =>
  `apiVersion: kubehop.dev/v1
kind: Scenario
metadata: {name: t}
spec:
  steps:
${steps.map((step) => `  - ${step}\n`).join('')}${web}`;

const run = (command: string) => {
  const [step] = runScenario(scenario(JSON.stringify({ run: command }))).steps;
  if (!step || !('run' in step)) throw new Error('no answer');
  return step;
};

describe('kubectl get --watch', () => {
  // recorded: columns remember their widths, and the header comes once
  it('prints what happens until the cluster is at rest', () => {
    const { stdout, exit } = run('kubectl delete pod bbbbbbbbbbbb --wait=false; kubectl get pods -w');
    expect(stdout.split('\n').slice(1)).toEqual([
      'NAME           READY   STATUS        RESTARTS   AGE',
      'a              1/1     Running       0          1s',
      'bbbbbbbbbbbb   1/1     Terminating   0          1s',
      'bbbbbbbbbbbb   1/1     Terminating   0          2s',
      '',
    ]);
    expect(exit).toBe(0);
  });

  it('goes on until timeout ends it', () => {
    const { stdout, exit } = run('timeout 5 kubectl get pod a -w; kubectl get pod a --no-headers');
    expect(stdout).toBe(
      'NAME   READY   STATUS    RESTARTS   AGE\na      1/1     Running   0          1s\na     1/1   Running   0     6s\n',
    );
    expect(exit).toBe(0);
    expect(run('timeout 5 kubectl get pod a -w').exit).toBe(124);
  });

  it('says of events what they are', () => {
    expect(run('timeout 1 kubectl get pods -w --output-watch-events').stdout).toBe(`\
EVENT      NAME           READY   STATUS    RESTARTS   AGE
ADDED      a              1/1     Running   0          1s
ADDED      bbbbbbbbbbbb   1/1     Running   0          1s
`);
  });

  it.each([
    ['kubectl get pods,svc -w', 'error: you may only specify a single resource type\n'],
    ['kubectl get pods nope -w', 'Error from server (NotFound): pods "nope" not found\n'],
  ])('refuses %s', (command, stderr) => {
    expect(run(command)).toMatchObject({ stderr, stdout: '', exit: 1 });
  });

  it('goes on beside the steps of a timeline', () => {
    const text = scenario(
      '{run: kubectl get pods -w}',
      '{at: 2s, run: kubectl delete pod a}',
      '{at: 4s, run: kubectl run c --image=nginx}',
    );
    const { events } = timelineOf(openDocuments(parseText(text)), new Map());
    const rows = events.flatMap((e) =>
      e.kind === 'printed' ? [`${e.at} ${e.text.split(/ +/).slice(0, 3).join(' ')}`] : [],
    );
    expect(rows).toEqual([
      '2000 a 1/1 Terminating',
      '3020 a 1/1 Terminating',
      '4000 c 0/1 Pending',
      '4020 c 0/1 Pending',
      '4020 c 0/1 ContainerCreating',
      '5520 c 1/1 Running',
    ]);
    expect(events.filter(({ kind }) => kind === 'step').map(({ at }) => at)).toEqual([20, 3020, 4000]);
  });
});
