import type { KubeObject } from '../../../model/KubeObject.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { LAST_APPLIED, lastApplied } from '../../cluster/lastApplied.ts';
import { writesOf } from '../../cluster/Write.ts';
import { createObject, updateObject } from '../api.ts';
import type { ApiOptions, ApiResponse, ApiStatus } from '../ApiResponse.ts';
import type { Fields } from '../Fields.ts';
import type { KindInfo } from '../kinds.ts';
import { badRequest } from '../status.ts';
import { conversionError } from '../unstructured.ts';
import { servedVersion } from '../versions.ts';
import { toJson } from '../../goJson.ts';
import { compare, fieldsOf } from './compare.ts';
import { difference, type FieldSet, isEmpty, NO_FIELDS, pathsOf, pathText, union } from './fieldSet.ts';
import { merge } from './merge.ts';
import { applier, conflictsOf, isSameOwner, type Owner, ownersOf, statusAside } from './owners.ts';
import { prune } from './prune.ts';
import { typedErrors } from './typedErrors.ts';
import { typedObject } from './typedValue.ts';

export type Application = ApiOptions & { manager: string; force: boolean };

const refuse = (status: ApiStatus): ApiResponse => ({ ok: false, status, warnings: [] });

/** PATCH with a configuration that its manager applies (apimachinery: util/managedfields/internal/structuredmerge.go). */
export function applyObject(
  cluster: Cluster,
  info: KindInfo,
  namespace: string,
  name: string,
  configuration: Fields,
  options: Application,
): ApiResponse {
  const { manager, force, ...rest } = options;
  if (configuration['metadata']?.managedFields) return refuse(badRequest('metadata.managedFields must be nil'));
  const typed = typedObject(info.type);
  const wrong = typedErrors(typed, configuration);
  const type = `${info.group}/${info.version}, Kind=${info.kind}`;
  const place = `${info.namespaced ? `${namespace}/` : '/'}${name}; ${type}`;
  const failed = (message: string): ApiResponse => refuse({ code: 500, reason: '', message, causes: [] });
  if (wrong !== undefined) return failed(`failed to create typed patch object (${place}): ${wrong}`);
  const why = conversionError({ kind: 'struct', key: info.type, go: '' }, configuration);
  const unfit = `failed to convert new object (${place}) to proper version: unable to convert unstructured object to ${type}`;
  const writer = { manager, configuration };
  const stored = cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
  if (!stored && why !== undefined) return failed(`${unfit}: ${why}`);
  if (!stored) return createObject(cluster, configuration, { ...rest, writer });
  const live = servedVersion(info, stored);
  const owners = ownersOf(info, writesOf(cluster, stored));
  const own = applier(info, manager, configuration);
  const former = owners.find((owner) => isSameOwner(owner, own));
  const others = owners.filter((owner) => owner !== former);
  const owned = others.map(({ fields }) => fields).reduce(union, fieldsOf(typed, configuration));
  const merged = merge(typed, live, configuration);
  const value = former ? prune(typed, merged, former.fields, owned) : merged;
  const conflicts = force ? [] : conflictsOf(others, statusAside(compare(typed, live, value)));
  const allowed = manager === 'kubectl' ? lastAppliedFields(info, live) : NO_FIELDS;
  const open = conflicts
    .map((owner) => ({ ...owner, fields: difference(owner.fields, allowed) }))
    .filter(({ fields }) => !isEmpty(fields));
  if (open.length > 0) return refuse(conflictStatus(open));
  if (why !== undefined) return failed(`${unfit}: ${why}`);
  return updateObject(cluster, manager === 'kubectl' ? remembering(value, configuration) : value, { ...rest, writer });
}

/** conflict.go, getConflictMessage */
function conflictStatus(owners: readonly Owner[]): ApiStatus {
  const lines = owners.map((owner) => ({ who: managerText(owner), paths: pathsOf(owner.fields).map(pathText) }));
  const count = lines.reduce((sum, { paths }) => sum + paths.length, 0);
  const [first] = lines;
  const told =
    count === 1 && first
      ? `1 conflict: conflict with ${first.who}: ${first.paths.join('')}`
      : `${count} conflicts: ${lines
          .toSorted((a, b) => (a.who < b.who ? -1 : 1))
          .map(({ who, paths }) => [`conflicts with ${who}:`, ...paths.map((path) => `- ${path}`)].join('\n'))
          .join('\n')}`;
  return { code: 409, reason: 'Conflict', message: `Apply failed with ${told}`, causes: [] };
}

function managerText({ manager, operation, apiVersion, subresource }: Owner): string {
  const part = subresource === undefined ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  return `${JSON.stringify(manager)}${part}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}

/** lastappliedmanager.go: what kubectl applied by itself, and is still so, it may take over. */
function lastAppliedFields(info: KindInfo, live: KubeObject): FieldSet {
  const last = lastApplied(live);
  if (last?.['apiVersion'] !== info.apiVersion) return NO_FIELDS;
  const typed = typedObject(info.type);
  if (typedErrors(typed, last) !== undefined) return NO_FIELDS;
  const { added, modified, removed } = compare(typed, last, live);
  return difference(fieldsOf(typed, last), union(added, union(modified, removed)));
}

/** lastappliedupdater.go: the annotation of client-side apply is kept up, where it is there. */
function remembering(value: unknown, configuration: Fields): unknown {
  const object = value as KubeObject;
  if (!object.metadata.annotations?.[LAST_APPLIED]) return value;
  const { annotations: given, ...metadata } = configuration['metadata'];
  const { [LAST_APPLIED]: _, ...others } = given ?? {};
  const kept = given ? { ...metadata, annotations: others } : metadata;
  const annotations = {
    ...object.metadata.annotations,
    [LAST_APPLIED]: `${toJson({ ...configuration, metadata: kept })}\n`,
  };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
