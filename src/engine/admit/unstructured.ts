import { corruptByte } from './corruptByte.ts';
import { loneError } from './decode.ts';
import { type FieldType, structOf } from './schema.ts';

// apimachinery: pkg/runtime/converter.go. A strategic merge patch is turned into an object by another decoder than a
// request's body, which knows no paths.

const KINDS: Partial<Record<FieldType['kind'], string>> = {
  string: 'string',
  bool: 'bool',
  int32: 'int32',
  int64: 'int64',
};

export const sourceKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
};

/** The first value that does not fit its field, in the order of the fields of the Go types. */
export function conversionError(type: FieldType, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  const source = sourceKind(value);
  const isMap = source === 'map';
  switch (type.kind) {
    case 'struct': {
      if (!isMap) return `cannot restore struct from: ${source}`;
      for (const field of structOf(type.key).fields.values()) {
        const fields = value as Record<string, unknown>;
        const error = conversionError(field.type, fields[field.name]);
        if (error !== undefined) return error;
        // Go's reflect.Value.Convert keeps the lower half of a number that is too large
        if (field.type.kind === 'int32' && Number.isInteger(fields[field.name]))
          fields[field.name] = (fields[field.name] as number) | 0;
      }
      return undefined;
    }
    case 'list': {
      if (!Array.isArray(value)) return `cannot restore slice from ${source}`;
      return value.map((item) => conversionError(type.of, item)).find((error) => error !== undefined);
    }
    case 'map': {
      if (!isMap) return `cannot restore map from ${source}`;
      return Object.values(value)
        .map((item) => conversionError(type.of, item))
        .find((error) => error !== undefined);
    }
    case 'string':
    case 'bool':
    case 'int32':
    case 'int64': {
      const target = KINDS[type.kind] as string;
      if (source === target || (target === 'int32' && source === 'int64')) return undefined;
      if (source === 'float64' && target.startsWith('int')) return `cannot convert float64 to ${type.go}`;
      // A number can become text in Go, but not here.
      return source === 'int64' && target === 'string'
        ? `cannot convert int64 to ${type.go}`
        : `unrecognized type: ${target}`;
    }
    case 'bytes': {
      if (source !== 'string') return source === 'slice' ? undefined : `cannot restore slice from ${source}`;
      const at = corruptByte(value as string);
      return at === undefined ? undefined : `error decoding from json: illegal base64 data at input byte ${at}`;
    }
    case 'quantity':
    case 'intOrString':
    case 'time':
    case 'microTime':
      return loneError(type, value);
    default:
      return undefined;
  }
}

/** A value as Go's %+v prints maps and lists of it: `map[spec:map[ports:[map[port:80]]]]`. */
export function printed(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(printed).join(' ')}]`;
  if (typeof value === 'object') {
    const pairs = Object.keys(value)
      .sort()
      .map((key) => `${key}:${printed((value as Record<string, unknown>)[key])}`);
    return `map[${pairs.join(' ')}]`;
  }
  return String(value);
}
