import type { Diagnostic, Fix } from '../../model/Diagnostic.ts';
import type { FixTitle } from '../../model/Message.ts';
import type { Span } from '../../model/Span.ts';
import type { KindInfo } from '../admit/kinds.ts';
import { type FieldType, structOf } from '../admit/schema.ts';
import { fieldEdits, fieldOf, keySpan, valueAt } from '../fieldEdits.ts';
import { joinPath } from '../origins.ts';
import type { ParsedDocument } from '../parse/ParsedDocument.ts';
import { namesOf, parentPath } from '../parse/spans.ts';
import { isPlain } from '../plain.ts';
import { insert } from '../textEdits.ts';
import { meant } from './distance.ts';
import type { Explain } from './Explain.ts';
import { oldBackend } from './ingressBackend.ts';
import { type Move, placeFix } from './misplaced.ts';
import { objectAround } from './objectAround.ts';

/** `Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.selectors"`. */
const STRICT = /^(.*strict decoding error: )(unknown field ".*)$/s;
const UNKNOWN = /unknown field "((?:[^"\\]|\\.)+)"/g;

/** The struct of selectors that can do more than compare. */
const LABEL_SELECTOR = 'm.LabelSelector';

/** How deep a field is looked for that stands in the wrong place: `spec.template.spec.containers[].ports`. */
const DEEPEST = 5;

const innermost = (type: FieldType): FieldType =>
  type.kind === 'list' || type.kind === 'map' ? innermost(type.of) : type;

/** The struct that a path leads to, by the key of its type. */
function structAt({ type }: KindInfo, path: string): string | undefined {
  let key: string | undefined = type;
  for (const name of namesOf(path.replace(/\[\d+\]/g, ''))) {
    const field: FieldType | undefined = key === undefined ? undefined : structOf(key).fields.get(name)?.type;
    const within: FieldType | undefined = field && innermost(field);
    key = within?.kind === 'struct' ? within.key : undefined;
  }
  return key;
}

/** Where below a struct a field of that name is; the nearest place first. */
function fieldBelow(key: string, name: string, above: string, least: number): string | undefined {
  let level = [{ key, above }];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const here = level.filter((one) => depth >= least && structOf(one.key).fields.has(name));
    // of containers, initContainers and ephemeralContainers the first
    const [shortest] = here.sort((a, b) => a.above.length - b.above.length);
    if (shortest) return joinPath(shortest.above, name);
    level = level.flatMap((one) =>
      [...structOf(one.key).fields.values()].flatMap((field) => {
        const within = innermost(field.type);
        const items = field.type.kind === 'list' ? '[]' : '';
        const path = `${joinPath(one.above, field.name)}${items}`;
        return within.kind === 'struct' ? [{ key: within.key, above: path }] : [];
      }),
    );
  }
  return undefined;
}

/** What is known of a field that its kind does not have: where it stands, what it may be called, where it may belong. */
interface Unknown {
  path: string;
  word: string;
  name: string | undefined;
  place: string | undefined;
}

/** A value may become that of a field: a map is no number. */
function fits(value: unknown, type: FieldType | undefined): boolean {
  if (Array.isArray(value)) return type?.kind === 'list';
  if (isPlain(value)) return type?.kind === 'struct' || type?.kind === 'map' || type?.kind === 'raw';
  return value === null || !['list', 'struct', 'map'].includes(type?.kind ?? '');
}

/** A field of which the server told the path: a name may have dots of its own. */
function splitPath(document: ParsedDocument, path: string): { parent: string; word: string } {
  for (let parent = parentPath(path); ; parent = parentPath(parent)) {
    const word = path.slice(parent === '' ? 0 : parent.length + 1);
    const holder = valueAt(document, parent);
    if (parent === '' || (isPlain(holder) && Object.hasOwn(holder, word))) return { parent, word };
  }
}

function lookInto(document: ParsedDocument, told: string): Unknown {
  const { info, item } = objectAround(document, told);
  const { parent, word } = splitPath(document, told);
  const path = fieldOf(parent, word);
  const own = item === '' ? parent : parent.slice(item.length).replace(/^\./, '');
  const key = info && structAt(info, own);
  const given = valueAt(document, parent);
  if (!info || !key || !isPlain(given)) return { path, word, name: undefined, place: undefined };
  // `selector: {app: web}`, as a Service has it (apimachinery/pkg/apis/meta/v1, LabelSelector)
  if (key === LABEL_SELECTOR && typeof given[word] === 'string')
    return { path, word, name: undefined, place: fieldOf(`${own}.matchLabels`, word) };
  const { fields } = structOf(key);
  const free = [...fields].flatMap(([name, { type }]) =>
    !Object.hasOwn(given, name) && fits(given[word], type) ? [name] : [],
  );
  const name = meant(word, free) ?? free.find((one) => fields.get(one)?.always && partOf(word, one));
  return { path, word, name, place: name === undefined ? elsewhere(info, key, own, word) : undefined };
}

/** `port` is a part of `containerPort`. */
const partOf = (word: string, name: string): boolean => name.toLowerCase().includes(word.toLowerCase());

/** Deeper in where it stands, or anywhere in the object. */
const elsewhere = (info: KindInfo, key: string, own: string, word: string): string | undefined =>
  fieldBelow(key, word, own, 1) ?? (own === '' ? undefined : fieldBelow(info.type, word, '', 0));

/** `labels:{app: web}` is a field called `labels:{app`. */
function spaced(document: ParsedDocument, { path, word }: Unknown): Partial<Diagnostic> | undefined {
  const colon = /^[A-Za-z][\w-]*:/.exec(word)?.[0].length;
  const at = colon === undefined ? -1 : document.text.indexOf(`${word}:`);
  if (colon === undefined || at < 0) return undefined;
  const end = document.start + at + colon;
  const fixes: Fix[] = [{ title: ['spaceColon'], edits: [insert(end, ' ')] }];
  return { code: 'field/unknown', path, span: { start: end - colon, end }, hint: ['blankAfterColon'], fixes };
}

function about(text: string, document: ParsedDocument, one: Unknown, moves: readonly Move[]): Partial<Diagnostic> {
  const tight = spaced(document, one);
  if (tight) return tight;
  const { path, word, name, place } = one;
  const key = keySpan(text, document, path);
  const span: Span = key ?? document.spanOf(path);
  const dropped = fieldEdits(text, document, path, undefined);
  const fixes: Fix[] = [
    ...(name && key ? [{ title: ['spell', name] satisfies FixTitle, edits: [{ span, text: name }] }] : []),
    ...oldBackend(text, document, path),
    ...(place ? placeFix(text, document, { from: path, to: place }, moves) : []),
    ...(dropped.length > 0 ? [{ title: ['dropField', word] satisfies FixTitle, edits: dropped }] : []),
  ];
  return {
    code: 'field/unknown',
    path,
    span,
    ...(name && { hint: ['fieldMeant', name] }),
    ...(place && { hint: ['fieldElsewhere', place] }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** Where several fields stand together and belong together. */
const beside = ({ path, place }: Unknown, all: readonly Unknown[]): Move[] =>
  all.flatMap((one) =>
    place && one.place && parentPath(one.path) === parentPath(path) && parentPath(one.place) === parentPath(place)
      ? [{ from: one.path, to: one.place }]
      : [],
  );

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
    return about(text, document, lookInto(document, path), []);
  }
  const { item } = objectAround(document, path);
  const found = [...told.matchAll(UNKNOWN)].map(([said, field = '']) => ({
    said,
    ...lookInto(document, joinPath(item, field)),
  }));
  return found.map((one) => ({ message: `${lead}${one.said}`, ...about(text, document, one, beside(one, found)) }));
};
