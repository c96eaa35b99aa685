import { sameJson } from '../plain.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { FieldError } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { duplicate, forbidden, goJson, immutable, invalid, notSupported, required } from './fieldErrors.ts';
import { sorted } from './labelSelector.ts';
import { internalForm } from './internalForm.ts';
import { IS_DEFAULT_CLASS, newestMarked } from './defaultClass.ts';
import { keepStatus } from './keepStatus.ts';
import { type KindInfo, kindInfo } from './kinds.ts';
import { selectorErrors } from './labelSelector.ts';
import { quantityValue, roundUp } from './quantity.ts';
import { forbiddenStatus } from './status.ts';
import type { Strategy } from './Strategy.ts';
import { unifiedDiff } from './unifiedDiff.ts';
import { allInvalid, dns1123Subdomain, qualifiedName } from './validators.ts';

/** SetDefaults_PersistentVolumeClaim */
export function defaultClaim(claim: Fields): void {
  claim['spec'].volumeMode ??= 'Filesystem';
  roundUp(claim['spec'].resources.limits);
  roundUp(claim['spec'].resources.requests);
  claim['status'] = { ...claim['status'], phase: claim['status'].phase || 'Pending' };
}

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const VOLUME_MODES = ['Block', 'Filesystem'];

export function accessErrors(modes: readonly string[], at: string): FieldError[] {
  const errors = modes.filter((m) => !ACCESS_MODES.includes(m)).map((m) => notSupported(at, m, ACCESS_MODES));
  const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode));
  return modes.includes('ReadWriteOncePod') && others
    ? [...errors, forbidden(at, 'may not use ReadWriteOncePod with other access modes')]
    : errors;
}

export const volumeModeErrors = (mode: string, at: string): FieldError[] =>
  VOLUME_MODES.includes(mode) ? [] : [notSupported(at, mode, VOLUME_MODES)];

export const attributesClassErrors = ({ volumeAttributesClassName: name }: Fields, at: string): FieldError[] =>
  name ? allInvalid(at, name, dns1123Subdomain(name)) : [];

/** pkg/apis/core/validation, ValidatePersistentVolumeClaimSpec. */
export function claimErrors(spec: Fields, at: string): FieldError[] {
  const modes: string[] = spec['accessModes'] ?? [];
  const errors = modes.length > 0 ? [] : [required(`${at}.accessModes`, 'at least 1 access mode is required')];
  errors.push(...selectorErrors(spec['selector'], `${at}.selector`), ...accessErrors(modes, `${at}.accessModes`));
  const storage: string | undefined = spec['resources'].requests?.storage;
  if (storage === undefined) errors.push(required(`${at}.resources[storage]`));
  else if (quantityValue(storage) <= 0n)
    errors.push(invalid(`${at}.resources[storage]`, storage, 'must be greater than zero'));
  const { storageClassName: storageClass, volumeMode } = spec;
  if (storageClass) errors.push(...allInvalid(`${at}.storageClassName`, storageClass, dns1123Subdomain(storageClass)));
  errors.push(...volumeModeErrors(volumeMode, `${at}.volumeMode`));
  errors.push(...attributesClassErrors(spec, `${at}.volumeAttributesClassName`));
  for (const field of ['dataSource', 'dataSourceRef'])
    if (spec[field]) errors.push(...dataSourceErrors(spec[field], `${at}.${field}`));
  const { dataSource, dataSourceRef } = spec;
  if (dataSource && dataSourceRef && !sameJson(dataSource, dataSourceRef))
    errors.push(invalid(at, {}, 'must match dataSourceRef'));
  return errors;
}

/** validateDataSource */
function dataSourceErrors({ name, kind, apiGroup }: Fields, at: string): FieldError[] {
  const errors = [...(name ? [] : [required(`${at}.name`)]), ...(kind ? [] : [required(`${at}.kind`)])];
  if (apiGroup) errors.push(...allInvalid(`${at}.apiGroup`, apiGroup, dns1123Subdomain(apiGroup)));
  else if (kind !== 'PersistentVolumeClaim')
    errors.push(invalid(at, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  return errors;
}

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

export const persistentVolumeClaimStrategy: Strategy = {
  defaults: defaultClaim,
  prepareForCreate(object) {
    object['status'] = { phase: 'Pending' };
    const { metadata } = object;
    // plugin/pkg/admission/storage/storageobjectinuseprotection
    metadata.finalizers = [...new Set([...(metadata.finalizers ?? []), 'kubernetes.io/pvc-protection'])];
    mirrorDataSources(object['spec']);
  },
  /** plugin/pkg/admission/storage/storageclass/setdefault */
  allocate(cluster, object, old) {
    const { metadata, spec } = object;
    if (old && old['status'].phase === 'Bound' && grows(spec, old['spec']) && !mayGrow(cluster, spec))
      return forbiddenStatus(kindInfo('PersistentVolumeClaim') as KindInfo, metadata.name, NO_GROWTH);
    const chosen = old || spec.storageClassName !== undefined || metadata.annotations?.[BETA_CLASS] !== undefined;
    const name = chosen ? undefined : newestMarked(cluster, 'StorageClass', IS_DEFAULT_CLASS);
    if (name !== undefined) object['spec'] = { ...spec, storageClassName: name };
    return undefined;
  },
  circumstances: (cluster) => String(newestMarked(cluster, 'StorageClass', IS_DEFAULT_CLASS)),
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    mirrorDataSources(object['spec'], old['spec']);
  },
  validate: ({ spec }) => claimErrors(spec, 'spec'),
  validateUpdate: ({ spec }, old) => claimUpdateErrors(spec, old),
};

/** pkg/api/persistentvolumeclaim, dataSourceIsPvcOrSnapshot */
const isOldSource = ({ kind, apiGroup }: Fields): boolean =>
  (kind === 'PersistentVolumeClaim' && !apiGroup) ||
  (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io');

/**
 * pkg/registry/core/persistentvolumeclaim: each of the two fields stands for both (NormalizeDataSources), once what is
 * of another Namespace (DropDisabledFields: CrossNamespaceVolumeDataSource is off), and what the old one alone has of
 * other kinds, is dropped (EnforceDataSourceBackwardsCompatibility).
 */
function mirrorDataSources(spec: Fields, old: Fields = {}): void {
  if (spec['dataSourceRef']?.namespace && !old['dataSourceRef']) delete spec['dataSourceRef'];
  if (!old['dataSourceRef'] && spec['dataSource'] && !spec['dataSourceRef'] && !isOldSource(spec['dataSource']))
    delete spec['dataSource'];
  const { dataSource, dataSourceRef } = spec;
  if (dataSource && !dataSourceRef) spec['dataSourceRef'] = { ...dataSource };
  if (dataSourceRef && !dataSource && !dataSourceRef.namespace) spec['dataSource'] = { ...dataSourceRef };
}

const NO_GROWTH =
  'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';

const isMore = (now = '0', before = '0'): boolean => quantityValue(now) > quantityValue(before);

const grows = (now: Fields, before: Fields): boolean =>
  isMore(now['resources'].requests?.storage, before['resources'].requests?.storage);

/** plugin/pkg/admission/storage/persistentvolume/resize */
const mayGrow = ({ store }: Cluster, { storageClassName }: Fields): boolean =>
  store.get('StorageClass', undefined, storageClassName)?.['allowVolumeExpansion'] === true;

const IMMUTABLE =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

/** What a claim that is bound may change, as it was; one that asks for nothing changes more than how much. */
function asBefore({ resources }: Fields, { resources: old, volumeAttributesClassName }: Fields): Fields {
  const requests = resources.requests && { ...resources.requests, storage: old.requests.storage };
  return { resources: { ...resources, requests }, volumeAttributesClassName };
}

/** ValidatePersistentVolumeClaimUpdate: a claim that is bound may ask for more, or for another class of attributes. */
function claimUpdateErrors(spec: Fields, { spec: old, status }: Fields): FieldError[] {
  const bound = status.phase === 'Bound';
  const pretty = (of: Fields, shown = false): string => goJson(internalForm(of, 'PersistentVolumeClaimSpec', shown), 1);
  // validateStorageClassUpgradeFromNil: a class may still be given to one that has none
  const given =
    old['storageClassName'] === undefined && spec['storageClassName'] !== undefined
      ? { ...spec, storageClassName: undefined }
      : spec;
  const now = bound ? { ...given, ...asBefore(spec, old) } : given;
  // which volume it is, is written once
  const before = pretty({ ...old, volumeName: old['volumeName'] || spec['volumeName'] });
  const errors =
    before === pretty(now) ? [] : [forbidden('spec', `${IMMUTABLE}\n${unifiedDiff(before, pretty(now, true))}`)];
  // what is asked for may fall again, but not to what there is
  if (grows(old, spec) && !isMore(spec.resources.requests?.storage, status.capacity?.storage))
    errors.push(forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity'));
  errors.push(...immutable('volumeMode', spec['volumeMode'], old['volumeMode']));
  if (status.currentVolumeAttributesClassName !== undefined && !spec['volumeAttributesClassName']) {
    const none = spec['volumeAttributesClassName'] === undefined ? 'nil' : 'empty string';
    const text = `update to ${none} is forbidden when status.currentVolumeAttributesClassName is not nil`;
    errors.push(forbidden('spec.volumeAttributesClassName', text));
  }
  return errors;
}

/** ValidateTopologySelectorTerm */
function topologyErrors({ matchLabelExpressions = [] }: Fields, at: string): FieldError[] {
  const keys = new Set<string>();
  return (matchLabelExpressions as Fields[]).flatMap(({ key, values }, i) => {
    const path = `${at}.matchLabelExpressions[${i}]`;
    const all: string[] = values ?? [];
    const errors: FieldError[] = all.length > 0 ? [] : [required(`${path}.values`)];
    for (const [j, value] of all.entries())
      if (all.indexOf(value) < j) errors.push(duplicate(`${path}.values[${j}]`, value));
    errors.push(...allInvalid(`${path}.key`, key, qualifiedName(key)));
    if (keys.has(key)) errors.push(duplicate(`${path}.key`, key));
    keys.add(key);
    return errors;
  });
}

export const storageClassStrategy: Strategy = {
  defaults(object) {
    object['reclaimPolicy'] ??= 'Delete';
    object['volumeBindingMode'] ??= 'Immediate';
  },
  validate({ provisioner, parameters = {}, reclaimPolicy, volumeBindingMode, allowedTopologies = [] }) {
    const policies = ['Delete', 'Retain'];
    const modes = ['Immediate', 'WaitForFirstConsumer'];
    return [
      ...(provisioner
        ? allInvalid('provisioner', provisioner.toLowerCase(), qualifiedName(provisioner.toLowerCase()))
        : [required('provisioner')]),
      ...(Object.hasOwn(parameters, '') ? [invalid('parameters', '', 'field can not be empty.')] : []),
      ...(policies.includes(reclaimPolicy) ? [] : [notSupported('reclaimPolicy', reclaimPolicy, policies)]),
      ...(modes.includes(volumeBindingMode) ? [] : [notSupported('volumeBindingMode', volumeBindingMode, modes)]),
      ...(allowedTopologies as Fields[]).flatMap((term, i) => topologyErrors(term, `allowedTopologies[${i}]`)),
    ];
  },
  validateUpdate: (object, old) =>
    ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'].flatMap((field) =>
      // a map is shown in order of its keys
      immutable(field, field === 'parameters' ? sorted(object[field]) : object[field], old[field]),
    ),
};
