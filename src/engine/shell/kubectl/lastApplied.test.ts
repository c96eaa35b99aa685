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
    const stdout: unknown = expect.stringMatching(/^configmap\/settings (configured|serverside-applied)\n$/);
    expect(after(`echo '${manifest}' | ${apply}`)).toMatchObject({ stdout, exit: 0 });
  }
});

it('says what is wrong with it to who wants to see it', () => {
  const view = 'kubectl apply view-last-applied configmap settings';
  expect(after(`${view} -o json`)).toMatchObject({ stderr: 'error: unexpected end of JSON input\n', exit: 1 });
  expect(after(view)).toMatchObject({ stdout: '', exit: 1 });
});

// strategicpatch: diffListsOfMaps goes on with the strategy of the list
it('lets what a volume was go, whoever made it', () => {
  const deployment = (volume: object) =>
    JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'c', image: 'nginx' }], volumes: [{ name: 'data', ...volume }] },
        },
      },
    });
  const apply = `echo '${deployment({ secret: { secretName: 's' } })}' | kubectl apply -o jsonpath='{..volumes}' -f -`;
  expect(runScenario(scenarioText(deployment({ emptyDir: {} }), [apply])).steps[0]).toMatchObject({
    stdout: '[{"name":"data","secret":{"defaultMode":420,"secretName":"s"}}]',
    exit: 0,
  });
});
