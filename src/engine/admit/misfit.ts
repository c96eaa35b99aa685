import type { KubeObject } from '../../model/KubeObject.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { toJson } from '../goJson.ts';
import { isPlain, type Plain } from '../plain.ts';
import type { ApiStatus } from './ApiResponse.ts';
import { applyJsonPatch, type Operation, pathOf } from './jsonPatch.ts';
import { withSortedKeys } from './internalForm.ts';
import { findKind, type KindInfo } from './kinds.ts';
import { withManagedFields } from './managed/managedFields.ts';
import { invalidPatch, jsonMerge } from './patch.ts';
import { inStructOrder } from './structOrder.ts';

// A JSON patch or merge patch works on the object's text: what it has opened comes out with its keys sorted, and the
// rest stands as it was (evanphx/json-patch: partialDoc is a map, lazyNode keeps the bytes).

const sorted = (value: Plain, each: (key: string, inner: unknown) => unknown): Plain =>
  Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, each(key, inner)]),
  );

const openedByMerge = (value: unknown, patch: unknown): unknown =>
  isPlain(value) && isPlain(patch) ? sorted(value, (key, inner) => openedByMerge(inner, patch[key])) : value;

function openedByPath(value: unknown, [token, ...rest]: string[]): unknown {
  if (token === undefined) return value;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === token ? openedByPath(item, rest) : item));
  return isPlain(value) ? sorted(value, (key, inner) => (key === token ? openedByPath(inner, rest) : inner)) : value;
}

function patchedByOperations(document: unknown, operations: readonly Operation[]): unknown {
  let at = openedByPath(document, ['']);
  for (const operation of operations) {
    const applied = applyJsonPatch(at, [operation]);
    if ('value' in applied) at = applied.value;
    for (const path of [operation.path, operation.from]) if (path) at = openedByPath(at, pathOf(path));
  }
  return at;
}

/** Why the kind that the patched text has now is not this one's (apimachinery: runtime, Scheme.New and Converter). */
export function otherType(info: KindInfo, value: unknown): string | undefined {
  const { apiVersion = info.apiVersion, kind = info.kind } = isPlain(value) ? value : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const found = findKind(apiVersion, kind);
  if (!found) {
    const [version, name] = [apiVersion, kind].map((text) => JSON.stringify(text));
    return `no kind ${name} is registered for version ${version} in scheme "pkg/runtime/scheme.go:111"`;
  }
  const [inner] = (info.group || 'core').split('.');
  const types = `(${found.version}.${kind}) to (${inner}.${info.kind})`;
  return kind === info.kind ? undefined : `converting ${types}: unknown conversion`;
}

/**
 * Why the server has no object of what a JSON patch or merge patch makes: it repeats all of that (apiserver:
 * handlers/patch.go, jsonPatcher.applyPatchToCurrentObject).
 */
export function misfit(
  cluster: Cluster,
  info: KindInfo,
  stored: KubeObject,
  type: 'merge' | 'json',
  patch: unknown,
  error: string,
): ApiStatus {
  const document = inStructOrder(withManagedFields(cluster, info, stored));
  // kubectl has read it as YAML
  const sent = withSortedKeys(patch);
  const made =
    type === 'json'
      ? patchedByOperations(document, sent as Operation[])
      : openedByMerge(jsonMerge(document, sent), sent);
  return invalidPatch(toJson(made as Plain, 0, true, true), error);
}
