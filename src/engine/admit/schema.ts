import { RARE_SCHEMA } from './rareSchema.generated.ts';
import { SCHEMA } from './schema.generated.ts';

export interface ListType {
  kind: 'list';
  go: string;
  of: FieldType;
}

export interface MapType {
  kind: 'map';
  go: string;
  of: FieldType;
}

/**
 * The Go type of a field. The table writes it compactly: `s` string, `b` bool, `i` int32, `l` int64, `f` float64, `y`
 * []byte, `q` Quantity, `I` IntOrString, `t` Time, `T` MicroTime, `x` JSON as it is; `Sname` a named string; `*` pointer,
 * `[` slice, `{` map from strings, before another type; else the key of a struct in the table, where a letter before the
 * dot tells its package (none: core/v1). After a field: `!` always present, `?` omitzero, `~key` merge key of a list,
 * `^` retainKeys, `%` replace; `=Name` before the colon: Go's name, where it is not the JSON name with a capital. `@Name`
 * before fields: they come from an embedded struct, until `@`.
 */
export type FieldType =
  | {
      kind: 'string' | 'bool' | 'int32' | 'int64' | 'float64' | 'bytes' | 'quantity' | 'intOrString' | 'raw';
      go: string;
    }
  | { kind: 'time' | 'microTime'; go: string }
  | ListType
  | MapType
  | { kind: 'struct'; go: string; key: string };

export interface Field {
  name: string;
  /** The name of the field in Go, where it is not the same with a capital: `HTTPGet` for `httpGet`. */
  goName: string | undefined;
  type: FieldType;
  pointer: boolean;
  /** Present in the answer even when empty (no `omitempty`). */
  always: boolean;
  /** Lists that strategic merge patches merge: by this key, or by value when it is empty. */
  mergeKey?: string;
  /** Strategic merge patches drop the sibling fields that a patch does not name (`retainKeys`). */
  retainKeys: boolean;
  /** Strategic merge patches replace it whole (`replace`). */
  replaced: boolean;
  /** The embedded Go struct that it comes from: messages about types name it. */
  embedded: string;
  /** Left out when zero, although its type is a struct (`omitzero`). */
  omitZero: boolean;
}

export interface StructType {
  /** Go's name without its package: `ServicePort`. */
  name: string;
  fields: Map<string, Field>;
  /** Fields that an object has even if nobody set them, and those that are structs. */
  implied: Field[];
}

const SCALARS: Record<string, FieldType> = {
  s: { kind: 'string', go: 'string' },
  b: { kind: 'bool', go: 'bool' },
  i: { kind: 'int32', go: 'int32' },
  l: { kind: 'int64', go: 'int64' },
  y: { kind: 'bytes', go: '[]uint8' },
  q: { kind: 'quantity', go: 'resource.Quantity' },
  I: { kind: 'intOrString', go: 'intstr.IntOrString' },
  f: { kind: 'float64', go: 'float64' },
  t: { kind: 'time', go: 'v1.Time' },
  T: { kind: 'microTime', go: 'v1.MicroTime' },
  x: { kind: 'raw', go: 'v1.FieldsV1' },
};

const linesOf = (table: string): Map<string, string> =>
  new Map(
    table
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  );

let lines: Map<string, string> | undefined;
/** Of kinds that few scenarios have: the worker of the picture is built without them (`scripts/lean-worker.mjs`). */
let rareLines: Map<string, string> | undefined;
const structs = new Map<string, StructType>();

function lineOf(key: string): string {
  lines ??= linesOf(SCHEMA);
  const line = lines.get(key) ?? (rareLines ??= linesOf(RARE_SCHEMA)).get(key);
  if (line === undefined) throw new Error(`no type ${key} in the schema`);
  return line;
}

const bare = (key: string): string => key.slice(key.indexOf('.') + 1);

function readType(text: string): FieldType {
  const scalar = SCALARS[text];
  if (scalar) return scalar;
  const rest = text.slice(1);
  if (text[0] === 'S' && !hasLine(text)) return { kind: 'string', go: rest.includes('.') ? rest : `v1.${rest}` };
  if (text[0] === '[') {
    const of = readType(rest);
    return { kind: 'list', of, go: `[]${of.go}` };
  }
  if (text[0] === '{') {
    const of = readType(rest);
    return { kind: 'map', of, go: `map[string]${of.go}` };
  }
  const line = lineOf(text);
  if (line.startsWith('=')) return { ...readType(line.slice(1)), go: `v1.${bare(text)}` };
  // of all packages, that of the newer autoscaling alone has another version
  return { kind: 'struct', key: text, go: `${text.startsWith('h.') ? 'v2' : 'v1'}.${bare(text)}` };
}

function hasLine(key: string): boolean {
  lineOf('Service');
  return lines?.has(key) ?? false;
}

/** Each field in the table has this form. */
const FIELD = /^([^:!?=]+)(?:=(\w+))?([!?]?):(\*?)([^^%~]+)([%^]?)(?:~(.*))?/;
type FieldText = [
  text: string,
  name: string,
  go: string | undefined,
  flag: string,
  pointer: string,
  type: string,
  strategy: string,
  merge: string | undefined,
];

function readField(text: string, embedded: string): Field {
  const [, name, go, flag, pointer, type, strategy, merge] = FIELD.exec(text) as unknown as FieldText;
  return {
    name,
    goName: go,
    type: readType(type),
    pointer: pointer !== '',
    always: flag === '!',
    embedded,
    omitZero: flag === '?',
    retainKeys: strategy === '^',
    replaced: strategy === '%',
    ...(merge === undefined ? {} : { mergeKey: merge }),
  };
}

const STRUCTS: ReadonlySet<string> = new Set(['struct', 'intOrString', 'time', 'microTime', 'quantity']);

/** A struct of the table, by its key: `Service`, `a.Deployment`, `m.ObjectMeta`. */
export function structOf(key: string): StructType {
  const known = structs.get(key);
  if (known) return known;
  const line = lineOf(key);
  const fields = new Map<string, Field>();
  let embedded = '';
  for (const text of line === '' ? [] : line.split(',')) {
    if (text[0] === '@') embedded = text.slice(1);
    else {
      const field = readField(text, embedded);
      fields.set(field.name, field);
    }
  }
  const isStruct = (f: Field): boolean => STRUCTS.has(f.type.kind);
  const implied = [...fields.values()].filter((f) => f.always || (!f.pointer && !f.omitZero && isStruct(f)));
  const struct: StructType = { name: bare(key), fields, implied };
  structs.set(key, struct);
  return struct;
}
