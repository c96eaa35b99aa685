import { findMappedKind } from '../admit/kinds.ts';
import { type FieldType, structOf } from '../admit/schema.ts';
import { isPlain } from '../plain.ts';
import { mistypedIn } from './wrongType.ts';

/** How many fields below a value its type does not have. */
function unknownBelow(value: unknown, type: FieldType): number {
  if (Array.isArray(value))
    return type.kind === 'list' ? value.reduce<number>((sum, one) => sum + unknownBelow(one, type.of), 0) : 0;
  if (!isPlain(value)) return 0;
  if (type.kind === 'map')
    return Object.values(value).reduce<number>((sum, one) => sum + unknownBelow(one, type.of), 0);
  if (type.kind !== 'struct') return 0;
  const { fields } = structOf(type.key);
  return Object.entries(value).reduce((sum, [key, one]) => {
    const field = fields.get(key);
    return sum + (field ? unknownBelow(one, field.type) : 1);
  }, 0);
}

/** How far a manifest is from what its kind may be: fields that it does not have, and values of another type. */
export function straysIn(manifest: unknown): number {
  const info = isPlain(manifest) && findMappedKind(String(manifest['apiVersion']), String(manifest['kind']));
  if (!info) return 0;
  const type: FieldType = { kind: 'struct', go: '', key: info.type };
  return unknownBelow(manifest, type) + mistypedIn(manifest, type).length;
}
