import { valueAt } from '../plain.ts';
import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { invalid, notSupported, required } from './fieldErrors.ts';
import { allInvalid, dns1123Label, dns1123Subdomain } from './validators.ts';
import { descending } from './volumePaths.ts';

// pkg/apis/core/validation: volumes that somebody else's storage holds. A PersistentVolume has the same sources, but
// for a few of them it is looked at more closely.

const DEFAULTS: Readonly<Record<string, Fields>> = {
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' },
  iscsi: { iscsiInterface: 'default' },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
};

/** zz_generated.defaults.go: of a volume, or of what a PersistentVolume holds. */
export function defaultStorage(volume: Fields): void {
  // what may be null in Go stays empty
  for (const [kind, values] of Object.entries(DEFAULTS)) {
    const source = volume[kind];
    if (!source) continue;
    for (const [field, value] of Object.entries(values))
      if (kind === 'azureDisk' ? source[field] === undefined : !source[field]) source[field] = value;
  }
}

/** The gates ClusterTrustBundleProjection and PodCertificateRequest are off (pkg/api/pod/util.go). */
export function dropDisabledSources(source: Fields): void {
  delete source['clusterTrustBundle'];
  delete source['podCertificate'];
}

/** What a source cannot do without. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  awsElasticBlockStore: ['volumeID'],
  azureDisk: ['diskName', 'diskURI'],
  azureFile: ['secretName', 'shareName'],
  cephfs: ['monitors'],
  cinder: ['volumeID'],
  flexVolume: ['driver'],
  gcePersistentDisk: ['pdName'],
  gitRepo: ['repository'],
  glusterfs: ['endpoints', 'path'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  rbd: ['monitors', 'image'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  vsphereVolume: ['volumePath'],
};

/** The field that upstream tells of, where it has another name than in the manifest. */
const TOLD: Readonly<Record<string, string>> = { gcePersistentDisk: 'persistentDisk' };

const ofPersistentVolume = (within: string): boolean => within === 'spec';

export function storageErrors(kind: string, source: Fields, within: string): FieldError[] {
  const at = `${within}.${valueAt(TOLD, kind) ?? kind}`;
  const missing = (valueAt(NEEDED, kind) ?? [])
    .filter((field) => !source[field]?.length)
    .map((field) => required(`${at}.${field}`));
  return [...missing, ...(valueAt(FURTHER, kind)?.(source, at, within) ?? [])];
}

type Check = (source: Fields, at: string, within: string) => FieldError[];

const FURTHER: Readonly<Record<string, Check>> = {
  awsElasticBlockStore: partitionErrors,
  azureDisk: azureDiskErrors,
  azureFile: ({ secretNamespace }, at, within) =>
    ofPersistentVolume(within) && secretNamespace === '' ? [required(`${at}.secretNamespace`)] : [],
  cinder: secretErrors,
  flexVolume: optionErrors,
  flocker: flockerErrors,
  gcePersistentDisk: partitionErrors,
  gitRepo: ({ directory = '' }, at) => descending(`${at}.directory`, directory),
  glusterfs: endpointsErrors,
  quobyte: quobyteErrors,
  storageos: storageOsErrors,
};

function partitionErrors({ partition = 0 }: Fields, at: string): FieldError[] {
  if (partition >= 0 && partition <= 255) return [];
  return [invalid(`${at}.partition`, partition, 'must be between 1 and 255, inclusive')];
}

/** The name of a Secret; that of a PersistentVolume says in which Namespace, too. */
function secretErrors({ secretRef }: Fields, at: string, within: string): FieldError[] {
  if (!secretRef) return [];
  return (ofPersistentVolume(within) ? ['name', 'namespace'] : ['name'])
    .filter((field) => !secretRef[field])
    .map((field) => required(`${at}.secretRef.${field}`));
}

const CACHING_MODES = ['None', 'ReadOnly', 'ReadWrite'];
const DISK_KINDS = ['Dedicated', 'Managed', 'Shared'];
const MANAGED_DISK = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const BLOB_DISK = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

/** validateAzureDisk */
function azureDiskErrors({ cachingMode, kind, diskURI = '' }: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!CACHING_MODES.includes(cachingMode)) errors.push(notSupported(`${at}.cachingMode`, cachingMode, CACHING_MODES));
  if (!DISK_KINDS.includes(kind)) errors.push(notSupported(`${at}.kind`, kind, DISK_KINDS));
  const [start, form] = kind === 'Managed' ? ['/subscriptions/', MANAGED_DISK] : ['https://', BLOB_DISK];
  return diskURI.startsWith(start) ? errors : [...errors, notSupported(`${at}.diskURI`, diskURI, [form])];
}

/** validateFlexVolumeSource: names of options that are Kubernetes' own. */
function optionErrors({ options }: Fields, at: string): FieldError[] {
  return Object.keys(options ?? {})
    .toSorted()
    .filter((key) => /\.(kubernetes|k8s)\.io$/.test(`.${key.split('/')[0]}`.toLowerCase()))
    .map((key) => invalid(`${at}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved'));
}

/** validateFlockerVolumeSource */
function flockerErrors({ datasetName = '', datasetUUID = '' }: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!datasetName && !datasetUUID) errors.push(required(at, 'one of datasetName and datasetUUID is required'));
  if (datasetName && datasetUUID)
    errors.push(invalid(at, 'resource', 'datasetName and datasetUUID can not be specified simultaneously'));
  if (datasetName.includes('/')) errors.push(invalid(`${at}.datasetName`, datasetName, "must not contain '/'"));
  return errors;
}

/** validateGlusterfsPersistentVolumeSource */
function endpointsErrors({ endpointsNamespace: name }: Fields, at: string): FieldError[] {
  if (name === undefined) return [];
  const field = `${at}.endpointsNamespace`;
  if (name === '') return [invalid(field, name, 'if the endpointnamespace is set, it must be a valid namespace name')];
  return allInvalid(field, name, dns1123Label(name));
}

const PAIRS = 'must be a host:port pair or multiple pairs separated by commas';

/** Go: net.SplitHostPort */
const HOST_PORT = /^(\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/;

/** validateQuobyteVolumeSource */
function quobyteErrors({ registry = '', tenant = '', volume }: Fields, at: string): FieldError[] {
  const errors: FieldError[] = [];
  if (registry === '') errors.push(required(`${at}.registry`, PAIRS));
  else if (tenant.length > 64)
    errors.push(required(`${at}.tenant`, 'must be a UUID and may not exceed a length of 64 characters'));
  else
    for (const pair of registry.split(','))
      if (!HOST_PORT.test(pair)) errors.push(invalid(`${at}.registry`, registry, PAIRS));
  return volume ? errors : [...errors, required(`${at}.volume`)];
}

/** validateStorageOSVolumeSource */
function storageOsErrors(source: Fields, at: string, within: string): FieldError[] {
  const { volumeName: name, volumeNamespace } = source;
  const field = `${at}.volumeName`;
  const errors = name ? allInvalid(field, name, dns1123Label(name)) : [required(field)];
  if (volumeNamespace)
    errors.push(...allInvalid(`${at}.volumeNamespace`, volumeNamespace, dns1123Label(volumeNamespace)));
  return [...errors, ...secretErrors(source, at, within)];
}

/** validatePVSecretReference */
export function secretReferenceErrors({ name, namespace }: Fields, at: string): FieldError[] {
  return [
    ...(name ? allInvalid(`${at}.name`, name, dns1123Subdomain(name)) : [required(`${at}.name`)]),
    ...(namespace ? allInvalid(`${at}.namespace`, namespace, dns1123Label(namespace)) : [required(`${at}.namespace`)]),
  ];
}
