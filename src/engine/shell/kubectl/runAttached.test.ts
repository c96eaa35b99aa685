import { expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const web = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;
const BANNER = /^All commands and output .*\nIf you don't see a command prompt, try pressing enter\.\n/;
const DELETED = 'pod "tmp" deleted from default namespace\n';
const EXEC = 'create the Pod and use `kubectl exec`';

function run(options: string, command: string, then = 'kubectl get pod tmp') {
  const line = `kubectl run tmp --image=busybox ${options} -- ${command}`;
  const [asked, after] = runScenario(scenarioText(web, [line, then])).steps;
  if (!asked || !('run' in asked) || !after || !('run' in after)) throw new Error('no answer');
  return { ...asked, left: after.stderr === '' };
}

it('runs a command in the new Pod, tells what it prints, and takes the Pod away', () => {
  const { stdout, stderr, exit, left } = run('-it --rm --restart=Never', 'wget -qO- web');
  expect(stdout).toMatch(/^web sees 10\.244\.\d\.\d+\npod "tmp" deleted from default namespace\n$/);
  expect(stderr).toMatch(BANNER);
  expect([exit, left]).toEqual([0, false]);
});

it('says nothing of itself with --quiet', () => {
  expect(run('-i --rm -q --restart=Never', 'hostname')).toMatchObject({ stdout: 'tmp\n', stderr: '' });
});

it('fails as the command does, where nothing starts it again', () => {
  const never = run('-i --rm --restart=Never', "sh -c 'exit 3'");
  expect(never).toMatchObject({ stdout: DELETED, exit: 3, left: false });
  expect(never.stderr.replace(BANNER, '')).toBe('pod default/tmp terminated (Error)\n');
  expect(run('-i --rm --restart=Always', "sh -c 'exit 3'")).toMatchObject({ stdout: DELETED, exit: 0 });
});

it('gives up on a command that is started again and again', () => {
  const { stdout, stderr, exit } = run('-i --rm --restart=OnFailure', "sh -c 'echo on; exit 1'");
  expect([stdout, exit]).toEqual([`on\n${DELETED}`, 1]);
  expect(stderr.replace(BANNER, '')).toBe('error: timed out waiting for the condition\n');
});

it('leaves a command to itself that would always be started again, as is the rule', () => {
  expect(run('-i --rm', "sh -c 'echo on; exit 1'")).toMatchObject({ stdout: `on\n${DELETED}`, exit: 0 });
});

it('gives up on a Pod that no Node takes', () => {
  const nowhere = `--overrides='{"spec":{"nodeSelector":{"disk":"none"}}}'`;
  const error = 'error: timed out waiting for the condition\n';
  expect(run(`-i --rm ${nowhere}`, 'env')).toMatchObject({ stdout: DELETED, stderr: error, exit: 1, left: false });
});

it('takes a Service away with its Pod', () => {
  const { stdout } = run('-i --rm -q=false --port=80 --expose --restart=Never', 'hostname', 'kubectl get svc tmp');
  expect(stdout).toBe(`service/tmp created\ntmp\n${DELETED}service "tmp" deleted from default namespace\n`);
});

it('is told before anything is made that no shell and no Pod stays', () => {
  const open = `error: kubehop keeps no program open to type to: write a command after \`--\`, or ${EXEC}\n`;
  expect(run('-it --rm', 'sh')).toMatchObject({ stdout: '', stderr: open, exit: 1, left: false });
  const kept = `error: kubehop attaches only to a Pod that goes with its command: add --rm, or ${EXEC}\n`;
  expect(run('-it', 'env')).toMatchObject({ stdout: '', stderr: kept, exit: 1, left: false });
});

it('does not attach where it is told so', () => {
  const then = "kubectl get pod tmp -o jsonpath='{.spec.containers[0].stdin} {.spec.restartPolicy}'";
  expect(run('-i --attach=false', 'sh', then)).toMatchObject({ stdout: 'pod/tmp created\n', left: true });
});
