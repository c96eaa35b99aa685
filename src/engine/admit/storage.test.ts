import { expect, test } from 'vitest';
import { openCluster } from '../cluster/open.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { readSettings } from '../cluster/settings.ts';
import { createObject, patchObject, updateObject } from './api.ts';
import type { Fields } from './Fields.ts';

// pkg/apis/core/validation, ValidatePersistentVolumeClaimUpdate

const FROM = { apiGroup: null, kind: 'PersistentVolumeClaim', name: 'from' };

function bound(status: Fields = {}): Cluster {
  const cluster = openCluster(readSettings([]).settings, []);
  const spec = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '2Gi' } },
    storageClassName: 'c',
    volumeAttributesClassName: 'quick',
    dataSourceRef: FROM,
  };
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'c', namespace: 'default' },
    spec,
  };
  expect(createObject(cluster, claim, {}).ok).toBe(true);
  const is = { phase: 'Bound', capacity: { storage: '1Gi' }, ...status };
  patchObject(cluster, 'PersistentVolumeClaim', 'default', 'c', 'merge', { status: is }, { subresource: 'status' });
  return cluster;
}

/** What the API server says of each field of a claim that is bound, once it is patched. */
function saidOf(spec: Fields, status?: Fields): [field: string, message: string][] {
  const response = patchObject(bound(status), 'PersistentVolumeClaim', 'default', 'c', 'merge', { spec }, {});
  return response.ok ? [] : response.status.causes.map(({ field, message }) => [field, message]);
}

const IMMUTABLE =
  'Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

test('a claim that is bound may ask for less again, but for more than it has', () => {
  const asking = (storage: string): unknown => saidOf({ resources: { requests: { storage } } });
  const less = [['spec.resources.requests.storage', 'Forbidden: field can not be less than status.capacity']];
  expect(asking('1025Mi')).toEqual([]);
  expect(asking('1Gi')).toEqual(less);
  expect(saidOf({ resources: { requests: { storage: '1' } } }, { capacity: null })).toEqual([]);
});

test('a claim that is bound asks for something', () => {
  const [missing, changed, less, ...others] = saidOf({ resources: { requests: null } });
  expect(missing).toEqual(['spec.resources[storage]', 'Required value']);
  expect(changed?.[0]).toBe('spec');
  expect(changed?.[1].split('\n').filter((line) => !line.startsWith(' '))[0]).toBe(IMMUTABLE);
  expect(less).toEqual(['spec.resources.requests.storage', 'Forbidden: field can not be less than status.capacity']);
  expect(others).toEqual([]);
});

test('the mode of a volume stays', () => {
  const said = saidOf({ volumeMode: 'Block' });
  expect(said.map(([field]) => field)).toEqual(['spec', 'volumeMode']);
  expect(said[1]?.[1]).toBe('Invalid value: "Block": field is immutable');
});

test('a class of attributes may be another, and once it is in use there is always one', () => {
  const used = { currentVolumeAttributesClassName: 'quick' };
  const none = (what: string): unknown => [
    [
      'spec.volumeAttributesClassName',
      `Forbidden: update to ${what} is forbidden when status.currentVolumeAttributesClassName is not nil`,
    ],
  ];
  expect(saidOf({ volumeAttributesClassName: 'other' }, used)).toEqual([]);
  expect(saidOf({ volumeAttributesClassName: null })).toEqual([]);
  expect(saidOf({ volumeAttributesClassName: null }, used)).toEqual(none('nil'));
  expect(saidOf({ volumeAttributesClassName: '' }, used)).toEqual(none('empty string'));
});

test('a source that is given later may be of another Namespace, and is refused as any other', () => {
  const diff = [
    '@@ -12,16 +12,12 @@',
    '  "VolumeName": "",',
    '  "StorageClassName": "c",',
    '  "VolumeMode": "Filesystem",',
    '- "DataSource": {',
    '-  "APIGroup": null,',
    '-  "Kind": "PersistentVolumeClaim",',
    '-  "Name": "from"',
    '- },',
    '+ "DataSource": null,',
    '  "DataSourceRef": {',
    '   "APIGroup": null,',
    '   "Kind": "PersistentVolumeClaim",',
    '   "Name": "from",',
    '-  "Namespace": null',
    '+  "Namespace": "b"',
    '  },',
    '  "VolumeAttributesClassName": "quick"',
    ' }',
    '',
  ];
  expect(saidOf({ dataSource: null, dataSourceRef: { ...FROM, namespace: 'b' } })).toEqual([
    ['spec', [IMMUTABLE, ...diff].join('\n')],
  ]);
});

test('a claim is bound to a volume once', () => {
  const cluster = bound();
  const binding = (volumeName: string): boolean =>
    patchObject(cluster, 'PersistentVolumeClaim', 'default', 'c', 'merge', { spec: { volumeName } }, {}).ok;
  expect([binding('a'), binding('b'), binding('a')]).toEqual([true, false, true]);
});

// pkg/api/persistentvolumeclaim: EnforceDataSourceBackwardsCompatibility, NormalizeDataSources
const claimFrom = (source: Fields): Fields => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'c', namespace: 'default' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    storageClassName: 'c',
    ...source,
  },
});
const SNAPSHOT = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' };

test.each<[dataSource: Fields, isKept: boolean]>([
  [FROM, true],
  [{ ...FROM, apiGroup: 'other.io' }, false],
  [SNAPSHOT, true],
  [{ ...SNAPSHOT, apiGroup: 'other.io' }, false],
  [{ ...SNAPSHOT, kind: 'Other' }, false],
])('a source in the old field is a claim or a snapshot: %j', (dataSource, isKept) => {
  const response = createObject(openCluster(readSettings([]).settings, []), claimFrom({ dataSource }), {});
  const { spec } = (response as { object: Fields }).object as { spec: Fields };
  expect([spec['dataSource'], spec['dataSourceRef']]).toEqual(
    isKept ? [dataSource, dataSource] : [undefined, undefined],
  );
});

test('who knows only the old field keeps any source that a claim has, and its status', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const source = { apiGroup: 'other.io', kind: 'Other', name: 'a' };
  expect(createObject(cluster, claimFrom({ dataSourceRef: source }), {}).ok).toBe(true);
  const status = { phase: 'Lost' };
  patchObject(cluster, 'PersistentVolumeClaim', 'default', 'c', 'merge', { status }, { subresource: 'status' });
  expect(updateObject(cluster, claimFrom({ dataSource: source }), {})).toMatchObject({
    object: { spec: { dataSource: source, dataSourceRef: source }, status },
  });
});

// ValidateStorageClassUpdate
test('what a class of storage is stays', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'c' },
    provisioner: 'x',
  };
  expect(createObject(cluster, storageClass, {}).ok).toBe(true);
  const other = {
    parameters: { b: '1', a: '2' },
    provisioner: 'y',
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  const response = patchObject(cluster, 'StorageClass', undefined, 'c', 'merge', other, {});
  const causes = response.ok ? [] : response.status.causes.map(({ field, message }) => `${field}: ${message}`);
  expect(causes).toEqual([
    'parameters: Invalid value: {"a":"2","b":"1"}: field is immutable',
    'provisioner: Invalid value: "y": field is immutable',
    'reclaimPolicy: Invalid value: "Retain": field is immutable',
    'volumeBindingMode: Invalid value: "WaitForFirstConsumer": field is immutable',
  ]);
});

// validateStorageClassUpgradeFromNil
test('a claim of no class may be given one, once', () => {
  const cluster = openCluster(readSettings([]).settings, []);
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } };
  createObject(cluster, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c' }, spec }, {});
  const give = (storageClassName: string): boolean =>
    patchObject(cluster, 'PersistentVolumeClaim', 'default', 'c', 'merge', { spec: { storageClassName } }, {}).ok;
  expect([give('a'), give('a'), give('b')]).toEqual([true, true, false]);
});
