import { expect, it } from 'vitest';
import { matchLabelKeysErrors, mergeMatchLabelKeys } from './matchLabelKeys.ts';

it('writes a Pod’s own labels into the selectors that name their keys', () => {
  const constraint = { labelSelector: { matchLabels: { app: 'x' } }, matchLabelKeys: ['rev', 'nosuch'] };
  const pod = { metadata: { labels: { app: 'x', rev: '3' } }, spec: { topologySpreadConstraints: [constraint] } };
  mergeMatchLabelKeys(pod);
  expect(constraint.labelSelector).toEqual({
    matchLabels: { app: 'x' },
    matchExpressions: [{ key: 'rev', operator: 'In', values: ['3'] }],
  });
});

it('looks into every term that has a selector, and leaves one alone that it adds nothing to', () => {
  const term = (keys: object) => ({ topologyKey: 'a', labelSelector: {}, ...keys });
  const [required, preferred, idle] = [
    term({ matchLabelKeys: ['rev'] }),
    term({ mismatchLabelKeys: ['rev'] }),
    term({ matchLabelKeys: ['nosuch'] }),
  ];
  const affinity = {
    podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [required, idle] },
    podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: preferred }] },
  };
  mergeMatchLabelKeys({ metadata: { labels: { rev: '3' } }, spec: { affinity } });
  const expression = (operator: string) => ({ matchExpressions: [{ key: 'rev', operator, values: ['3'] }] });
  expect([required, preferred, idle].map(({ labelSelector }) => labelSelector)).toEqual([
    expression('In'),
    expression('NotIn'),
    {},
  ]);
});

it('refuses keys without a selector, and those that stand on both sides', () => {
  const messages = (term: object) =>
    matchLabelKeysErrors(term, 'at').map(({ field, message }) => `${field}: ${message}`);
  expect(messages({ matchLabelKeys: ['a'] })).toEqual([
    'at.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set',
  ]);
  expect(messages({ labelSelector: {}, matchLabelKeys: ['a'], mismatchLabelKeys: ['a'] })).toEqual([
    'at.matchLabelKeys[0]: Invalid value: "a": exists in both matchLabelKeys and mismatchLabelKeys',
  ]);
});
