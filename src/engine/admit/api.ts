import type { KubeObject } from '../../model/KubeObject.ts';
import type { Service } from '../../model/Service.ts';
import { objectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { addWrite, type Write, writesOf } from '../cluster/Write.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { generatedName } from '../controllers/generatedName.ts';
import { noteGivenAddresses } from '../controllers/kubelet.ts';
import type { ApiOptions, ApiResponse, ApiStatus } from './ApiResponse.ts';
import type { Fields } from './Fields.ts';
import { makeUid } from './identity.ts';
import { isSameOwnership, ownersOf } from './managed/owners.ts';
import { type KindInfo, kindInfo } from './kinds.ts';
import { validateMetadataUpdate } from './metadata.ts';
import { applyPatch, type PatchType, unfit } from './patch.ts';
import { misfit, otherType } from './misfit.ts';
import { otherUid } from './otherUid.ts';
import { isPoliced, podSecurityWarnings } from './podSecurity.ts';
import { remember } from './pools.ts';
import { overLimits } from './quota/overLimits.ts';
import { createErrors, infoOf, type Prepared, prepare, readObject, strategyOf } from './prepare.ts';
import {
  alreadyExists,
  badRequest,
  conflict,
  forbiddenStatus,
  invalidStatus,
  MODIFIED,
  notFoundStatus,
  UNKNOWN_RESOURCE,
} from './status.ts';
import { clone } from './clone.ts';
import { servedVersion } from './versions.ts';
import { warningsOf } from './warnings.ts';
import { writeStatus } from './writeStatus.ts';
import { isPlain } from '../plain.ts';

const refuse = (status: ApiStatus, warnings: string[]): ApiResponse => ({ ok: false, status, warnings });

/** A request of somebody whose fields are asked for. */
const writeOf = (
  cluster: Cluster,
  { writer, dryRun }: ApiOptions,
  value: unknown,
  before: KubeObject | undefined,
): Write | undefined => (writer && !dryRun ? { ...writer, at: cluster.now, value, before } : undefined);

/** Notes the first request about an object. */
function noteCreation(cluster: Cluster, options: ApiOptions, object: KubeObject, value: unknown): void {
  const write = writeOf(cluster, options, value, undefined);
  if (write) cluster.writes.set(object.metadata.uid ?? '', [write]);
}

/** A Namespace that does not exist, or is going, takes nothing new (plugin/pkg/admission/namespace/lifecycle). */
function namespaceRefusal(cluster: Cluster, info: KindInfo, metadata: Fields): ApiStatus | undefined {
  if (!info.namespaced) return undefined;
  const namespace = cluster.store.get('Namespace', undefined, metadata['namespace']);
  if (!namespace) return notFoundStatus(kindInfo('Namespace') as KindInfo, metadata['namespace']);
  if (!namespace.metadata.deletionTimestamp) return undefined;
  const why = `unable to create new content in namespace ${metadata['namespace']} because it is being terminated`;
  return forbiddenStatus(info, metadata['name'] ?? '', why);
}

/** POST: creates an object; with `dryRun` everything happens but the storing. */
export function createObject(cluster: Cluster, value: unknown, options: ApiOptions): ApiResponse {
  const prepared = prepare(value, options.fieldValidation ?? 'Strict');
  if (!prepared) return refuse(UNKNOWN_RESOURCE, []);
  const { info, strategy } = prepared;
  const warnings = [...prepared.warnings];
  if (prepared.status) return refuse(prepared.status, warnings);
  const { base } = prepared;
  const homeless = namespaceRefusal(cluster, info, base['metadata']);
  if (homeless) return refuse(homeless, warnings);
  const again = madeBefore(cluster, prepared, value, options);
  if (again) {
    noteCreation(cluster, options, again, value);
    return { ok: true, object: again, warnings: [...warnings, ...prepared.advice] };
  }
  const object = prepared.complete ? { ...base, metadata: { ...base['metadata'] } } : (clone(base) as Fields);
  const { metadata } = object;
  if (!metadata.name && metadata.generateName) {
    metadata.name = generatedName(cluster, info.kind, metadata.namespace ?? '', metadata.generateName);
  }
  metadata.creationTimestamp = timestamp(cluster.now);
  const key = objectKey(info.kind, metadata.namespace, metadata.name ?? '');
  metadata.uid = makeUid(cluster, key, prepared.uids);
  let { errors } = prepared;
  if (!prepared.complete) strategy.prepareForCreate?.(object);
  else if (strategy.allocationCopy && object['spec']) object['spec'] = strategy.allocationCopy(object['spec']);
  const refused = strategy.allocate?.(cluster, object, undefined, options);
  if (refused) return refuse(refused, warnings);
  errors ??= createErrors(strategy, object);
  if (errors.length > 0) return refuse(invalidStatus(info, metadata.name ?? '', errors), warnings);
  if (prepared.errors) warnings.push(...prepared.advice);
  else {
    warnings.push(...warningsOf(info.kind, object, undefined));
    strategy.decorate?.(object);
  }
  const exceeded = options.uncounted
    ? undefined
    : overLimits(cluster, object as KubeObject, undefined, options.dryRun === true);
  if (exceeded) return refuse(exceeded, warnings);
  warnings.push(...podSecurityWarnings(cluster, object as KubeObject, undefined));
  if (cluster.store.byKey(key)) return refuse(alreadyExists(info, metadata.name), warnings);
  if (options.dryRun) {
    delete metadata.resourceVersion;
    return { ok: true, object: object as KubeObject, warnings };
  }
  noteGivenAddresses(cluster, value);
  const circumstances = strategy.allocated ? strategy.allocated(object) : circumstancesOf(cluster, prepared);
  const { last } = prepared;
  const same = last && circumstances === last.circumstances && isSameBirth(object as KubeObject, last.object);
  const stored = same ? cluster.store.put(last.object, last.stored) : cluster.store.give(key, object as KubeObject);
  noteCreation(cluster, options, stored, value);
  if (info.kind === 'Service') remember(cluster, stored as Service);
  if (prepared.complete && circumstances !== undefined) {
    prepared.last = { circumstances, object: same ? last.object : stored, stored };
  }
  return { ok: true, object: stored, warnings };
}

const isSameBirth = ({ metadata: a }: KubeObject, { metadata: b }: KubeObject): boolean =>
  a.uid === b.uid && a.creationTimestamp === b.creationTimestamp;

const circumstancesOf = (cluster: Cluster, { strategy, base }: Prepared): string | undefined =>
  strategy.allocate ? strategy.circumstances?.(cluster, base) : '';

/**
 * Stores what was made of the same manifest before, if all is as it was then: the same object, so that whoever has
 * computed something from it need not do so again.
 */
function madeBefore(cluster: Cluster, prepared: Prepared, value: unknown, options: ApiOptions): KubeObject | undefined {
  const { last, info, uids } = prepared;
  if (!last || options.dryRun || prepared.strategy.allocated) return undefined;
  const { metadata } = last.object;
  if (cluster.control.tallies.get(metadata.namespace ?? '')?.size) return undefined;
  if (isPoliced(cluster, metadata.namespace)) return undefined;
  const key = objectKey(info.kind, metadata.namespace, metadata.name);
  if (cluster.store.byKey(key) || metadata.creationTimestamp !== timestamp(cluster.now)) return undefined;
  if (makeUid(cluster, key, uids) !== metadata.uid) return undefined;
  if (circumstancesOf(cluster, prepared) !== last.circumstances) return undefined;
  noteGivenAddresses(cluster, value);
  last.stored = store(cluster, last.object, last.stored);
  return last.stored;
}

function store(cluster: Cluster, object: KubeObject, again?: KubeObject): KubeObject {
  const stored = cluster.store.put(object, again);
  if (object.kind === 'Service') remember(cluster, stored as Service);
  return stored;
}

/** Everything but metadata and status: what a generation counts. */
const specOf = (object: Fields): string => stable({ ...object, metadata: null, status: null });

/** An object without the fields that differ between two equal writes. */
const comparable = (object: Fields): string => {
  const { resourceVersion: _, ...metadata } = object['metadata'];
  return stable({ ...object, metadata });
};

/** JSON with sorted keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, v) =>
    isPlain(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  );
}

/** A request that leaves the object as it was is written all the same where it changes who owns which fields. */
const changesOwners = (info: KindInfo, before: readonly Write[], write: Write): boolean =>
  !isSameOwnership(ownersOf(info, before), ownersOf(info, [...before, write]));

/** What PUT and PATCH have in common, once the new object is decoded. */
function replace(
  cluster: Cluster,
  info: KindInfo,
  object: Fields,
  old: KubeObject,
  options: ApiOptions,
  asGiven: unknown,
  warnings: string[],
): ApiResponse {
  const strategy = options.strategy ?? strategyOf(info);
  const { metadata } = object;
  const before = clone(old) as Fields;
  if (metadata.resourceVersion && metadata.resourceVersion !== old.metadata.resourceVersion) {
    return refuse(conflict(info, old.metadata.name, MODIFIED), warnings);
  }
  const { deletionTimestamp, deletionGracePeriodSeconds: grace } = old.metadata;
  for (const field of ['creationTimestamp', 'generation'] as const) {
    const kept = old.metadata[field];
    if (kept === undefined) delete metadata[field];
    else metadata[field] = kept;
  }
  if (deletionTimestamp) metadata.deletionTimestamp = deletionTimestamp;
  if (grace !== undefined) metadata.deletionGracePeriodSeconds ??= grace;
  metadata.uid ??= old.metadata.uid;
  delete metadata.resourceVersion;
  const refused = strategy.allocate?.(cluster, object, before, options);
  if (refused) return refuse(refused, warnings);
  strategy.prepareForUpdate?.(object, before);
  const rules = strategy.validate?.(object, before) ?? [];
  const changes = strategy.validateUpdate?.(object, before) ?? [];
  const errors = [
    ...validateMetadataUpdate(metadata, before['metadata']),
    ...(strategy.updateRulesFirst ? [...changes, ...rules] : [...rules, ...changes]),
  ];
  if (errors.length > 0) return refuse(invalidStatus(info, old.metadata.name, errors), warnings);
  const exceeded = overLimits(cluster, object as KubeObject, old, options.dryRun === true);
  if (exceeded) return refuse(exceeded, warnings);
  // deployment/strategy.go, endpointslice/strategy.go: of a Deployment annotations count too, of a slice labels
  const counted = ({ annotations, labels }: Fields): unknown =>
    info.kind === 'Deployment' ? annotations : info.kind === 'EndpointSlice' && labels;
  const told = stable(counted(metadata)) !== stable(counted(before['metadata']));
  if (info.generation && (told || specOf(object) !== specOf(before))) {
    metadata.generation = (old.metadata.generation ?? 0) + 1;
  }
  warnings.push(...warningsOf(info.kind, object, before), ...podSecurityWarnings(cluster, object as KubeObject, old));
  strategy.decorate?.(object);
  const write = writeOf(cluster, options, asGiven, old);
  const same = comparable(object) === comparable(before);
  if (same && !(write && changesOwners(info, writesOf(cluster, old), write)))
    return { ok: true, object: old, warnings };
  if (options.dryRun) {
    const shown = { ...object, metadata: { ...metadata, resourceVersion: old.metadata.resourceVersion } };
    return { ok: true, object: shown as KubeObject, warnings };
  }
  if (metadata.deletionTimestamp && !metadata.finalizers?.length && info.kind !== 'Pod') {
    cluster.store.remove(objectKey(info.kind, metadata.namespace, metadata.name));
    return { ok: true, object: object as KubeObject, warnings };
  }
  if (write) addWrite(cluster, old, write);
  return { ok: true, object: store(cluster, object as KubeObject), warnings };
}

/** PUT: replaces an object; some kinds are created when they are missing. */
export function updateObject(cluster: Cluster, value: unknown, options: ApiOptions): ApiResponse {
  const info = infoOf(value);
  if (!info) return refuse(UNKNOWN_RESOURCE, []);
  const strategy = strategyOf(info);
  const warnings: string[] = strategy.deprecation === undefined ? [] : [strategy.deprecation];
  const decoded = readObject(info, value, options.fieldValidation ?? 'Strict', warnings);
  if ('status' in decoded) return refuse(decoded.status, warnings);
  const { object } = decoded;
  const { metadata } = object;
  const old = cluster.store.get(info.kind, metadata.namespace, metadata.name);
  if (!old) {
    if (strategy.createOnUpdate) return createObject(cluster, value, options);
    return refuse(notFoundStatus(info, metadata.name), warnings);
  }
  if (metadata.uid && metadata.uid !== old.metadata.uid)
    return refuse(conflict(info, metadata.name, otherUid(info, metadata, old)), warnings);
  if (options.subresource === 'status') return writeStatus(cluster, info, old, object, options, warnings);
  return replace(cluster, info, object, old, options, value, warnings);
}

/** Why a patched object is not the one that the request is about. */
function otherName(value: Fields, old: KubeObject): string | undefined {
  const { name, namespace } = value['metadata'] ?? {};
  if (namespace && old.metadata.namespace && namespace !== old.metadata.namespace)
    return 'the namespace of the provided object does not match the namespace sent on the request';
  if (!name)
    return `the name of the object (${old.metadata.name} based on URL) was undeterminable: name must be provided`;
  return name === old.metadata.name
    ? undefined
    : `the name of the object (${name}) does not match the name on the URL (${old.metadata.name})`;
}

/** PATCH: a strategic merge, a JSON merge or a JSON patch of a stored object, by its kind or one version of it. */
export function patchObject(
  cluster: Cluster,
  resource: string | KindInfo,
  namespace: string | undefined,
  name: string,
  patchType: PatchType,
  patch: unknown,
  options: ApiOptions,
): ApiResponse {
  const info = typeof resource === 'string' ? kindInfo(resource) : resource;
  if (!info) return refuse(UNKNOWN_RESOURCE, []);
  const strategy = strategyOf(info);
  const warnings: string[] = strategy.deprecation === undefined ? [] : [strategy.deprecation];
  const old = cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
  if (!old) return refuse(notFoundStatus(info, name), warnings);
  const patched = applyPatch(info, servedVersion(info, old), patchType, patch);
  if ('status' in patched) return refuse(patched.status, warnings);
  if (patchType !== 'strategic') {
    const other = otherType(info, patched.value);
    if (other !== undefined)
      return refuse(misfit(cluster, info, servedVersion(info, old), patchType, patch, other), warnings);
  }
  const decoded = readObject(info, patched.value, options.fieldValidation ?? 'Warn', warnings);
  if ('status' in decoded) {
    const [, why] = /cannot be handled as a \w+: (.*)/s.exec(decoded.status.message) ?? [];
    if (why === undefined) return refuse(decoded.status, warnings);
    if (patchType === 'strategic') return refuse(unfit(patch, why), warnings);
    return refuse(misfit(cluster, info, servedVersion(info, old), patchType, patch, why), warnings);
  }
  warnings.splice(strategy.deprecation === undefined ? 0 : 1, 0, ...(patched.warnings ?? []));
  const renamed = otherName(patched.value as Fields, old);
  if (renamed) return refuse(badRequest(renamed), warnings);
  const { object } = decoded;
  if (options.subresource === 'status') return writeStatus(cluster, info, old, object, options, warnings);
  return replace(cluster, info, object, old, options, patched.value, warnings);
}
