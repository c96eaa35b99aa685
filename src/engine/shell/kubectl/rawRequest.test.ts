import { expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const run = (...commands: string[]): string[] =>
  runScenario(scenarioText('', commands)).steps.map((step) => ('stdout' in step ? step.stderr + step.stdout : ''));

const PATH = '/api/v1/namespaces/default/configmaps';
const NO_SUCH = 'Error from server (NotFound): the server could not find the requested resource\n';

it('makes, tells, replaces and deletes what a path of the API names', () => {
  const body = (value: string): string =>
    `echo '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"r"},"data":{"a":"${value}"}}'`;
  const [made, again, listed, replaced, gone, missing] = run(
    `${body('b')} | kubectl create --raw ${PATH} -f -`,
    `${body('b')} | kubectl create --raw ${PATH} -f -`,
    `kubectl get --raw ${PATH}`,
    `${body('c')} | kubectl replace --raw ${PATH}/r -f -`,
    `kubectl delete --raw ${PATH}/r`,
    `kubectl get --raw ${PATH}/r`,
  );
  expect(made).toMatch(
    /^\{"kind":"ConfigMap","apiVersion":"v1","metadata":\{"name":"r","namespace":"default","uid":.*"data":\{"a":"b"\}\}\n$/,
  );
  expect(again).toBe('Error from server (AlreadyExists): configmaps "r" already exists\n');
  expect(listed).toMatch(
    /^\{"kind":"ConfigMapList","apiVersion":"v1","metadata":\{"resourceVersion":"\d+"\},"items":\[\{"metadata":/,
  );
  expect(replaced).toContain('"data":{"a":"c"}}');
  expect(gone).toMatch(
    /^\{"kind":"Status","apiVersion":"v1","metadata":\{\},"status":"Success","details":\{"name":"r","kind":"configmaps","uid":/,
  );
  expect(missing).toBe('Error from server (NotFound): configmaps "r" not found\n');
});

it('knows what the server says of itself, and which paths there are not', () => {
  const [version, api, nosuch, metrics] = run(
    'kubectl get --raw /version',
    'kubectl get --raw /api',
    'kubectl get --raw /api/v1/nosuch',
    'kubectl get --raw /metrics',
  );
  expect(version).toContain('"gitVersion": "v1.36.3"');
  expect(api).toMatch(/^\{"kind":"APIVersions","versions":\["v1"\]/);
  expect(nosuch).toBe(NO_SUCH);
  expect(metrics).toBe('error: kubehop does not answer "kubectl get --raw /metrics"\n');
});

it('has the number of Pods at the subresource scale', () => {
  const [, shown, patched, same, refused, ofService] = run(
    'kubectl create deployment web --image=nginx',
    `kubectl get deploy web --subresource=scale -o jsonpath='{.kind} {.spec.replicas} {.status.selector}'`,
    `kubectl patch deploy web --subresource=scale --type=merge -p '{"spec":{"replicas":2}}'`,
    `kubectl patch deploy web --subresource=scale --type=merge -p '{"spec":{"replicas":2}}'`,
    `kubectl patch deploy web --subresource=scale -p '{"spec":{"replicas":-1}}'`,
    'kubectl get svc kubernetes --subresource=scale',
  );
  expect(shown).toBe('Scale 1 app=web');
  expect(patched).toBe('scale.autoscaling/web patched\n');
  expect(same).toBe('scale.autoscaling/web patched (no change)\n');
  expect(refused).toBe(
    'The Scale "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0\n',
  );
  expect(ofService).toBe(NO_SUCH);
});
