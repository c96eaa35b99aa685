import { type Field, type FieldType, structOf, type StructType } from '../admit/schema.ts';

/**
 * A decoded object as Go's spew prints it with `%#v` and no pointer addresses: every field in the order of the Go
 * struct, with its type. Kubernetes hashes this text (k8s.io/utils/dump: ForHash).
 */
export const goDump = (type: string, value: unknown): string => {
  const struct = structOf(type);
  return `(v1.${struct.name})${structText(struct, value)}`;
};

type Fields = Record<string, unknown>;

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function structText(struct: StructType, value: unknown): string {
  const object = (value ?? {}) as Fields;
  let text = '{';
  let embedded = '';
  for (const field of struct.fields.values()) {
    if (field.embedded !== embedded && embedded !== '') text += '}';
    if (text !== '{') text += ' ';
    if (field.embedded !== embedded && field.embedded !== '') text += `${field.embedded}:(v1.${field.embedded}){`;
    embedded = field.embedded;
    text += `${field.goName ?? capital(field.name)}:${fieldText(field, object[field.name])}`;
  }
  return `${text}${embedded === '' ? '' : '}'}}`;
}

function fieldText({ type, pointer }: Field, value: unknown): string {
  if (pointer && (value === undefined || value === null)) return `(*${type.go})<nil>`;
  return `(${pointer ? '*' : ''}${type.go})${valueText(type, value)}`;
}

const TIME = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';

function valueText(type: FieldType, value: unknown): string {
  switch (type.kind) {
    case 'string':
      return String(value ?? '');
    case 'bool':
      return String(value ?? false);
    case 'int32':
    case 'int64':
      return String(value ?? 0);
    case 'intOrString': {
      const [kind, int, text] = typeof value === 'string' ? [1, 0, value] : [0, Number(value ?? 0), ''];
      return `{Type:(intstr.Type)${kind} IntVal:(int32)${int} StrVal:(string)${text}}`;
    }
    case 'quantity':
      return quantityText(String(value ?? ''));
    case 'list':
      if (!Array.isArray(value)) return '<nil>';
      return `[${value.map((item) => valueText(type.of, item)).join(' ')}]`;
    case 'map': {
      if (value === undefined || value === null) return '<nil>';
      const entries = Object.entries(value as Fields).sort(([a], [b]) => (a < b ? -1 : 1));
      return `map[${entries.map(([key, item]) => `${key}:${valueText(type.of, item)}`).join(' ')}]`;
    }
    case 'struct':
      return structText(structOf(type.key), value);
    case 'time':
      return TIME;
    default:
      return '<nil>';
  }
}

const BINARY: Record<string, number> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const DECIMAL: Record<string, number> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** resource.ParseQuantity of a canonical text: what it keeps in its fields. */
function quantityText(text: string): string {
  const [, sign = '', digits = '', suffix = ''] = /^(-?)(\d+)(\D.*)?$/.exec(text) ?? [];
  const shift = BINARY[suffix];
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  const scale = shift === undefined ? (DECIMAL[suffix] ?? Number(exponent ?? 0)) : 0;
  const value = BigInt(digits) * 2n ** BigInt(shift ?? 0);
  const format = shift === undefined ? (exponent === undefined ? 'DecimalSI' : 'DecimalExponent') : 'BinarySI';
  const canonical =
    shift === undefined ? scale % 3 === 0 && !digits.endsWith('000') && (digits[0] !== '0' || text === '0') : true;
  const kept = canonical && (shift === undefined || BigInt(digits) % 8n !== 0n) ? text : '';
  return (
    `{i:(resource.int64Amount){value:(int64)${sign}${value} scale:(resource.Scale)${scale}} ` +
    `d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${kept} Format:(resource.Format)${format}}`
  );
}
