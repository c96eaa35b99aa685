import { parseTimestamp, timestamp } from '../cluster/timestamp.ts';
import { quote } from '../parse/goQuote.ts';
import { corruptByte } from './corruptByte.ts';
import { readTime } from './goTime.ts';
import { canonicalQuantity, QuantityError } from './quantity.ts';
import { type Field, type FieldType, type ListType, type MapType, type StructType, structOf } from './schema.ts';

export interface Decoded {
  /** A fresh object in the form of the API server's answers: empty things left out, structs filled. */
  object: Record<string, unknown>;
  /** The first value of a wrong type, in Go's words: the request is refused. */
  typeError?: string;
  /** `unknown field "spec.selectors"` …, in the order of the sorted keys. */
  unknown: string[];
}

/** Where decoding is: `struct` is the innermost Go struct, `field` the path without indices, `path` with them. */
interface Place {
  struct: string;
  field: string;
  path: string;
}

export const jsonKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'number';
  return typeof value === 'boolean' ? 'bool' : typeof value;
};

/** Lists and maps that are not stored, of each object. */
export const EMPTIED = new WeakMap<object, object>();

/** What refusals show of a list or map that is not stored: as it was given, empty; null where it was not given. */
export const emptied = (object: object, key: string): unknown =>
  (EMPTIED.get(object) as Record<string, unknown> | undefined)?.[key] ?? null;

class Decoder {
  /** Of a type that reads itself: Go's decoder ends there, whatever it has noted before. */
  #fatal: string | undefined;
  #noted: string | undefined;
  readonly unknown: string[] = [];
  /** Only when errors are wanted in the server's order are keys looked at in order. */
  readonly #sorted: boolean;

  constructor(sorted: boolean) {
    this.#sorted = sorted;
  }

  get typeError(): string | undefined {
    return this.#fatal ?? this.#noted;
  }

  get failed(): boolean {
    return this.typeError !== undefined || this.unknown.length > 0;
  }

  #wrong(value: unknown, type: string, place: Place, shown = ''): undefined {
    const where =
      place.struct === ''
        ? `Go value of type ${type}`
        : `Go struct field ${place.struct}.${place.field} of type ${type}`;
    this.#noted ??= `json: cannot unmarshal ${jsonKind(value)}${shown} into ${where}`;
    return undefined;
  }

  struct(type: StructType, value: unknown, go: string, place: Place): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    if (value !== null && value !== undefined) {
      if (typeof value !== 'object' || Array.isArray(value)) this.#wrong(value, go, place);
      else this.#fields(type, value as Record<string, unknown>, place, object);
    }
    for (const field of type.implied) {
      if (object[field.name] === undefined) object[field.name] = this.#zero(field);
    }
    return object;
  }

  #fields(type: StructType, value: Record<string, unknown>, place: Place, object: Record<string, unknown>): void {
    const keys = Object.keys(value);
    if (this.#sorted) keys.sort();
    for (const key of keys) {
      const field = type.fields.get(key);
      const path = this.#sorted ? (place.path === '' ? key : `${place.path}.${key}`) : '';
      if (!field) {
        this.unknown.push(this.#sorted ? `unknown field ${quote(path)}` : '');
        continue;
      }
      const given = value[key];
      if (given === null) continue;
      const at = this.#sorted
        ? { struct: type.name, field: [place.field, field.embedded, key].filter(Boolean).join('.'), path }
        : place;
      const decoded = this.value(field.type, given, at);
      const kept = field.pointer || field.type.kind === 'intOrString' || !this.#empty(decoded);
      if (decoded !== undefined && kept) object[key] = decoded;
      else if (typeof given === 'object') EMPTIED.set(object, { ...EMPTIED.get(object), [key]: given });
    }
  }

  #empty(value: unknown): boolean {
    return value === '' || value === 0 || value === false;
  }

  #zero(field: Field): unknown {
    const { type } = field;
    if (field.pointer || type.kind === 'list' || type.kind === 'map' || type.kind === 'bytes') return null;
    switch (type.kind) {
      case 'struct':
        return this.struct(structOf(type.key), undefined, type.go, NOWHERE);
      case 'string':
        return '';
      case 'bool':
        return false;
      case 'quantity':
        return '0';
      case 'int32':
      case 'int64':
      case 'intOrString':
        return 0;
      default:
        return null;
    }
  }

  /** The value in its stored form; undefined when there is nothing to store. */
  value(type: FieldType, value: unknown, place: Place): unknown {
    switch (type.kind) {
      case 'string':
        return typeof value === 'string' ? value : this.#wrong(value, type.go, place);
      case 'bool':
        return typeof value === 'boolean' ? value : this.#wrong(value, type.go, place);
      case 'int32':
      case 'int64':
        return this.#integer(type.kind, value, type.go, place);
      case 'intOrString':
        return typeof value === 'string' ? value : this.#integer('int32', value, 'int32', place);
      case 'float64':
        return typeof value === 'number' ? value : this.#wrong(value, type.go, place);
      case 'quantity':
        return this.#quantity(value);
      case 'raw':
        return value;
      case 'bytes':
        return this.#bytes(value, type.go, place);
      case 'time':
      case 'microTime':
        return this.#time(value, place, type.kind);
      case 'list':
        return this.#list(type, value, place);
      case 'map':
        return this.#map(type, value, place);
      case 'struct':
        return this.struct(structOf(type.key), value, type.go, place);
    }
  }

  #integer(kind: 'int32' | 'int64', value: unknown, go: string, place: Place): number | undefined {
    if (typeof value !== 'number') {
      // what is no int64 came as a float from kubectl
      const told = typeof value === 'bigint' && value >= 2n ** 63n ? Number(value) : value;
      return typeof value === 'bigint'
        ? this.#wrong(value, go, place, ` ${String(told)}`)
        : this.#wrong(value, go, place);
    }
    if (!Number.isInteger(value) || (kind === 'int32' && (value > 2147483647 || value < -2147483648))) {
      return this.#wrong(value, go, place, ` ${value}`);
    }
    return value;
  }

  #quantity(value: unknown): string | undefined {
    try {
      // UnmarshalJSON takes the blanks around it away.
      const given = typeof value === 'string' ? value.trim() : jsonKind(value) === 'number' ? String(value) : 'x';
      return canonicalQuantity(given);
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
      this.#fatal ??= error.message;
      return undefined;
    }
  }

  #bytes(value: unknown, go: string, place: Place): string | undefined {
    if (typeof value !== 'string') return this.#wrong(value, go, place);
    const at = corruptByte(value);
    if (at === undefined) return value.replaceAll(/[\r\n]/g, '');
    this.#noted ??= `illegal base64 data at input byte ${at}`;
    return undefined;
  }

  #time(value: unknown, place: Place, kind: 'time' | 'microTime'): string | undefined {
    if (typeof value !== 'string') return this.#wrong(value, 'string', place);
    const read = readTime(value, kind);
    if ('why' in read) {
      this.#fatal ??= read.why;
      return undefined;
    }
    const time = timestamp(parseTimestamp(read.time));
    return kind === 'microTime' ? time.replace('Z', `${read.fraction}Z`) : time;
  }

  #list(type: ListType, value: unknown, place: Place): unknown[] | undefined {
    if (!Array.isArray(value)) return this.#wrong(value, type.go, place);
    if (value.length === 0) return undefined;
    return value.map((item, i) => {
      if (item === null)
        return type.of.kind === 'struct' ? this.struct(structOf(type.of.key), null, type.of.go, place) : '';
      const at = this.#sorted ? { ...place, path: `${place.path}[${i}]` } : place;
      return this.value(type.of, item, at) ?? null;
    });
  }

  #map(type: MapType, value: unknown, place: Place): Record<string, unknown> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#wrong(value, type.go, place);
    const keys = Object.keys(value);
    if (keys.length === 0) return undefined;
    if (this.#sorted) keys.sort();
    const map: Record<string, unknown> = {};
    for (const key of keys) {
      const given = (value as Record<string, unknown>)[key];
      const at = this.#sorted ? { ...place, path: `${place.path}.${key}` } : place;
      const decoded = given === null ? (EMPTY[type.of.kind] ?? null) : this.value(type.of, given, at);
      // as a key of a map it is a key like others
      if (key === '__proto__') Object.defineProperty(map, key, { ...WRITABLE, value: decoded });
      else map[key] = decoded;
    }
    return map;
  }
}

/** What null is as a value of a map; of all else it stays null. */
const EMPTY: { [kind in FieldType['kind']]?: string } = { bytes: '', string: '', quantity: '0' };

const WRITABLE = { configurable: true, enumerable: true, writable: true };

const NOWHERE: Place = { struct: '', field: '', path: '' };

/**
 * Decodes a JSON value as the API server decodes a request (sigs.k8s.io/json, strict): `type` is the struct's key in
 * the schema. Names of fields are case-sensitive.
 */
export function decode(type: string, value: unknown): Decoded {
  const struct = structOf(type);
  const quick = new Decoder(false);
  const object = quick.struct(struct, value, `v1.${struct.name}`, NOWHERE);
  if (!quick.failed) return { object, unknown: [] };
  const careful = new Decoder(true);
  const again = careful.struct(struct, value, `v1.${struct.name}`, NOWHERE);
  return {
    object: again,
    unknown: careful.unknown,
    ...(careful.typeError === undefined ? {} : { typeError: careful.typeError }),
  };
}

/** Why a value is none of a type that reads itself, whatever it stands in: `json: cannot unmarshal bool into Go value …`. */
export function loneError(type: FieldType, value: unknown): string | undefined {
  const decoder = new Decoder(true);
  decoder.value(type, value, NOWHERE);
  return decoder.typeError;
}

/**
 * What kubectl itself says of an object's metadata before it sends it (cli-runtime: metadata_decoder.go):
 * `json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string`.
 */
export function metadataError(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { metadata } = value as Record<string, unknown>;
  if (metadata === undefined || metadata === null) return undefined;
  const type: FieldType = { kind: 'struct', key: 'm.ObjectMeta', go: 'v1.ObjectMeta' };
  const decoder = new Decoder(true);
  decoder.value(type, metadata, { ...NOWHERE, struct: 'metadataOnlyObject', field: 'metadata' });
  return decoder.typeError;
}
