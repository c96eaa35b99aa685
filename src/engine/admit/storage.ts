import { timestamp } from '../cluster/timestamp.ts';
import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required } from './fieldErrors.ts';
import { keepStatus } from './keepStatus.ts';
import { selectorErrors } from './labelSelector.ts';
import { quantityValue } from './quantity.ts';
import type { Strategy } from './Strategy.ts';
import { allInvalid, dns1123Subdomain } from './validators.ts';

/** SetDefaults_PersistentVolumeClaim */
export function defaultClaim(claim: Fields): void {
  claim['spec'].volumeMode ??= 'Filesystem';
  claim['status'] = { ...claim['status'], phase: claim['status']?.phase || 'Pending' };
}

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const VOLUME_MODES = ['Block', 'Filesystem'];

const accessErrors = (modes: readonly string[], at: string): FieldError[] =>
  modes.filter((mode) => !ACCESS_MODES.includes(mode)).map((mode) => notSupported(at, mode, ACCESS_MODES));

/** pkg/apis/core/validation, ValidatePersistentVolumeClaimSpec. */
export function claimErrors(spec: Fields, at: string): FieldError[] {
  const modes: string[] = spec['accessModes'] ?? [];
  const errors = modes.length > 0 ? [] : [required(`${at}.accessModes`, 'at least 1 access mode is required')];
  errors.push(...selectorErrors(spec['selector'], `${at}.selector`), ...accessErrors(modes, `${at}.accessModes`));
  if (modes.includes('ReadWriteOncePod') && modes.some((m) => m !== 'ReadWriteOncePod' && ACCESS_MODES.includes(m)))
    errors.push(forbidden(`${at}.accessModes`, 'may not use ReadWriteOncePod with other access modes'));
  const storage: string | undefined = spec['resources']?.requests?.storage;
  if (storage === undefined) errors.push(required(`${at}.resources[storage]`));
  else if (quantityValue(storage) <= 0n)
    errors.push(invalid(`${at}.resources[storage]`, storage, 'must be greater than zero'));
  const { storageClassName: storageClass, volumeMode } = spec;
  if (storageClass) errors.push(...allInvalid(`${at}.storageClassName`, storageClass, dns1123Subdomain(storageClass)));
  if (volumeMode !== undefined && !VOLUME_MODES.includes(volumeMode))
    errors.push(notSupported(`${at}.volumeMode`, volumeMode, VOLUME_MODES));
  return errors;
}

export const persistentVolumeClaimStrategy: Strategy = {
  defaults: defaultClaim,
  prepareForCreate(object) {
    object['status'] = { phase: 'Pending' };
    const { metadata } = object;
    // plugin/pkg/admission/storage/storageobjectinuseprotection
    metadata.finalizers = [...new Set([...(metadata.finalizers ?? []), 'kubernetes.io/pvc-protection'])];
  },
  prepareForUpdate: keepStatus,
  validate: ({ spec }) => claimErrors(spec, 'spec'),
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
  allocate(cluster, object, old) {
    if (!old) object['status'] = { ...object['status'], lastPhaseTransitionTime: timestamp(cluster.now) };
    return undefined;
  },
  prepareForUpdate: keepStatus,
  validate({ spec }) {
    const modes: string[] = spec.accessModes ?? [];
    const errors = modes.length > 0 ? [] : [required('spec.accessModes')];
    errors.push(...accessErrors(modes, 'spec.accessModes'), ...capacityErrors(spec));
    const { persistentVolumeReclaimPolicy: policy } = spec;
    const policies = ['Delete', 'Recycle', 'Retain'];
    if (!policies.includes(policy)) errors.push(notSupported('spec.persistentVolumeReclaimPolicy', policy, policies));
    const { storageClassName: storageClass } = spec;
    if (storageClass) errors.push(...allInvalid('spec.storageClassName', storageClass, dns1123Subdomain(storageClass)));
    if (spec.csi) errors.push(...csiErrors(spec.csi));
    return errors;
  },
};

/** ValidatePersistentVolumeSpec: what it holds, and that it is somewhere. */
function capacityErrors({ capacity, ...spec }: Fields): FieldError[] {
  const errors = capacity ? [] : [required('spec.capacity')];
  if (!capacity || capacity.storage === undefined || Object.keys(capacity).length > 1)
    errors.push(notSupported('spec.capacity', capacity ?? null, ['storage']));
  for (const [name, quantity] of Object.entries<string>(capacity ?? {}))
    if (quantityValue(quantity) <= 0n)
      errors.push(invalid(`spec.capacity[${name}]`, quantity, 'must be greater than zero'));
  const known = new Set(NO_SOURCES);
  return Object.keys(spec).every((field) => known.has(field))
    ? [...errors, required('spec', 'must specify a volume type')]
    : errors;
}

const NO_SOURCES = [
  'accessModes',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

/** validateCSIPersistentVolumeSource */
function csiErrors({ driver, volumeHandle }: Fields): FieldError[] {
  const errors = driver
    ? allInvalid('spec.csi.driver', driver, dns1123Subdomain(driver.toLowerCase()))
    : [required('spec.csi.driver')];
  return volumeHandle ? errors : [...errors, required('spec.csi.volumeHandle')];
}

export const storageClassStrategy: Strategy = {
  defaults(object) {
    object['reclaimPolicy'] ??= 'Delete';
    object['volumeBindingMode'] ??= 'Immediate';
  },
  validate({ provisioner, reclaimPolicy, volumeBindingMode }) {
    const policies = ['Delete', 'Retain'];
    const modes = ['Immediate', 'WaitForFirstConsumer'];
    return [
      ...(provisioner ? [] : [required('provisioner')]),
      ...(policies.includes(reclaimPolicy) ? [] : [notSupported('reclaimPolicy', reclaimPolicy, policies)]),
      ...(modes.includes(volumeBindingMode) ? [] : [notSupported('volumeBindingMode', volumeBindingMode, modes)]),
    ];
  },
};
