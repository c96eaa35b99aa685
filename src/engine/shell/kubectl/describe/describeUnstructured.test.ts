import { expect, it } from 'vitest';
import { titleOf } from './describeUnstructured.ts';

it('makes titles of the names of fields', () => {
  expect(
    ['apiVersion', 'holderIdentity', 'podCIDR', 'uid', 'caBundle', 'CSIDriver', 'admissionReviewVersions', 'a.b/c'].map(
      titleOf,
    ),
  ).toEqual([
    'API Version',
    'Holder Identity',
    'Pod CIDR',
    'UID',
    'Ca Bundle',
    'CSIDriver',
    'Admission Review Versions',
    'a.b/c',
  ]);
});
