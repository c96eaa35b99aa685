import type { Fields } from './Fields.ts';
import { keepStatus } from './keepStatus.ts';
import { securityLabelErrors } from './podSecurity.ts';
import type { Strategy } from './Strategy.ts';
import { unqualifiedFinalizers, validateMetadata } from './metadata.ts';
import { invalid } from './fieldErrors.ts';
import { dns1123Label, qualifiedName } from './validators.ts';

/** SetDefaults_Namespace, and Canonicalize for a name that was generated. */
function labelWithName({ metadata }: Fields): void {
  if (metadata.name) metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
}

export const namespaceStrategy: Strategy = {
  defaults: labelWithName,
  prepareForCreate(object) {
    labelWithName(object);
    const { spec } = object;
    spec.finalizers = [...new Set([...(spec.finalizers ?? []), 'kubernetes'])];
    object['status'] = { phase: 'Active' };
  },
  prepareForUpdate(object, old) {
    object['spec'].finalizers = old['spec'].finalizers;
    keepStatus(object, old);
  },
  name: dns1123Label,
  validate({ spec, metadata }) {
    // ValidateFinalizerName, for one after the other
    const errors = ((spec.finalizers ?? []) as string[]).flatMap((name) => [
      ...qualifiedName(name).map((wrong) => invalid('spec.finalizers', name, wrong)),
      ...unqualifiedFinalizers([name], () => 'spec.finalizers'),
    ]);
    // the admission plugin PodSecurity sees what is valid
    return errors.length > 0 || validateMetadata(metadata, dns1123Label).length > 0
      ? errors
      : securityLabelErrors(metadata.labels);
  },
};
