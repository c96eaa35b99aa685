import { expect, test } from 'vitest';
import { runScenario } from '../runScenario.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - {name: c, image: redis, resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: 200m, memory: 128Mi}}}
  - {name: d, image: busybox}
`;

function told(lines: string[]): string[] {
  const steps = JSON.stringify(lines.map((run) => ({ run })));
  const scenario = `apiVersion: kubehop.dev/v1\nkind: Scenario\nmetadata: {name: t}\nspec: {steps: ${steps}}\n`;
  return runScenario(`${scenario}---\n${POD}`).steps.map((step) => ('run' in step ? step.stdout + step.stderr : ''));
}

const patch = (subresource: string, patched: unknown): string =>
  `kubectl patch pod a --subresource=${subresource} -p '${JSON.stringify(patched)}'`;
const container = (fields: object): unknown => ({ spec: { containers: [fields] } });
const sized = (resources: object, name = 'c'): string => patch('resize', container({ name, resources }));
const only = 'The Pod "a" is invalid: spec: Forbidden: only cpu and memory resources are mutable\n';

// kubectl 1.36
test('what resize changes of a Pod, and what it does not', () => {
  expect(
    told([
      sized({ requests: { cpu: '150m' } }),
      "kubectl get pod a -o jsonpath='{.spec.containers[0].resources.requests.cpu} {.metadata.generation}'",
      sized({ requests: null, limits: null }),
      sized({ limits: { 'ephemeral-storage': '1Gi' } }),
      patch('resize', { metadata: { labels: { x: 'y' } } }),
      patch('resize', container({ name: 'c', image: 'other' })),
    ]),
  ).toEqual([
    'pod/a patched\n',
    '150m 2',
    expect.stringContaining('spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed\n'),
    only,
    'pod/a patched\n',
    'pod/a patched\n',
  ]);
});

test('ephemeral containers are added, and stay as they are', () => {
  const added = (name: string, image: string): string =>
    patch('ephemeralcontainers', { spec: { ephemeralContainers: [{ name, image }] } });
  const [, shown, changed, taken, others] = told([
    added('dbg', 'busybox:1'),
    "kubectl get pod a -o jsonpath='{.spec.ephemeralContainers[*].image}'",
    added('dbg', 'busybox:2'),
    added('c', 'busybox:2'),
    "kubectl patch svc kubernetes --subresource=resize -p '{}'",
  ]);
  expect(shown).toBe('busybox:1');
  expect(changed).toMatch(/existing ephemeral containers "dbg" may not be changed\n/);
  expect(taken).toBe('The Pod "a" is invalid: spec.ephemeralContainers[0].name: Duplicate value: "c"\n');
  expect(others).toBe('Error from server (NotFound): the server could not find the requested resource\n');
});
