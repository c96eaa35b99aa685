import { expect, test } from 'vitest';
import { simulate } from '../index.ts';
import { containerResourceNameErrors, isExtended } from './resourceNames.ts';

// validateResourceRequirements of pkg/apis/core/validation
test.each([
  ['limits: {hugepages-2Mi: 4Mi, memory: 1Gi}', ''],
  ['limits: {hugepages-2Mi: 4Mi}', 'resources: Forbidden: HugePages require cpu or memory'],
  [
    'limits: {hugepages-2Mi: 3Mi, cpu: 1}',
    'limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
  ],
  ['limits: {hugepages-x: 3Mi, cpu: 1}', '3Mi is not positive integer multiple of hugepages-x'],
  ['limits: {requests.example.com/gpu: 1}', "doesn't follow extended resource name standard"],
  ['limits: {storage: 1Gi}', 'limits[storage]: Invalid value: "storage": must be a standard resource for containers'],
])('%s: %s', (resources, said) => {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i, resources: {${resources}}}]}\n`;
  const messages = simulate({ text }).diagnostics.map(({ message }) => message);
  if (said === '') expect(messages).toEqual([]);
  else expect(messages.join('\n')).toContain(said);
});

// IsExtendedResourceName: with `requests.` before it, as quotas have it, it must be a name, too
test('a name of somebody else’s leaves room for what quotas put before it', () => {
  const prefix = (n: number): string => `${'a.'.repeat(n).slice(0, n - 1)}b`;
  expect(isExtended(`${prefix(243)}/gpu`)).toBe(true);
  expect(isExtended(`${prefix(245)}/gpu`)).toBe(false);
  expect(containerResourceNameErrors(`${prefix(245)}/gpu`, 'at').map(({ message }) => message)).toEqual([
    `Invalid value: "${prefix(245)}/gpu": doesn't follow extended resource name standard`,
  ]);
});
