import { decode } from '../admit/decode.ts';
import { findMappedKind } from '../admit/kinds.ts';
import { isPlain } from '../plain.ts';

/** How far a manifest is from what its kind may be: fields that it does not have, and a value of another type. */
export function straysIn(manifest: unknown): number {
  const info = isPlain(manifest) && findMappedKind(String(manifest['apiVersion']), String(manifest['kind']));
  if (!info) return 0;
  const { unknown, typeError } = decode(info.type, manifest);
  return unknown.length + (typeError === undefined ? 0 : 1);
}
