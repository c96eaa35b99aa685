import type { Fields } from '../../../admit/Fields.ts';
import { quantityValue } from '../../../admit/quantity.ts';
import type { Description } from './Description.ts';

/** A kind of volume: what it is, and its lines. */
type Lines = (source: Fields) => [title: string, value: unknown][];

/** Go's %v of a string or a list of strings. */
const shown = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value ?? ''));

const SHARED = "a temporary directory that shares a pod's lifetime";

/** In the order in which kubectl looks for them (describe.go, describeVolumes). */
const KINDS: [field: string, what: string, lines: Lines][] = [
  [
    'hostPath',
    'HostPath (bare host directory volume)',
    (v) => [
      ['Path:', v['path']],
      ['HostPathType:', v['type'] ?? '<none>'],
    ],
  ],
  [
    'emptyDir',
    `EmptyDir (${SHARED})`,
    (v) => [
      ['Medium:', v['medium']],
      ['SizeLimit:', v['sizeLimit'] && quantityValue(v['sizeLimit']) > 0n ? v['sizeLimit'] : '<unset>'],
    ],
  ],
  [
    'gcePersistentDisk',
    'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
    (v) => [
      ['PDName:', v['pdName']],
      ['FSType:', v['fsType']],
      ['Partition:', v['partition'] ?? 0],
      ['ReadOnly:', v['readOnly'] ?? false],
    ],
  ],
  [
    'awsElasticBlockStore',
    'AWSElasticBlockStore (a Persistent Disk resource in AWS)',
    (v) => [
      ['VolumeID:', v['volumeID']],
      ['FSType:', v['fsType']],
      ['Partition:', v['partition'] ?? 0],
      ['ReadOnly:', v['readOnly'] ?? false],
    ],
  ],
  [
    'gitRepo',
    'GitRepo (a volume that is pulled from git when the pod is created)',
    (v) => [
      ['Repository:', v['repository']],
      ['Revision:', v['revision']],
    ],
  ],
  [
    'secret',
    'Secret (a volume populated by a Secret)',
    (v) => [
      ['SecretName:', v['secretName']],
      ['Optional:', v['optional'] ?? false],
    ],
  ],
  [
    'configMap',
    'ConfigMap (a volume populated by a ConfigMap)',
    (v) => [
      ['Name:', v['name']],
      ['Optional:', v['optional'] ?? false],
    ],
  ],
  [
    'nfs',
    'NFS (an NFS mount that lasts the lifetime of a pod)',
    (v) => [
      ['Server:', v['server']],
      ['Path:', v['path']],
      ['ReadOnly:', v['readOnly'] ?? false],
    ],
  ],
  [
    'persistentVolumeClaim',
    'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    (v) => [
      ['ClaimName:', v['claimName']],
      ['ReadOnly:', v['readOnly'] ?? false],
    ],
  ],
  [
    'csi',
    'CSI (a Container Storage Interface (CSI) volume source)',
    (v) => [
      ['Driver:', v['driver']],
      ['FSType:', v['fsType']],
      // of a PersistentVolume
      ...(v['volumeHandle'] === undefined ? [] : [['VolumeHandle:', v['volumeHandle']] as [string, unknown]]),
      ['ReadOnly:', v['readOnly'] ?? false],
    ],
  ],
  ['local', 'LocalVolume (a persistent volume backed by local storage on a node)', (v) => [['Path:', v['path']]]],
  [
    'image',
    'Image (a container image or OCI artifact)',
    (v) => [
      ['Reference:', v['reference']],
      ['PullPolicy:', v['pullPolicy']],
    ],
  ],
];

/** The volumes of a Pod, or of a template (`space`). */
export function describeVolumes(to: Description, volumes: readonly Fields[] = [], space = ''): void {
  if (volumes.length === 0) {
    to.line(0, `${space}Volumes:`, '<none>');
    return;
  }
  to.line(0, `${space}Volumes:`);
  for (const volume of volumes) {
    to.line(1, `${space === '' ? '' : ' '}${volume['name']}:`);
    if (volume['projected']) projected(to, volume['projected']);
    else if (volume['downwardAPI']) downward(to, volume['downwardAPI']);
    else if (volume['ephemeral']) ephemeral(to, volume['ephemeral']);
    else describeSource(to, volume);
  }
}

/** Where a volume is from, or a PersistentVolume. */
export function describeSource(to: Description, volume: Fields): void {
  const kind = KINDS.find(([field]) => volume[field]);
  if (!kind) {
    to.line(1, '<unknown>');
    return;
  }
  const [field, what, lines] = kind;
  to.line(2, 'Type:', what);
  for (const [title, value] of lines(volume[field])) to.line(2, title, shown(value));
  if (field === 'csi') attributes(to, volume['csi'].volumeAttributes);
}

function attributes(to: Description, all: Record<string, string> | undefined): void {
  const entries = Object.entries(all ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  to.list(
    '    VolumeAttributes:',
    entries.map(([key, value]) => `    ${`${key}=${value}`}`),
  );
}

function projected(to: Description, { sources = [] }: Fields): void {
  to.line(2, 'Type:', 'Projected (a volume that contains injected data from multiple sources)');
  for (const { secret, downwardAPI, configMap, serviceAccountToken } of sources) {
    if (secret || configMap) {
      to.line(2, secret ? 'SecretName:' : 'ConfigMapName:', (secret ?? configMap).name ?? '');
      to.line(2, 'Optional:', (secret ?? configMap).optional ?? false);
    } else if (downwardAPI) to.line(2, 'DownwardAPI:', 'true');
    else if (serviceAccountToken) to.line(2, 'TokenExpirationSeconds:', serviceAccountToken.expirationSeconds);
  }
}

function downward(to: Description, { items = [] }: Fields): void {
  to.line(2, 'Type:', 'DownwardAPI (a volume populated by information about the pod)');
  to.line(2, 'Items:');
  for (const { fieldRef, resourceFieldRef, path } of items) {
    if (fieldRef) to.line(3, `${fieldRef.fieldPath} -> ${path}`);
    if (resourceFieldRef) to.line(3, `${resourceFieldRef.resource} -> ${path}`);
  }
}

function ephemeral(to: Description, { volumeClaimTemplate }: Fields): void {
  to.line(
    2,
    'Type:',
    'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
  );
  if (!volumeClaimTemplate) return;
  const { metadata = {}, spec } = volumeClaimTemplate;
  to.line(2, 'StorageClass:', spec.storageClassName ?? '');
  to.line(2, 'Volume:', spec.volumeName ?? '');
  to.labels(metadata.labels, 'Labels:', 2);
  to.labels(metadata.annotations, 'Annotations:', 2);
  to.line(2, 'Capacity:', '');
  to.line(2, 'Access Modes:', '');
  if (spec.volumeMode) to.line(2, 'VolumeMode:', spec.volumeMode);
}
