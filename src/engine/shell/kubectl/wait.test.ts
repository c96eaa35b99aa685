import { expect, test } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const run = (...commands: string[]): string[] =>
  runScenario(scenarioText('', commands)).steps.map((step) => ('stdout' in step ? step.stderr + step.stdout : ''));

// kubectl 1.36
test('wait prints the object in the form that is asked for', () => {
  const wait = "kubectl wait svc/kubernetes --for=jsonpath='{.spec.type}'=ClusterIP";
  expect(run(wait, `${wait} -o name`, `${wait} -o jsonpath={.metadata.name}`)).toEqual([
    'service/kubernetes condition met\n',
    'service/kubernetes\n',
    'kubernetes',
  ]);
});

test('all of them and some of them do not go together', () => {
  expect(run('kubectl annotate svc --all x=y --field-selector metadata.name=a')).toEqual([
    'error: cannot set --all and --field-selector at the same time\n',
  ]);
});
