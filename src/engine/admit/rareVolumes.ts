import { valueAt } from '../plain.ts';
import type { FieldError } from './ApiResponse.ts';
import { fieldRefErrors, resourceRefErrors } from './valueFromValidation.ts';
import type { Fields } from './Fields.ts';
import { forbidden, invalid, notSupported, required, tooLong } from './fieldErrors.ts';
import { validateAnnotations, validateLabels } from './metadata.ts';
import { claimErrors } from './storage.ts';
import { storageErrors } from './storageVolumes.ts';
import { allInvalid, dns1123Subdomain } from './validators.ts';
import { backsteps, itemErrors, localErrors, modeErrors } from './volumePaths.ts';

// pkg/apis/core/validation, validateVolumeSource

/** validateDownwardAPIVolumeFile; upstream leaves the items out of the path. */
const downwardErrors = (files: Fields[] | undefined, at: string): FieldError[] =>
  (files ?? []).flatMap(({ path, fieldRef, resourceFieldRef, mode }) => {
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

// In the order of metav1.ObjectMeta; but for its first letter, a field is told as Go writes it.
const OWN_METADATA = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** ValidatePersistentVolumeClaimTemplate: of the metadata, labels and annotations alone may be there. */
function claimTemplateErrors({ metadata = {}, spec }: Fields, at: string): FieldError[] {
  const { annotations, labels } = metadata;
  const set = OWN_METADATA.filter((field) => metadata[field]);
  return [
    ...validateAnnotations(annotations, `${at}.metadata.annotations`),
    ...validateLabels(labels, `${at}.metadata.labels`),
    ...set.map((field) => forbidden(`${at}.metadata.${field === 'uid' ? 'uID' : field}`, 'cannot be set')),
    ...claimErrors(spec, `${at}.spec`),
  ];
}

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
        errors.push(...itemErrors([item], `${path}.${kind}`, j), ...twice(item['path'], name));
    }
    if (source['downwardAPI']) {
      count++;
      for (const file of (source['downwardAPI'].items ?? []) as Fields[])
        errors.push(...downwardErrors([file], `${path}.downwardAPI`), ...twice(file['path'], file['path']));
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
    // what nobody has switched on, as trust bundles and certificates, the server leaves out before it looks
    if (count > 1) errors.push(forbidden(path, 'may not specify more than 1 volume type per source'));
    return errors;
  });
}

const RECURSIONS = ['Disabled', 'Enabled', 'IfPossible'];

/** validateMountRecursiveReadOnly */
export function recursionErrors({ recursiveReadOnly, readOnly, mountPropagation }: Fields, at: string): FieldError[] {
  if (!RECURSIONS.includes(recursiveReadOnly)) return [notSupported(at, recursiveReadOnly, RECURSIONS)];
  if (recursiveReadOnly === 'Disabled') return [];
  const errors = readOnly ? [] : [forbidden(at, 'may only be specified when readOnly is true')];
  if (mountPropagation !== undefined && mountPropagation !== 'None')
    errors.push(forbidden(at, 'may only be specified when mountPropagation is None or not specified'));
  return errors;
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** validateImageVolumeSource: a template may leave out which image. */
function imageErrors({ reference, pullPolicy }: Fields, at: string): FieldError[] {
  const errors = reference || !at.startsWith('spec.volumes') ? [] : [required(`${at}.reference`)];
  if (PULL_POLICIES.includes(pullPolicy)) return errors;
  return [...errors, notSupported(`${at}.pullPolicy`, pullPolicy, PULL_POLICIES)];
}

/** The forms of names of iSCSI, by what they begin with. */
const ISCSI_NAMES: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
};

function iscsiNameErrors(name: string, at: string): FieldError[] {
  const form = valueAt(ISCSI_NAMES, name.slice(0, 3));
  if (!form) {
    const starts = at.startsWith('spec.iscsi') ? '' : ' starting with iqn, eui, or naa';
    return [invalid(at, name, `must be valid format${starts}`)];
  }
  return form.test(name) ? [] : [invalid(at, name, 'must be valid format')];
}

/** validateISCSIVolumeSource */
function iscsiErrors(source: Fields, at: string): FieldError[] {
  const { targetPortal, iqn, lun = 0, chapAuthDiscovery, chapAuthSession, secretRef, initiatorName } = source;
  const errors = targetPortal ? [] : [required(`${at}.targetPortal`)];
  errors.push(...(iqn ? iscsiNameErrors(iqn, `${at}.iqn`) : [required(`${at}.iqn`)]));
  if (lun < 0 || lun > 255) errors.push(invalid(`${at}.lun`, lun, 'must be between 0 and 255, inclusive'));
  if ((chapAuthDiscovery || chapAuthSession) && !secretRef) errors.push(required(`${at}.secretRef`));
  if (at === 'spec.iscsi' && secretRef && !secretRef.name) errors.push(required(`${at}.secretRef.name`));
  if (initiatorName !== undefined) errors.push(...iscsiNameErrors(initiatorName, `${at}.initiatorname`));
  return errors;
}

/** validateFCVolumeSource */
function fibreErrors({ targetWWNs = [], wwids = [], lun }: Fields, at: string): FieldError[] {
  const field = `${at}.targetWWNs`;
  if (targetWWNs.length === 0)
    return wwids.length > 0 ? [] : [required(field, 'must specify either targetWWNs or wwids, but not both')];
  const errors =
    wwids.length > 0 ? [invalid(field, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously')] : [];
  if (lun === undefined) errors.push(required(`${at}.lun`, 'lun is required if targetWWNs is specified'));
  else if (lun < 0 || lun > 255) errors.push(invalid(`${at}.lun`, lun, 'must be between 0 and 255, inclusive'));
  return errors;
}

/** ValidateCSIDriverName */
export function driverErrors(driver: string, field: string): FieldError[] {
  if (driver === '') return [required(field)];
  const errors = driver.length > 63 ? [tooLong(field, 63)] : [];
  return [...errors, ...allInvalid(field, driver, dns1123Subdomain(driver.toLowerCase()))];
}

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

/** validateCSIVolumeSource, which forgets of what field a Secret's name is. */
function csiErrors({ driver, nodePublishSecretRef: secret }: Fields, at: string): FieldError[] {
  const errors = driverErrors(driver, `${at}.driver`);
  if (!secret) return errors;
  const wrong = secret.name
    ? allInvalid(`${at}.name`, secret.name, dns1123Subdomain(secret.name))
    : [required(`${at}.nodePublishSecretRef.name`)];
  return [...errors, ...wrong];
}

/** All sources but emptyDir, which is what a volume is that names none. */
export function rareSourceErrors(kind: string, source: Fields, within: string): FieldError[] {
  const at = `${within}.${kind}`;
  switch (kind) {
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
    case 'persistentVolumeClaim':
      return source['claimName'] ? [] : [required(`${at}.claimName`)];
    case 'local':
      return source['path'] ? backsteps(`${at}.path`, source['path']) : [required(`${at}.path`)];
    case 'nfs': {
      const errors = source['server'] ? [] : [required(`${at}.server`)];
      if (!source['path']) errors.push(required(`${at}.path`));
      if (!source['path'].startsWith('/'))
        errors.push(invalid(`${at}.path`, source['path'], 'must be an absolute path'));
      return errors;
    }
    case 'projected':
      return [...modeErrors(`${at}.defaultMode`, source['defaultMode']), ...projectedErrors(source['sources'], at)];
    case 'downwardAPI':
      return [...modeErrors(`${at}.defaultMode`, source['defaultMode']), ...downwardErrors(source['items'], at)];
    case 'fc':
      return fibreErrors(source, at);
    case 'image':
      return imageErrors(source, at);
    case 'iscsi':
      return iscsiErrors(source, at);
    case 'csi':
      return csiErrors(source, at);
    case 'ephemeral':
      return source['volumeClaimTemplate']
        ? claimTemplateErrors(source['volumeClaimTemplate'], `${at}.volumeClaimTemplate`)
        : [required(`${at}.volumeClaimTemplate`)];
    default:
      return storageErrors(kind, source, within);
  }
}
