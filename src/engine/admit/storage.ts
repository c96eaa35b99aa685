import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { notSupported, required } from './fieldErrors.ts';
import type { Strategy } from './Strategy.ts';

/** SetDefaults_PersistentVolumeClaim */
export function defaultClaim(claim: Fields): void {
  claim['spec'].volumeMode ??= 'Filesystem';
  claim['status'] = { ...claim['status'], phase: claim['status']?.phase || 'Pending' };
}

export const persistentVolumeClaimStrategy: Strategy = {
  defaults: defaultClaim,
  prepareForCreate(object) {
    object['status'] = { phase: 'Pending' };
    const { metadata } = object;
    // plugin/pkg/admission/storage/storageobjectinuseprotection
    metadata.finalizers = [...new Set([...(metadata.finalizers ?? []), 'kubernetes.io/pvc-protection'])];
  },
  validate({ spec }) {
    const modes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
    const errors: FieldError[] = spec.accessModes?.length
      ? []
      : [required('spec.accessModes', 'at least 1 access mode is required')];
    for (const mode of spec.accessModes ?? []) {
      if (!modes.includes(mode)) errors.push(notSupported('spec.accessModes', mode, modes));
    }
    if (!spec.resources?.requests?.storage) errors.push(required('spec.resources[storage]'));
    return errors;
  },
};

export const persistentVolumeStrategy: Strategy = {
  defaults(object) {
    object['spec'].persistentVolumeReclaimPolicy ||= 'Retain';
    object['spec'].volumeMode ??= 'Filesystem';
    if (object['spec'].hostPath) object['spec'].hostPath.type ??= '';
  },
  prepareForCreate(object) {
    object['status'] = { phase: 'Pending' };
    const { metadata } = object;
    metadata.finalizers = [...new Set([...(metadata.finalizers ?? []), 'kubernetes.io/pv-protection'])];
  },
};

export const storageClassStrategy: Strategy = {
  defaults(object) {
    object['reclaimPolicy'] ??= 'Delete';
    object['volumeBindingMode'] ??= 'Immediate';
  },
};
