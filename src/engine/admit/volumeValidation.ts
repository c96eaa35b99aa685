import { valueAt } from '../plain.ts';
import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, invalid, notFound, notSupported, required } from './fieldErrors.ts';
import { quantityValue } from './quantity.ts';
import { recursionErrors, rareSourceErrors } from './rareVolumes.ts';
import { TOKEN_VOLUME } from './tokenVolume.ts';
import { allInvalid, dns1123Label } from './validators.ts';
import { descending } from './volumePaths.ts';

// pkg/apis/core/validation: ValidateVolumes and ValidateVolumeMounts. Sources that this project does not look into
// are only counted.

const SOURCES = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
];
/** What upstream calls them where there is another. */
const SHOWN: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };
export const shownSource = (kind: string): string => valueAt(SHOWN, kind) ?? kind;

export function sourceErrors(kind: string, source: Fields, within: string): FieldError[] {
  if (kind !== 'emptyDir') return rareSourceErrors(kind, source, within);
  return quantityValue(source['sizeLimit'] ?? '0') < 0n
    ? [forbidden(`${within}.emptyDir.sizeLimit`, 'SizeLimit field must be a valid resource quantity')]
    : [];
}

/** The errors, and the names of the volumes that are good. */
export function volumeErrors(volumes: Fields[] | undefined, at: string): { errors: FieldError[]; names: Set<string> } {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, volume] of (volumes ?? []).entries()) {
    // Of the server's own volume only the name is new.
    if (volume['projected'] === TOKEN_VOLUME) {
      names.add(volume['name']);
      continue;
    }
    const path = `${at}[${i}]`;
    const own: FieldError[] = [];
    let count = 0;
    for (const kind of SOURCES) {
      if (!volume[kind]) continue;
      if (count++ > 0) own.push(forbidden(`${path}.${shownSource(kind)}`, 'may not specify more than 1 volume type'));
      else own.push(...sourceErrors(kind, volume[kind], path));
    }
    const name: string = volume['name'] ?? '';
    own.push(...(name === '' ? [required(`${path}.name`)] : allInvalid(`${path}.name`, name, dns1123Label(name))));
    if (names.has(name)) own.push(duplicate(`${path}.name`, name));
    if (own.length === 0) names.add(name);
    errors.push(...own);
  }
  return { errors, names };
}

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'];

/** ValidateVolumeMounts of a container. */
export function mountErrors(container: Fields, volumes: Set<string>, at: string): FieldError[] {
  const mounts: Fields[] | undefined = container['volumeMounts'];
  const privileged = container['securityContext']?.privileged === true;
  const errors: FieldError[] = [];
  const paths = new Set<string>();
  for (const [i, mount] of (mounts ?? []).entries()) {
    const { name = '', mountPath = '', subPath, subPathExpr, mountPropagation } = mount;
    const path = `${at}[${i}]`;
    if (name === '') errors.push(required(`${path}.name`));
    if (!volumes.has(name)) errors.push(notFound(`${path}.name`, name));
    if (mountPath === '') errors.push(required(`${path}.mountPath`));
    if (paths.has(mountPath)) errors.push(invalid(`${path}.mountPath`, mountPath, 'must be unique'));
    paths.add(mountPath);
    for (const device of (container['volumeDevices'] ?? []) as Fields[]) {
      if (device['name'] === name)
        errors.push(invalid(`${path}.name`, name, 'must not already exist in volumeDevices'));
      if (device['devicePath'] === mountPath)
        errors.push(invalid(`${path}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices'));
    }
    // Upstream leaves the index out of these paths.
    if (subPath) errors.push(...descending(`${at}.subPath`, subPath));
    if (subPathExpr) {
      if (subPath) {
        errors.push(invalid(`${path}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
      }
      errors.push(...descending(`${at}.subPathExpr`, subPathExpr));
    }
    if (mountPropagation !== undefined && !PROPAGATIONS.includes(mountPropagation))
      errors.push(notSupported(`${at}.mountPropagation`, mountPropagation, PROPAGATIONS));
    if (mountPropagation === 'Bidirectional' && !privileged) {
      const text = 'Bidirectional mount propagation is available only to privileged containers';
      errors.push(forbidden(`${at}.mountPropagation`, text));
    }
    if (mount['recursiveReadOnly'] !== undefined) errors.push(...recursionErrors(mount, `${at}.recursiveReadOnly`));
  }
  return errors;
}
