import type { Strategy } from './Strategy.ts';
import { unqualifiedFinalizers } from './metadata.ts';
import { dns1123Label } from './validators.ts';

export const namespaceStrategy: Strategy = {
  prepareForCreate(object) {
    const { metadata, spec } = object;
    metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name ?? '' };
    spec.finalizers = [...new Set([...(spec.finalizers ?? []), 'kubernetes'])];
    object['status'] = { phase: 'Active' };
  },
  prepareForUpdate(object, old) {
    object['spec'].finalizers = old['spec'].finalizers;
    object['status'] = old['status'];
  },
  name: dns1123Label,
  validate: ({ spec }) => unqualifiedFinalizers(spec.finalizers ?? [], () => 'spec.finalizers'),
};
