import { expect, test } from 'vitest';
import { internalForm, internalPodTemplate } from './internalForm.ts';

// pkg/apis/core/types.go, as Go's encoder writes it

test('what is absent has the zero of its type', () => {
  expect(['', '?', '0', 'b', 'q', '*PodOS', '[PodOS', 'PodOS'].map((type) => internalForm(undefined, type))).toEqual([
    '',
    null,
    0,
    false,
    '0',
    null,
    null,
    { Name: '' },
  ]);
  expect(['', '?', '0', 'b', 'q'].map((type) => internalForm('1', type))).toEqual(['1', '1', '1', '1', '1']);
});

test('a field has its name in Go, and is found by that of manifests', () => {
  expect(internalForm({ containerName: 'c', resource: 'limits.cpu' }, 'ResourceFieldSelector')).toEqual({
    ContainerName: 'c',
    Resource: 'limits.cpu',
    Divisor: '0',
  });
});

test('what manifests say of the host stands in the security context', () => {
  const spec = { hostPID: true, securityContext: { runAsUser: 5 } };
  expect(internalPodTemplate({ spec })).toMatchObject({
    Spec: { SecurityContext: { HostPID: true, HostNetwork: false, RunAsUser: 5 } },
  });
});

test("a template's metadata has its tags", () => {
  const metadata = { generateName: 'g', labels: { b: '1', a: '2' }, creationTimestamp: null };
  const shown = internalPodTemplate({ metadata, spec: {} }) as Record<string, unknown>;
  expect(Object.keys(shown)).toEqual(['generateName', 'labels', 'Spec']);
  expect(JSON.stringify(shown['labels'])).toBe('{"a":"2","b":"1"}');
});
