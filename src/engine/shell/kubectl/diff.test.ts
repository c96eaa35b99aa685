import { expect, test } from 'vitest';
import { runScenario } from '../../runScenario.ts';

const service = (port: number): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port }] } });

function diff(manifest: string) {
  const run = JSON.stringify(`echo '${manifest}' | kubectl diff -f -`);
  const [step] = runScenario(`kind: Scenario
apiVersion: kubehop.dev/v1
metadata: {name: t}
spec:
  steps:
  - run: kubectl delete svc web
  - run: echo '${service(80)}' | kubectl apply -f -
  - run: ${run}
---
${service(80)}
`).steps.slice(-1);
  if (!step || !('run' in step)) throw new Error('no answer');
  return step;
}

test('what is applied already differs in nothing', () => {
  expect(diff(service(80))).toMatchObject({ stdout: '', stderr: '', exit: 0 });
});

test('a change is told line by line, and fails with 1', () => {
  const { stdout, exit } = diff(service(81));
  expect(stdout).toMatch(/^diff -u -N \/tmp\/LIVE-\d+\/v1\.Service\.default\.web \/tmp\/MERGED-\d+\//);
  expect(stdout).toContain('\n-  - port: 80\n');
  expect(stdout).toContain('\n+  - port: 81\n');
  expect(exit).toBe(1);
});

test('what the server refuses fails with 2', () => {
  expect(diff(service(0))).toMatchObject({ stdout: '', exit: 2 });
});
