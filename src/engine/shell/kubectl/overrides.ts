import { decode } from '../../admit/decode.ts';
import { findKind } from '../../admit/kinds.ts';
import { applyPatch, type PatchType } from '../../admit/patch.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import { type ParsedArgs, valueOf } from './flags.ts';
import { jsonSyntaxError } from '../../parse/jsonSyntaxError.ts';
import { KubectlError } from './KubectlError.ts';
import { textOf } from '../../plain.ts';

/** What the libraries of patches say of what is no JSON; of operations Go's decoder says it. */
const UNREADABLE: Partial<Record<PatchType, string>> = {
  merge: 'Invalid JSON Patch',
  strategic: 'invalid JSON document',
};

/** What --overrides makes of an object before it is sent (kubectl: pkg/cmd/util/override_options.go). */
export function overridden(args: ParsedArgs, object: Record<string, unknown>): Record<string, unknown> {
  const text = valueOf(args, { name: 'overrides' });
  const type = valueOf(args, { name: 'override-type' }) ?? 'merge';
  if (!text) return object;
  if (type !== 'json' && type !== 'merge' && type !== 'strategic')
    throw KubectlError.plain(`invalid override type: ${type}`);
  const info = findKind(textOf(object['apiVersion']), textOf(object['kind']));
  const wrong = jsonSyntaxError(text);
  if (wrong !== undefined || !info) throw KubectlError.plain(UNREADABLE[type] ?? wrong ?? '');
  const result = applyPatch(info, object as KubeObject, type satisfies PatchType, JSON.parse(text) as unknown);
  if ('status' in result) throw KubectlError.status(result.status);
  const { apiVersion, kind } = result.value as Record<string, unknown>;
  if (!findKind(textOf(apiVersion), textOf(kind)))
    throw KubectlError.plain(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`,
    );
  // what comes out has the fields of its type
  const { object: made, typeError } = decode(info.type, result.value);
  if (typeError !== undefined) throw KubectlError.plain(typeError);
  return made;
}
