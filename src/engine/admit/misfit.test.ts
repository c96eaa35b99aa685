import { expect, test } from 'vitest';
import { runScenario } from '../runScenario.ts';

const refusal = (type: string, patch: unknown): string => {
  const run = JSON.stringify(`kubectl patch svc web --type=${type} -p '${JSON.stringify(patch)}'`);
  const [step] = runScenario(`kind: Scenario
apiVersion: kubehop.dev/v1
metadata: {name: t}
spec:
  steps:
  - run: ${run}
---
apiVersion: v1
kind: Service
metadata: {name: web, labels: {b: x, a: w}}
spec: {clusterIP: 10.96.0.9, ports: [{name: a, port: 80}, {name: b, port: 81}]}
`).steps;
  if (!step || !('run' in step)) throw new Error('no answer');
  return step.stderr;
};

// kubectl 1.36: both repeat the object; what the patch has opened is sorted, the rest in the order of its type
test('a JSON patch that makes no object', () => {
  const told = refusal('json', [{ op: 'replace', path: '/spec/ports/0/port', value: 1.5 }]);
  expect(told).toMatch(/^The request is invalid: patch: Invalid value: "\{\\"apiVersion\\":\\"v1\\",\\"kind\\":/);
  expect(told).toContain(String.raw`\"metadata\":{\"name\":\"web\",\"namespace\":\"default\",\"uid\":`);
  expect(told).toContain(
    String.raw`\"ports\":[{\"name\":\"a\",\"port\":1.5,\"protocol\":\"TCP\",\"targetPort\":80},` +
      String.raw`{\"name\":\"b\",\"protocol\":\"TCP\",\"port\":81,\"targetPort\":81}]`,
  );
  expect(told).toMatch(
    /: json: cannot unmarshal number 1\.5 into Go struct field ServicePort\.spec\.ports\.port of type/,
  );
});

test('a JSON patch that replaces the whole object', () => {
  const value = { spec: { ports: 'x' }, metadata: { name: 'web' }, kind: 'Service', apiVersion: 'v1' };
  expect(refusal('json', [{ op: 'replace', path: '', value }])).toMatch(
    /^The request is invalid: patch: Invalid value: "\{\\"apiVersion\\":\\"v1\\",\\"kind\\":\\"Service\\",\\"metadata\\":\{\\"name\\":\\"web\\"\},\\"spec\\":\{\\"ports\\":\\"x\\"\}\}": json: cannot unmarshal string into/,
  );
});

test('a merge patch that makes no object', () => {
  const told = refusal('merge', { metadata: { labels: { z: { b: 1, a: 2 } } }, spec: { ports: 'x' } });
  expect(told).toContain(String.raw`\"labels\":{\"a\":\"w\",\"b\":\"x\",\"z\":{\"a\":2,\"b\":1}},\"managedFields\":[`);
  expect(told).toContain(String.raw`\"spec\":{\"clusterIP\":\"10.96.0.9\",\"clusterIPs\":[\"10.96.0.9\"],`);
  expect(told).toContain(String.raw`\"ports\":\"x\"`);
});

// kubectl 1.36
test('a merge patch that makes another kind of it', () => {
  expect(refusal('merge', { kind: 'Pod' })).toMatch(
    /: converting \(v1\.Pod\) to \(core\.Service\): unknown conversion\n$/,
  );
  expect(refusal('merge', { apiVersion: 'v2' })).toMatch(
    /: no kind "Service" is registered for version "v2" in scheme "pkg\/runtime\/scheme\.go:111"\n$/,
  );
});
