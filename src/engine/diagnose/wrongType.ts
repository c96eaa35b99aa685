import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import type { FieldHolds, FixTitle } from '../../model/Message.ts';
import { jsonKind } from '../admit/decode.ts';
import { type FieldType, structOf } from '../admit/schema.ts';
import { fieldEdits, fieldOf, flowText, keySpan, valueSpan } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { parentPath } from '../parse/spans.ts';
import { isPlain } from '../plain.ts';
import type { Explain } from './Explain.ts';
import { objectAround } from './objectAround.ts';
import { tightColon } from './tightColon.ts';

/** `json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string`. */
const CANNOT = /json: cannot unmarshal (\w+) (?:\S+ )?into Go struct field (\S+) of type /;

/** What a field holds, as the hint calls it. */
const WORDED: Partial<Record<FieldType['kind'], FieldHolds>> = {
  string: 'text',
  int32: 'number',
  int64: 'number',
  float64: 'number',
  bool: 'truth',
  list: 'list',
  map: 'map',
  struct: 'map',
};

interface Mistyped {
  path: string;
  /** The same as Go's messages have it: without indices and keys of maps. */
  field: string;
  value: unknown;
  type: FieldType;
}

/** What Go's decoder takes for a type (encoding/json; null is always taken). */
const TAKES: Partial<Record<FieldType['kind'], string>> = {
  string: 'string',
  int32: 'number',
  int64: 'number',
  float64: 'number',
  bool: 'bool',
  list: 'array',
  map: 'object',
  struct: 'object',
};

/** Every value below one that is not of its field's type. */
function mistypedIn(value: unknown, type: FieldType, path = '', field = ''): Mistyped[] {
  if (value === null || value === undefined) return [];
  const takes = TAKES[type.kind];
  if (takes !== undefined && jsonKind(value) !== takes) return [{ path, field, value, type }];
  if (type.kind === 'list')
    return (value as unknown[]).flatMap((one, i) => mistypedIn(one, type.of, `${path}[${i}]`, field));
  if (type.kind === 'map')
    return Object.entries(value).flatMap(([key, one]) => mistypedIn(one, type.of, fieldOf(path, key), field));
  if (type.kind !== 'struct') return [];
  const { fields } = structOf(type.key);
  return Object.entries(value).flatMap(([key, one]) => {
    const of = fields.get(key);
    const go = [field, of?.embedded, key].filter(Boolean).join('.');
    return of ? mistypedIn(one, of.type, fieldOf(path, key), go) : [];
  });
}

/** `app=web,tier=front`: labels as kubectl has them. */
const PAIRS = /^[\w./-]+ *= *[\w.-]+( *, *[\w./-]+ *= *[\w.-]+)*$/;

/** A value, as it is written, as its field takes it; undefined where nobody can say. */
function asMeant(raw: string, { value, type }: Mistyped): string | undefined {
  const scalar = typeof value !== 'object';
  if (/^[*&!|>]/.test(raw)) return undefined;
  if (type.kind === 'string') return scalar ? JSON.stringify(raw) : undefined;
  // a block of fields becomes the one item
  if (type.kind === 'list') return scalar || raw.startsWith('{') ? `[${raw}]` : `- ${raw.replaceAll('\n', '\n  ')}`;
  if (typeof value !== 'string') return undefined;
  const bare = value.trim();
  if (type.kind === 'bool') return /^(true|false)$/i.test(bare) ? bare.toLowerCase() : undefined;
  if (TAKES[type.kind] === 'number') return /^-?\d+$/.test(bare) ? bare : undefined;
  if (type.kind !== 'map' || !PAIRS.test(bare)) return undefined;
  return flowText(Object.fromEntries(bare.split(',').map((pair) => pair.split('=').map((part) => part.trim()))));
}

/** `matchLabels` where the selector is the labels themselves, as in a Service (core/v1, ServiceSpec). */
function plainSelector(
  text: string,
  document: ParsedDocument,
  { path, value }: Mistyped,
): Partial<Diagnostic> | undefined {
  const selector = parentPath(path);
  if (!path.endsWith('selector.matchLabels') || !isPlain(value)) return undefined;
  const edits = fieldEdits(text, document, selector, value);
  return {
    code: 'field/type',
    path,
    span: keySpan(text, document, path) ?? document.spanOf(path),
    hint: ['selectorIsPlain'],
    fixes: [{ title: ['setField', 'selector', flowText(value)], edits }],
  };
}

function about(text: string, document: ParsedDocument, one: Mistyped): Partial<Diagnostic> {
  const plain = plainSelector(text, document, one);
  if (plain) return plain;
  const { start, end } = valueSpan(text, document.spanOf(one.path));
  const raw = text.slice(start, end).trimEnd();
  const span = { start, end: start + raw.length };
  const worded = WORDED[one.type.kind];
  if (worded === 'map' && raw.split('\n').every((line) => tightColon().test(line))) {
    const fix: Fix = { title: ['spaceColon'], edits: [{ span, text: raw.replace(tightColon(), '$& ') }] };
    return { code: 'field/type', path: one.path, span, hint: ['blankAfterColon'], fixes: [fix] };
  }
  const put = asMeant(raw, one);
  const key = one.path.slice(one.path.lastIndexOf('.') + 1);
  const title: FixTitle = ['setField', key, put?.includes('\n') ? '- …' : (put ?? '')];
  return {
    code: 'field/type',
    path: one.path,
    span,
    ...(worded && { hint: ['wants', worded] }),
    ...(put !== undefined && { fixes: [{ title, edits: [{ span, text: put }] }] }),
  };
}

/**
 * A value that is not of its field's type. The server tells the first and not where it is; here all that it would tell in
 * the same words are found (encoding/json, UnmarshalTypeError).
 */
export const explainWrongType: Explain = (text, { documents }, { message, path = '', document: index }) => {
  const document = documents[index ?? -1];
  const [, is, struct = ''] = (typeof message === 'string' && CANNOT.exec(message)) || [];
  if (!document || is === undefined) return undefined;
  const { item, object, info } = objectAround(document, path);
  if (!info) return undefined;
  const told = struct.slice(struct.indexOf('.') + 1);
  const found = mistypedIn(object, { kind: 'struct', go: '', key: info.type }).filter(
    ({ field, value }) => field === told && jsonKind(value) === is,
  );
  if (found.length === 0) return undefined;
  return found.map((one) => about(text, document, { ...one, path: joinPath(item, one.path) }));
};
