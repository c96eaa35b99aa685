import { valueAt } from '../plain.ts';
import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { fieldRefErrors, resourceRefErrors } from './envValidation.ts';
import { duplicate, forbidden, invalid, notFound, notSupported, required, tooLong } from './fieldErrors.ts';
import { quantityValue } from './quantity.ts';
import { TOKEN_VOLUME } from './tokenVolume.ts';
import { claimErrors } from './storage.ts';
import { allInvalid, dns1123Label, dns1123Subdomain } from './validators.ts';

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
const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];
const MODE_MESSAGE = 'must be a number between 0 and 0777 (octal), both inclusive';

const backsteps = (field: string, path: string): FieldError[] =>
  path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : [];

const descending = (field: string, path: string): FieldError[] => [
  ...(path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []),
  ...backsteps(field, path),
];

const modeErrors = (field: string, mode: number | undefined): FieldError[] =>
  mode !== undefined && (mode < 0 || mode > 0o777) ? [invalid(field, mode, MODE_MESSAGE)] : [];

const itemErrors = (items: Fields[] | undefined, at: string, first = 0): FieldError[] =>
  (items ?? []).flatMap(({ key, path = '', mode }, i) => {
    const field = `${at}.items[${first + i}]`;
    const errors = key ? [] : [required(`${field}.key`)];
    if (path === '') errors.push(required(`${field}.path`));
    errors.push(...localErrors(path, `${field}.path`));
    return [...errors, ...modeErrors(`${field}.mode`, mode)];
  });

const LOCAL_NAME = "must not start with '..'";

/** ValidateLocalNonReservedPath */
const localErrors = (path: string, field: string): FieldError[] => [
  ...descending(field, path),
  ...(path.startsWith('..') && !path.startsWith('../') ? [invalid(field, path, LOCAL_NAME)] : []),
];

/** validateDownwardAPIVolumeFile; upstream leaves the items out of the path. */
const downwardErrors = (files: Fields[] | undefined, at: string): FieldError[] =>
  (files ?? []).flatMap(({ path = '', fieldRef, resourceFieldRef, mode }) => {
    const errors = path === '' ? [required(`${at}.path`)] : [];
    errors.push(...localErrors(path, `${at}.path`));
    if (fieldRef) errors.push(...fieldRefErrors(fieldRef, `${at}.fieldRef`, DOWNWARD_PATHS));
    if (fieldRef && resourceFieldRef)
      errors.push(invalid(at, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
    if (!fieldRef && resourceFieldRef)
      errors.push(
        ...(resourceFieldRef.containerName
          ? resourceRefErrors(resourceFieldRef, `${at}.resourceFieldRef`)
          : [required(`${at}.resourceFieldRef.containerName`)]),
      );
    if (!fieldRef && !resourceFieldRef) errors.push(required(at, 'one of fieldRef and resourceFieldRef is required'));
    return [...errors, ...modeErrors(`${at}.mode`, mode)];
  });

const DOWNWARD_PATHS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];

/** validateProjectionSources */
function projectedErrors(sources: Fields[] | undefined, at: string): FieldError[] {
  const seen = new Set<string>();
  const twice = (path: string, value: string): FieldError[] => {
    if (path === '' || !seen.has(path)) {
      seen.add(path);
      return [];
    }
    return [invalid(at, value, 'conflicting duplicate paths')];
  };
  return (sources ?? []).flatMap((source, i) => {
    const path = `${at}.sources[${i}]`;
    const errors: FieldError[] = [];
    let count = 0;
    for (const kind of ['secret', 'configMap']) {
      const { name = '', items } = source[kind] ?? {};
      if (!source[kind]) continue;
      count++;
      if (name === '') errors.push(required(`${path}.${kind}.name`));
      for (const [j, item] of ((items ?? []) as Fields[]).entries())
        errors.push(...itemErrors([item], `${path}.${kind}`, j), ...twice(item['path'] ?? '', name));
    }
    if (source['downwardAPI']) {
      count++;
      for (const file of (source['downwardAPI'].items ?? []) as Fields[])
        errors.push(...downwardErrors([file], `${path}.downwardAPI`), ...twice(file['path'] ?? '', file['path'] ?? ''));
    }
    const token = source['serviceAccountToken'];
    if (token) {
      count++;
      const field = `${path}.serviceAccountToken.expirationSeconds`;
      const seconds: number = token.expirationSeconds ?? 0;
      if (seconds < 600) errors.push(invalid(field, seconds, 'may not specify a duration less than 10 minutes'));
      if (seconds > 2 ** 32)
        errors.push(invalid(field, seconds, 'may not specify a duration larger than 2^32 seconds'));
      // Upstream forgets here which source it is.
      if (!token.path) errors.push(required(`${at}.path`));
      else errors.push(...localErrors(token.path, `${at}.path`));
    }
    // what nobody has switched on, as trust bundles, the server leaves out before it looks
    if (source['podCertificate']) count++;
    if (count > 1) errors.push(forbidden(path, 'may not specify more than 1 volume type per source'));
    return errors;
  });
}

/** ValidateCSIDriverName */
function driverErrors(driver: string, field: string): FieldError[] {
  if (driver === '') return [required(field)];
  const errors = driver.length > 63 ? [tooLong(field, 63)] : [];
  return [...errors, ...allInvalid(field, driver, dns1123Subdomain(driver.toLowerCase()))];
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
  persistentVolumeClaim: ['claimName'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  rbd: ['monitors', 'image'],
  vsphereVolume: ['volumePath'],
};

/** The field that upstream tells of, where it has another name than in the manifest. */
const TOLD: Readonly<Record<string, string>> = { gcePersistentDisk: 'persistentDisk' };

export function sourceErrors(kind: string, source: Fields, within: string): FieldError[] {
  const at = `${within}.${valueAt(TOLD, kind) ?? kind}`;
  switch (kind) {
    case 'emptyDir':
      return quantityValue(source['sizeLimit'] ?? '0') < 0n
        ? [forbidden(`${at}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')]
        : [];
    case 'local':
      return source['path'] ? backsteps(`${at}.path`, source['path']) : [required(`${at}.path`)];
    case 'hostPath':
      if (!source['path']) return [required(`${at}.path`)];
      return [
        ...backsteps(`${at}.path`, source['path']),
        ...(HOST_PATH_TYPES.includes(source['type'])
          ? []
          : [notSupported(`${at}.type`, source['type'], HOST_PATH_TYPES)]),
      ];
    case 'secret':
      return [
        ...(source['secretName'] ? [] : [required(`${at}.secretName`)]),
        ...modeErrors(`${at}.defaultMode`, source['defaultMode']),
        ...itemErrors(source['items'], at),
      ];
    case 'configMap':
      return [
        ...(source['name'] ? [] : [required(`${at}.name`)]),
        ...modeErrors(`${at}.defaultMode`, source['defaultMode']),
        ...itemErrors(source['items'], at),
      ];
    case 'nfs': {
      const errors = source['server'] ? [] : [required(`${at}.server`)];
      if (!source['path']) errors.push(required(`${at}.path`));
      if (!source['path']?.startsWith('/'))
        errors.push(invalid(`${at}.path`, source['path'] ?? '', 'must be an absolute path'));
      return errors;
    }
    case 'projected':
      return [...modeErrors(`${at}.defaultMode`, source['defaultMode']), ...projectedErrors(source['sources'], at)];
    case 'downwardAPI':
      return [...modeErrors(`${at}.defaultMode`, source['defaultMode']), ...downwardErrors(source['items'], at)];
    case 'csi':
      return driverErrors(source['driver'] ?? '', `${at}.driver`);
    case 'ephemeral':
      return source['volumeClaimTemplate']
        ? claimErrors(source['volumeClaimTemplate'].spec ?? {}, `${at}.volumeClaimTemplate.spec`)
        : [required(`${at}.volumeClaimTemplate`)];
    default:
      return (valueAt(NEEDED, kind) ?? [])
        .filter((field) => source[field] === undefined || source[field].length === 0)
        .map((field) => required(`${at}.${field}`));
  }
}

/** The errors, and the names of the volumes that are good. */
export function volumeErrors(volumes: Fields[] | undefined, at: string): { errors: FieldError[]; names: Set<string> } {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, volume] of (volumes ?? []).entries()) {
    // Of the server's own volume only the name is new.
    if (volume['projected'] === TOKEN_VOLUME && !names.has(volume['name'])) {
      names.add(volume['name']);
      continue;
    }
    const path = `${at}[${i}]`;
    const own: FieldError[] = [];
    let count = 0;
    for (const kind of SOURCES) {
      if (!volume[kind]) continue;
      if (count++ > 0) own.push(forbidden(`${path}.${kind}`, 'may not specify more than 1 volume type'));
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
  for (const [i, { name = '', mountPath = '', subPath, subPathExpr, mountPropagation }] of (mounts ?? []).entries()) {
    const path = `${at}[${i}]`;
    if (name === '') errors.push(required(`${path}.name`));
    if (!volumes.has(name)) errors.push(notFound(`${path}.name`, name));
    if (mountPath === '') errors.push(required(`${path}.mountPath`));
    if (paths.has(mountPath)) errors.push(invalid(`${path}.mountPath`, mountPath, 'must be unique'));
    paths.add(mountPath);
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
  }
  return errors;
}
