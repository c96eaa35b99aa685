import type { KubeObject } from '../../model/KubeObject.ts';
import type { ApiStatus } from './ApiResponse.ts';
import { applyJsonPatch, type Patched } from './jsonPatch.ts';
import type { KindInfo } from './kinds.ts';
import { invalid } from './fieldErrors.ts';
import { badRequest } from './status.ts';
import { BadPatch, strategicMerge } from './strategicMerge.ts';
import { conversionError, printed } from './unstructured.ts';
import { clone } from './clone.ts';

export type PatchType = 'strategic' | 'merge' | 'json';

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7386. */
export function jsonMerge(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = jsonMerge(result[key], value);
  }
  return result;
}

/** The patched object, before it is decoded; or why the patch cannot be applied. */
export function applyPatch(
  info: KindInfo,
  old: KubeObject,
  type: PatchType,
  given: unknown,
): Patched | { status: ApiStatus } {
  const document = clone(old);
  if (type === 'json') return applyJsonPatch(document, given);
  // jsonpatch.ErrBadJSONPatch
  if (type === 'merge' && given === null) return { status: badRequest('Invalid JSON Patch') };
  const patch = given ?? {};
  if (!isMap(patch)) {
    const kind = Array.isArray(patch) ? 'array' : typeof patch === 'boolean' ? 'bool' : typeof patch;
    const why = `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
    return { status: badRequest(type === 'merge' ? `error decoding patch: ${why}` : why) };
  }
  if (type === 'merge') return { value: jsonMerge(document, patch) };
  const merged = strategicallyMerged(info, document, patch);
  if ('status' in merged) return merged;
  const { value } = merged;
  const error = conversionError({ kind: 'struct', key: info.type, go: '' }, value);
  // The server has the result as the stored object's type, whatever the patch says it is.
  if (error === undefined)
    return { value: isMap(value) ? { ...value, apiVersion: info.apiVersion, kind: info.kind } : value };
  return { status: unfit(patch, error) };
}

/** What the library of strategic patches cannot do, the server tells in its words and without a reason. */
function strategicallyMerged(
  info: KindInfo,
  document: unknown,
  patch: Record<string, unknown>,
): { value: unknown } | { status: ApiStatus } {
  try {
    return { value: strategicMerge(info.type, document, patch) };
  } catch (error) {
    if (!(error instanceof BadPatch)) throw error;
    return { status: { code: 500, reason: '', message: error.message, causes: [] } };
  }
}

/** Why the server has no object of what a strategic merge patch makes. */
export const unfit = (patch: unknown, error: string): ApiStatus => invalidPatch(printed(leftOver(patch)), error);

/** How the server refuses a patch that makes no object, and what it repeats with it. */
export function invalidPatch(told: string, error: string): ApiStatus {
  const cause = invalid('patch', told, error);
  // the kind that is invalid has no name there
  const message = ` "" is invalid: ${cause.field}: ${cause.message}`;
  return { code: 422, reason: 'Invalid', message, causes: [cause] };
}

const ORDER = '$setElementOrder/';

/**
 * The server shows what is left of the patch: lists that it has put in order are gone (mergePatchIntoOriginal), and what it
 * was told to retain.
 */
function leftOver(patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const kept = Object.entries(patch).filter(
    ([key]) => key !== '$retainKeys' && !key.startsWith(ORDER) && !(ORDER + key in patch),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, leftOver(value)]));
}
