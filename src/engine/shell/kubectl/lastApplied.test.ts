import { expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"data": '}
data: {mode: quick}
`;
const after = (command: string) => runScenario(scenarioText(SETTINGS, [command])).steps[0];

it('takes an annotation that nobody can read for none', () => {
  const manifest = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"mode":"slow"}}';
  for (const apply of ['kubectl apply -f -', 'kubectl apply --server-side --force-conflicts -f -']) {
    const step = after(`echo '${manifest}' | ${apply}`);
    expect(step).toMatchObject({ exit: 0 });
    expect(step?.stdout).toMatch(/^configmap\/settings (configured|serverside-applied)\n$/);
  }
});

it('says what is wrong with it to who wants to see it', () => {
  const view = 'kubectl apply view-last-applied configmap settings';
  expect(after(`${view} -o json`)).toMatchObject({ stderr: 'error: unexpected end of JSON input\n', exit: 1 });
  expect(after(view)).toMatchObject({ stdout: '', exit: 1 });
});
