import { expect, test } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';

const SLICE = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: a}
addressType: IPv4
endpoints: []
`;

// discovery/endpointslice/strategy.go; client-go: jsonpath.go, evalToText
test('labels of a slice count for its generation, annotations do not', () => {
  const shown = "kubectl get endpointslice a -o jsonpath='{.metadata.generation} {.ports} {.nosuch}'";
  const commands = [shown, 'kubectl label endpointslice a x=y', shown, 'kubectl annotate endpointslice a x=y', shown];
  const { steps } = runScenario(scenarioText(SLICE, commands));
  expect(steps.map((step) => ('stdout' in step ? step.stdout : ''))).toEqual([
    '1 null ',
    'endpointslice.discovery.k8s.io/a labeled\n',
    '2 null ',
    'endpointslice.discovery.k8s.io/a annotated\n',
    '2 null ',
  ]);
});
