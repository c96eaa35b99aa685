import { findKind } from './kinds.ts';
import { type FieldType, structOf } from './schema.ts';
import { isPlain, type Plain, textOf } from '../plain.ts';

const sorted = (value: Plain): [string, unknown][] => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));

/** Fields in the order in which their type has them; keys of maps sorted. */
function ordered(value: unknown, type: FieldType | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, type?.kind === 'list' ? type.of : undefined));
  if (!isPlain(value)) return value;
  if (type?.kind !== 'struct') {
    const of = type?.kind === 'map' ? type.of : undefined;
    return Object.fromEntries(sorted(value).map(([key, inner]) => [key, ordered(inner, of)]));
  }
  const { fields } = structOf(type.key);
  const known = [...fields.values()].filter(({ name }) => Object.hasOwn(value, name));
  const others = sorted(value).filter(([key]) => !fields.has(key));
  return Object.fromEntries([...known.map((field) => [field.name, ordered(value[field.name], field.type)]), ...others]);
}

/**
 * An object as Go's encoding/json writes its type: `-o json` of what kubectl has made itself, and the server's own words
 * (`--raw`). What kubectl has read from the server it has as a map, whose keys come sorted.
 */
export function inStructOrder(object: unknown): unknown {
  if (!isPlain(object)) return object;
  const info = findKind(textOf(object['apiVersion']), textOf(object['kind']));
  return info ? ordered(object, { kind: 'struct', key: info.type, go: '' }) : object;
}
