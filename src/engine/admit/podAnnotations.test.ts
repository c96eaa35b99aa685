import { expect, test } from 'vitest';
import { podAnnotationErrors } from './podAnnotations.ts';

const told = (annotations: Record<string, string>): string[] =>
  podAnnotationErrors(annotations, { containers: [{ name: 'c' }] }, 'at').map(({ message }) => message);

// helper.GetDeletionCostFromPodAnnotations
test.each(['0', '5', '-5', '-05', '2147483647', '-2147483648'])('%s is what a Pod may cost', (cost) => {
  expect(told({ 'controller.kubernetes.io/pod-deletion-cost': cost })).toEqual([]);
});

test.each(['', '+5', '05', '-', '-x', 'x5', '5x', '1.5', '2147483648', '-2147483649'])('%j is not', (cost) => {
  const wrong = `Invalid value: ${JSON.stringify(cost)}: must be a 32bit integer`;
  expect(told({ 'controller.kubernetes.io/pod-deletion-cost': cost })).toEqual([wrong]);
});

// ValidateAppArmorPodAnnotations
test.each(['', 'runtime/default', 'unconfined', 'localhost/a', 'localhost/'])('%j is a profile', (profile) => {
  expect(told({ 'container.apparmor.security.beta.kubernetes.io/c': profile })).toEqual([]);
});

test.each(['x', 'runtime/defaults', 'unconfinedly', 'xlocalhost/a'])('%j is none', (profile) => {
  const wrong = `Invalid value: "${profile}": invalid AppArmor profile name: "${profile}"`;
  expect(told({ 'container.apparmor.security.beta.kubernetes.io/c': profile })).toEqual([wrong]);
});
