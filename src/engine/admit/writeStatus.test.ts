import { expect, test } from 'vitest';
import { runScenario } from '../runScenario.ts';
import { scenarioText } from '../scenarioFixture.ts';

const WORLD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {nodeName: n2, containers: [{name: c, image: redis}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {l: "1"}}
spec: {replicas: 2, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: redis}]}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ing}
spec: {rules: [{host: a.b}]}
`;

const told = (...commands: string[]): string[] =>
  runScenario(scenarioText(WORLD, commands)).steps.map((step) => ('stdout' in step ? step.stderr + step.stdout : ''));
const patch = (what: string, fields: object): string =>
  `kubectl patch ${what} --subresource=status --type=merge -p '${JSON.stringify(fields)}'`;
const ofPod = (status: object): string => patch('pod a', { status });
const invalid = 'The Pod "a" is invalid: ';

// kubectl 1.36 and its API server
test('what a Pod says of itself is checked', () => {
  const two = [{ ip: '10.244.2.99' }, { ip: '10.244.2.98' }];
  expect(
    told(
      ofPod({ podIPs: [{ ip: '10.244.2.98' }] }),
      ofPod({ podIP: '10.244.2.99', podIPs: two }),
      ofPod({ podIP: '010.244.2.9' }),
      ofPod({ podIP: 'fd00:0::1' }),
      ofPod({ hostIP: '1.2.3', hostIPs: [{ ip: '1.2.3.4' }] }),
      ofPod({ nominatedNodeName: 'n1' }),
      ofPod({ qosClass: 'Guaranteed' }),
      ofPod({ resourceClaimStatuses: [{ name: 'x' }] }),
    ),
  ).toEqual([
    'pod/a patched (no change)\n',
    `${invalid}status.podIPs: Invalid value: [{"IP":"10.244.2.99"},{"IP":"10.244.2.98"}]: may specify no more than one IP for each IP family\n`,
    `${invalid}status.podIPs[0]: Invalid value: "010.244.2.9": must not have leading 0s\n`,
    'Warning: status.podIPs[0].ip: IPv6 address "fd00:0::1" should be in RFC 5952 canonical format ("fd00::1")\npod/a patched\n',
    `${invalid}status.hostIPs[0].ip: Invalid value: "1.2.3.4": must be equal to \`hostIP\`\n`,
    `${invalid}status.nominatedNodeName: Forbidden: may not be set on pods that are already bound to a node\n`,
    `${invalid}status.qosClass: Invalid value: "Guaranteed": field is immutable\n`,
    `${invalid}status.resourceClaimStatuses[0].name: Invalid value: "x": must match the name of an entry in \`spec.resourceClaims\`\n`,
  ]);
});

test('an address that is none is told three times where there are two', () => {
  const hostIPs = [{ ip: '192.168.251.102' }, { ip: 'x' }];
  expect(told(ofPod({ hostIP: '192.168.251.102', hostIPs }))).toEqual([
    [
      'The Pod "a" is invalid: ',
      '* status.hostIPs[1]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      '* status.hostIPs: Internal error: failed to check for dual stack with error:invalid IP[1]: x',
      '* status.hostIPs: Invalid value: [{"IP":"192.168.251.102"},{"IP":"x"}]: may specify no more than one IP for each IP family',
      '',
    ].join('\n'),
  ]);
});

test('labels change with the status, those of Deployments do not', () => {
  const labelled = { metadata: { labels: { z: '1' } } };
  expect(
    told(
      patch('ing ing', labelled),
      "kubectl get ing ing -o jsonpath='{.metadata.labels}'",
      patch('deploy web', labelled),
      "kubectl get deploy web -o jsonpath='{.metadata.labels}'",
    ),
  ).toEqual([
    'ingress.networking.k8s.io/ing patched\n',
    '{"z":"1"}',
    'deployment.apps/web patched (no change)\n',
    '{"l":"1"}',
  ]);
});

test('counts of replicas, and what an Ingress says of its load balancer', () => {
  expect(
    told(
      patch('deploy web', { status: { replicas: -1, readyReplicas: 5 } }),
      patch('ing ing', { status: { loadBalancer: { ingress: [{ ip: 'x' }, { hostname: '1.2.3.4' }] } } }),
    ),
  ).toEqual([
    [
      'The Deployment "web" is invalid: ',
      '* status.replicas: Invalid value: -1: must be greater than or equal to 0',
      '* status.updatedReplicas: Invalid value: 2: cannot be greater than status.replicas',
      '* status.readyReplicas: Invalid value: 5: cannot be greater than status.replicas',
      '* status.availableReplicas: Invalid value: 2: cannot be greater than status.replicas',
      '',
    ].join('\n'),
    [
      'The Ingress "ing" is invalid: ',
      '* status.loadBalancer.ingress[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      '* status.loadBalancer.ingress[1].hostname: Invalid value: "1.2.3.4": must be a DNS name, not an IP address',
      '',
    ].join('\n'),
  ]);
});

test('another version, another uid, and kinds that have no status', () => {
  const version = { metadata: { resourceVersion: '1' } };
  const none = 'Error from server (NotFound): the server could not find the requested resource\n';
  expect(
    told(
      patch('deploy web', version),
      patch('pod a', { metadata: { uid: 'z' } }),
      patch('cm nosuch', {}),
      patch('sa default', {}),
      'kubectl get cm kube-root-ca.crt --subresource=status',
      patch('deploy web', { status: { collisionCount: -1 } }),
    ),
  ).toEqual([
    'Error from server (Conflict): Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again\n',
    `${invalid}metadata.uid: Invalid value: "z": field is immutable\n`,
    none,
    none,
    none,
    'The Deployment "web" is invalid: status.collisionCount: Invalid value: -1: must be greater than or equal to 0\n',
  ]);
});
