import { expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const run = (...commands: string[]): string[] =>
  runScenario(scenarioText('', commands)).steps.map((step) => ('stdout' in step ? step.stderr + step.stdout : ''));

const file = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}';
const changed = (command: string): string => `echo '${file}' | kubectl ${command}`;

it('changes files and asks no server with --local', () => {
  expect(
    run(
      changed("patch --local -f - -p 'data: {a: b}' -o jsonpath='{.data}'"),
      changed('label --local -f - a=b'),
      changed("annotate --local -f - a=b -o jsonpath='{.metadata.annotations}'"),
      'kubectl get cm c',
    ),
  ).toEqual([
    '{"a":"b"}',
    'configmap/c labeled\n',
    '{"a":"b"}',
    'Error from server (NotFound): configmaps "c" not found\n',
  ]);
});

it('takes nothing but files then', () => {
  expect(
    run(
      'kubectl patch cm c --local -p {}',
      'kubectl label --local cm c a=b',
      'kubectl annotate --local a=b',
      changed('label --local -f - a=b --dry-run=server'),
      'kubectl set image --local deploy/web a=b',
    ),
  ).toEqual([
    'error: cannot specify --local and server resources\n',
    'error: can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set\n',
    'error: one or more files must be specified as -f rsrc.yaml or --filename=rsrc.json\n',
    'error: cannot specify --local and --dry-run=server - did you mean --dry-run=client?\n',
    `error: you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
`,
  ]);
});

it('has objects as their types have them in what `set` changes', () => {
  const pod =
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"x"}]}}';
  expect(
    run(
      `echo '${pod}' | kubectl set image --local -f - c=z -o yaml`,
      `echo '${pod}' | kubectl set image --local -f - c=z -o jsonpath='{.kind}'`,
      `echo '${pod.replace('"c"', 'true')}' | kubectl set image --local -f - c=z`,
    ),
  ).toEqual([
    `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
  - image: z
    name: c
    resources: {}
status: {}
`,
    'Pod',
    'error: unable to decode "STDIN": json: cannot unmarshal bool into Go struct field Container.spec.containers.name of type string\n',
  ]);
});
