import type { Fields } from './Fields.ts';
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
