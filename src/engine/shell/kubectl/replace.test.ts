import { expect, test } from 'vitest';
import { runScenario } from '../../runScenario.ts';

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\n';
const LEASE = 'apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: l}\n';
const QUOTA = 'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {}\n';
const ODD = 'apiVersion: foo/v1\nkind: Foo\nmetadata: {name: q}\n';
const REMEMBERED =
  '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"annotations":{},"name":"conf","namespace":"default"}}';

// kubectl 1.36
test.each([
  [
    'replace --dry-run=client -o yaml',
    OBJECT,
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: conf\n  namespace: default\n',
  ],
  ['replace --force -o name', OBJECT, 'configmap/conf\nconfigmap/conf\n'],
  ['replace --save-config -o jsonpath="{.metadata.annotations.*}"', OBJECT, `${REMEMBERED}\n`],
  ['replace', LEASE, 'lease.coordination.k8s.io/l replaced\n'],
  ['replace', QUOTA, 'Error from server (NotFound): error when replacing "STDIN": resourcequotas "q" not found\n'],
  [
    'create',
    `${ODD}---\n${OBJECT}`,
    'Error from server (AlreadyExists): error when creating "STDIN": configmaps "conf" already exists\n' +
      'resource mapping not found for name: "q" namespace: "" from "STDIN": no matches for kind "Foo" in version "foo/v1"\n' +
      'ensure CRDs are installed first\n',
  ],
  [
    'create --validate=Warn',
    OBJECT,
    'error: invalid - validate option "Warn"; must be one of: strict (or true), warn, ignore (or false)\n',
  ],
])('kubectl %s', (line, stdin, told) => {
  const step = JSON.stringify({ run: `kubectl ${line} -f -`, stdin });
  const scenario = `apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata: {name: t}\nspec: {steps: [${step}]}\n`;
  const [answer] = runScenario(`${scenario}---\n${OBJECT}`).steps;
  if (!answer || !('run' in answer)) throw new Error('no answer');
  expect(answer.stdout + answer.stderr).toBe(told);
});
