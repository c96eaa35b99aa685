import { timestamp } from '../cluster/timestamp.ts';
import type { FieldError } from './ApiResponse.ts';
import { nodeSelectorErrors } from './affinityValidation.ts';
import type { Fields } from './Fields.ts';
import { forbidden, goJson, immutable, invalid, notSupported, required } from './fieldErrors.ts';
import { internalForm } from './internalForm.ts';
import { keepStatus } from './keepStatus.ts';
import { sorted } from './labelSelector.ts';
import { quantityValue, roundUp } from './quantity.ts';
import { driverErrors } from './rareVolumes.ts';
import { accessErrors, attributesClassErrors, volumeModeErrors } from './storage.ts';
import type { Strategy } from './Strategy.ts';
import { unifiedDiff } from './unifiedDiff.ts';
import { allInvalid, dns1123Subdomain } from './validators.ts';
import { defaultStorage, secretReferenceErrors } from './storageVolumes.ts';
import { shownSource, sourceErrors } from './volumeValidation.ts';

export const persistentVolumeStrategy: Strategy = {
  defaults(object) {
    object['spec'].persistentVolumeReclaimPolicy ||= 'Retain';
    object['spec'].volumeMode ??= 'Filesystem';
    roundUp(object['spec'].capacity);
    if (object['spec'].hostPath) object['spec'].hostPath.type ??= '';
    defaultStorage(object['spec']);
  },
  prepareForCreate(object) {
    object['status'] = { phase: 'Pending' };
    const { metadata } = object;
    metadata.finalizers = [...new Set([...(metadata.finalizers ?? []), 'kubernetes.io/pv-protection'])];
  },
  allocate(cluster, object) {
    object['status'] = { ...object['status'], lastPhaseTransitionTime: timestamp(cluster.now) };
    return undefined;
  },
  prepareForUpdate: keepStatus,
  validate: ({ metadata, spec }) => [
    ...(spec.accessModes?.length ? [] : [required('spec.accessModes')]),
    ...accessErrors(spec.accessModes ?? [], 'spec.accessModes'),
    ...capacityErrors(spec),
    ...policyErrors(spec),
    ...placeErrors(spec),
    ...classErrors(spec),
    ...volumeModeErrors(spec.volumeMode, 'spec.volumeMode'),
    ...attributesErrors(spec),
    ...mountOptionErrors(metadata, spec),
  ],
  validateUpdate: ({ spec }, old) => [
    ...sourceChanges(spec, old['spec']),
    ...immutable('volumeMode', spec.volumeMode, old['spec'].volumeMode),
    ...placeChanges(spec, old['spec']),
  ],
};

/** ValidatePersistentVolumeUpdate: it stays where it is. */
function sourceChanges(spec: Fields, old: Fields): FieldError[] {
  const pretty = (of: Fields): string => goJson(internalForm(of, 'PersistentVolumeSource'), 1);
  const [before, after] = [pretty(old), pretty(spec)];
  const text = 'spec.persistentvolumesource is immutable after creation';
  return before === after ? [] : [forbidden('spec.persistentvolumesource', `${text}\n${unifiedDiff(before, after)}`)];
}

/** betaToGALabel */
const GROWN_UP: Record<string, string> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
};

/** The same, or a label of old has its name of today; no value looks like one. */
function isSamePlace(now: unknown, before: unknown): boolean {
  if (!isObject(now) || !isObject(before)) return now === before || GROWN_UP[String(before)] === now;
  const parts = Object.entries(now);
  return parts.length === Object.keys(before).length && parts.every(([key, part]) => isSamePlace(part, before[key]));
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** validatePvNodeAffinity: where it can be reached from is written once. */
function placeChanges(spec: Fields, old: Fields): FieldError[] {
  if (!old['nodeAffinity']) return [];
  const place = (of: Fields): unknown => internalForm(of['nodeAffinity'], '*VolumeNodeAffinity');
  if (isSamePlace(place(spec), place(old))) return [];
  const text = 'field is immutable, except for updating from beta label to GA';
  return [invalid('nodeAffinity', place(spec), text)];
}

/** ValidatePersistentVolumeSpec: what it holds. */
function capacityErrors({ capacity }: Fields): FieldError[] {
  const errors = capacity ? [] : [required('spec.capacity')];
  if (!capacity || capacity.storage === undefined || Object.keys(capacity).length > 1)
    errors.push(notSupported('spec.capacity', sorted(capacity), ['storage']));
  for (const [name, quantity] of Object.entries<string>(capacity ?? {})) {
    const value = quantityValue(quantity);
    const whole = Number(value / 10n ** 9n);
    if (whole < 0) errors.push(invalid(`spec.capacity[${name}]`, whole, 'must be a valid resource quantity'));
    if (value <= 0n) errors.push(invalid(`spec.capacity[${name}]`, quantity, 'must be greater than zero'));
  }
  return errors;
}

const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';
const MOUNTED_WITH_OPTIONS = [
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'nfs',
  'rbd',
  'quobyte',
  'iscsi',
  'cinder',
  'cephfs',
  'azureFile',
  'vsphereVolume',
  'azureDisk',
  'photonPersistentDisk',
];

/** pkg/volume/validation, ValidatePersistentVolume. */
function mountOptionErrors({ annotations }: Fields, spec: Fields): FieldError[] {
  if (annotations?.[MOUNT_OPTIONS] === undefined || MOUNTED_WITH_OPTIONS.some((kind) => spec[kind])) return [];
  const text = 'may not specify mount options for this volume type';
  return [forbidden(`metadata.annotations.${MOUNT_OPTIONS}`, text)];
}

function policyErrors({ persistentVolumeReclaimPolicy: policy }: Fields): FieldError[] {
  const policies = ['Delete', 'Recycle', 'Retain'];
  return policies.includes(policy) ? [] : [notSupported('spec.persistentVolumeReclaimPolicy', policy, policies)];
}

const classErrors = ({ storageClassName: name }: Fields): FieldError[] =>
  name ? allInvalid('spec.storageClassName', name, dns1123Subdomain(name)) : [];

function attributesErrors(spec: Fields): FieldError[] {
  const { volumeAttributesClassName: name, csi } = spec;
  if (name === undefined) return [];
  const at = 'spec.volumeAttributesClassName';
  const errors = name === '' ? [required(at, 'an empty string is disallowed')] : attributesClassErrors(spec, at);
  return csi ? errors : [...errors, required('spec.csi', 'has to be specified when using volumeAttributesClassName')];
}

const SOURCES = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'scaleIO',
  'local',
  'storageos',
  'csi',
];

/** Where it is, which is one place; one on a Node's own disk says on which. */
function placeErrors(spec: Fields): FieldError[] {
  const { nodeAffinity } = spec;
  const errors: FieldError[] = [];
  if (nodeAffinity?.required) errors.push(...nodeSelectorErrors(nodeAffinity.required, 'spec.nodeAffinity.required'));
  else if (nodeAffinity) errors.push(required('spec.nodeAffinity.required', 'must specify required node constraints'));
  const present = SOURCES.filter((kind) => spec[kind]);
  for (const [i, kind] of present.entries()) {
    if (i > 0) errors.push(forbidden(`spec.${shownSource(kind)}`, 'may not specify more than 1 volume type'));
    else if (kind === 'csi') errors.push(...csiErrors(spec['csi']));
    else errors.push(...sourceErrors(kind, spec[kind], 'spec'));
    if (i === 0 && kind === 'local' && !nodeAffinity)
      errors.push(required('spec.nodeAffinity', 'Local volume requires node affinity'));
  }
  if (present.length === 0) errors.push(required('spec', 'must specify a volume type'));
  if (spec['hostPath']?.path === '/' && spec['persistentVolumeReclaimPolicy'] === 'Recycle') {
    const text = "may not be 'recycle' for a hostPath mount of '/'";
    errors.push(forbidden('spec.persistentVolumeReclaimPolicy', text));
  }
  return errors;
}

/** validateCSIPersistentVolumeSource */
function csiErrors(csi: Fields): FieldError[] {
  const errors = driverErrors(csi['driver'] ?? '', 'spec.csi.driver');
  if (!csi['volumeHandle']) errors.push(required('spec.csi.volumeHandle'));
  for (const secret of SECRETS)
    if (csi[secret]) errors.push(...secretReferenceErrors(csi[secret], `spec.csi.${secret}`));
  return errors;
}

const SECRETS = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
];
