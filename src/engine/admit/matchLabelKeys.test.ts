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
