import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import type { Span } from '../../model/Span.ts';
import type { KindInfo } from '../admit/kinds.ts';
import { type FieldType, structOf } from '../admit/schema.ts';
import { fieldEdits, keySpan, valueAt } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { parentPath } from '../parse/spans.ts';
import { isPlain } from '../plain.ts';
import { meant } from './distance.ts';
import type { Explain } from './Explain.ts';
import { objectAround } from './objectAround.ts';

/** `Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.selectors"`. */
const STRICT = /^(.*strict decoding error: )(unknown field ".*)$/s;
const UNKNOWN = /unknown field "((?:[^"\\]|\\.)+)"/g;

/** How deep a field is looked for that stands in the wrong place: `spec.template.spec.containers[].ports`. */
const DEEPEST = 5;

const innermost = (type: FieldType): FieldType =>
  type.kind === 'list' || type.kind === 'map' ? innermost(type.of) : type;

/** The struct that a path leads to, by the key of its type. */
function structAt({ type }: KindInfo, path: string): string | undefined {
  let key: string | undefined = type;
  for (const name of path
    .replace(/\[\d+\]/g, '')
    .split('.')
    .filter(Boolean)) {
    const field: FieldType | undefined = key === undefined ? undefined : structOf(key).fields.get(name)?.type;
    const within: FieldType | undefined = field && innermost(field);
    key = within?.kind === 'struct' ? within.key : undefined;
  }
  return key;
}

/** Where below a struct a field of that name is; the nearest place first. */
function fieldBelow(key: string, name: string, above: string): string | undefined {
  let level = [{ key, above }];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const here = level.filter((one) => depth > 0 && structOf(one.key).fields.has(name));
    // of containers, initContainers and ephemeralContainers the first
    const [shortest] = here.sort((a, b) => a.above.length - b.above.length);
    if (shortest) return `${shortest.above}.${name}`;
    level = level.flatMap((one) =>
      [...structOf(one.key).fields.values()].flatMap((field) => {
        const within = innermost(field.type);
        const items = field.type.kind === 'list' ? '[]' : '';
        return within.kind === 'struct' ? [{ key: within.key, above: `${one.above}.${field.name}${items}` }] : [];
      }),
    );
  }
  return undefined;
}

/** What is known of one field that its kind does not have. */
function aboutField(text: string, document: ParsedDocument, path: string): Pick<Diagnostic, 'span' | 'hint' | 'fixes'> {
  const { info, item } = objectAround(document, path);
  const parent = parentPath(path);
  const word = path.slice(parent === '' ? 0 : parent.length + 1);
  const own = item === '' ? parent : parent.slice(item.length).replace(/^\./, '');
  const key = info && structAt(info, own);
  const given = valueAt(document, parent);
  const free =
    key && isPlain(given) ? [...structOf(key).fields.keys()].filter((name) => !Object.hasOwn(given, name)) : [];
  const name = meant(word, free) ?? required(key, free, word);
  const place = name === undefined && info && key ? elsewhere(info, key, own, word) : undefined;
  const span: Span = keySpan(text, document, path) ?? document.spanOf(path);
  const spelt: Fix[] =
    name && keySpan(text, document, path) ? [{ title: ['spell', name], edits: [{ span, text: name }] }] : [];
  const dropped = fieldEdits(text, document, path, undefined);
  const left: Fix[] = dropped.length > 0 ? [{ title: ['dropField', word], edits: dropped }] : [];
  const fixes = [...spelt, ...left];
  return {
    span,
    ...(name && { hint: ['fieldMeant', name] }),
    ...(place && { hint: ['fieldElsewhere', place] }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** What must be given and is called so in part: `containerPort` for `port`. */
const required = (key: string | undefined, free: readonly string[], word: string): string | undefined =>
  free.find((name) => key && structOf(key).fields.get(name)?.always && name.toLowerCase().includes(word.toLowerCase()));

/** Deeper in where it stands, or anywhere in the object. */
const elsewhere = (info: KindInfo, key: string, own: string, word: string): string | undefined =>
  (own !== '' && fieldBelow(key, word, own)) || fieldBelow(info.type, word, '')?.slice(1);

/**
 * Fields that a kind does not have: each one where it stands, with the name that was meant. The server tells all of an
 * object in one line (apimachinery, runtime/serializer/json: strict decoding); of a List kubectl itself tells them.
 */
export const explainUnknownFields: Explain = (text, { documents }, diagnostic) => {
  const { message, path = '' } = diagnostic;
  const document = documents[diagnostic.document ?? -1];
  if (typeof message !== 'string' || !document) return undefined;
  const [, lead, told] = STRICT.exec(message) ?? [];
  if (lead === undefined || told === undefined) {
    if (!/: unknown field "[^"]+" in io\.k8s\./.test(message)) return undefined;
    return { code: 'field/unknown', ...aboutField(text, document, path) };
  }
  const { item } = objectAround(document, path);
  return [...told.matchAll(UNKNOWN)].map(([one, field = '']) => {
    const at = joinPath(item, field);
    return {
      code: 'field/unknown',
      message: `${lead}${one}`,
      path: at,
      ...aboutField(text, document, at),
    };
  });
};
