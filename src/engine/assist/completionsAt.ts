import type { Completion, Completions } from '../../model/Assist.ts';
import { flowText } from '../fieldEdits.ts';
import type { ParseMemo } from '../parse/parse.ts';
import type { ExplainedField } from '../shell/kubectl/explain.ts';
import { firstSentence } from './firstSentence.ts';
import { sceneAt } from './sceneAt.ts';
import { shapeOf, type Typed, typeAt, typeNamed } from './typeAt.ts';
import { keysFor, type Scene, valuesFor } from './valuesFor.ts';
import type { Whereabouts } from './whereAt.ts';

/** Objects begin with these, and without a kind nothing else is known. */
const HEAD = ['apiVersion', 'kind', 'metadata', 'spec'];

/** What the system writes: nobody types it. */
const isWritten = (name: string, { description }: ExplainedField): boolean =>
  name !== 'status' && name !== 'selfLink' && name !== 'managedFields' && !/\bRead-only\b/.test(description);

/**
 * What can be typed at a place: fields by kind and path from the API server's own OpenAPI documents (as `kubectl
 * explain` prints them), values that they know, and names that exist in this text. The text may be broken there.
 */
export function completionsAt(text: string, at: number, memo?: ParseMemo): Completions | null {
  const scene = sceneAt(text, at, memo);
  if (!scene) return null;
  const { where, things } = scene;
  const own = scene.own?.thing;
  const { kind, path, depth, part } = where;
  const typed = typeAt(kind, path.slice(depth));
  const done = (options: Completion[]): Completions | null =>
    options.length > 0 ? { span: where.span, options } : null;
  if (part === 'value' || typed?.shape === 'scalar') {
    const known = typed ?? (path.length === depth + 1 ? HEAD_TYPED : undefined);
    return known
      ? done(valuesFor({ where, typed: known, things, own }).map((one) => asScalar(one, text, where)))
      : null;
  }
  if (!typed) return path.length === depth ? done(headOptions(text, where)) : null;
  return done(keyOptions(text, { where, typed, things, own }));
}

const HEAD_TYPED: Typed = { shape: 'scalar', of: '', trail: [] };

const headOptions = (text: string, where: Whereabouts): Completion[] =>
  HEAD.filter((name) => !where.siblings.includes(name)).map((name) => ({
    label: name,
    kind: 'field',
    ...put(text, where, name, name === 'metadata' || name === 'spec' ? 'object' : 'scalar', ''),
  }));

function keyOptions(text: string, scene: Scene): Completion[] {
  const { where, typed } = scene;
  const free = (name: string): boolean => !where.siblings.includes(name);
  if (typed.shape === 'map')
    return keysFor(scene)
      .filter(({ label }) => free(label))
      .map((one) => ({ ...one, ...put(text, where, one.label, 'scalar', '') }));
  // a key right below a list wants a dash first
  const dash = typed.shape === 'list' ? '- ' : '';
  const fields = Object.entries(typeNamed(typed.of)?.fields ?? {});
  if (dash && fields.length === 0) return valuesFor(scene).map((one) => ({ ...one, insert: dash + one.label }));
  const before = ([name, { required }]: [string, ExplainedField]): number =>
    HEAD.includes(name) ? HEAD.indexOf(name) - 10 : required ? -1 : 0;
  return fields
    .filter(([name, field]) => free(name) && isWritten(name, field))
    .sort((a, b) => before(a) - before(b))
    .map(([name, field]) => ({
      label: name,
      kind: 'field',
      detail: field.type,
      ...(field.description && { info: firstSentence(field.description) }),
      field: `${typed.of}.${name}`,
      ...put(text, where, name, shapeOf(field).shape, dash),
    }));
}

/** What is put in for a key: with its colon, and a line for what comes below it. */
function put(
  text: string,
  { span, column, flow }: Whereabouts,
  name: string,
  shape: Typed['shape'],
  dash: string,
): Pick<Completion, 'insert' | 'caret'> {
  const key = flowText(name);
  if (/^\s*:/.test(text.slice(span.end, span.end + 20))) return key === name ? {} : { insert: key };
  if (flow) {
    if (shape === 'scalar') return { insert: `${key}: ` };
    const insert = `${key}: ${shape === 'list' ? '[]' : '{}'}`;
    return { insert, caret: insert.length - 1 };
  }
  const indent = ' '.repeat(column + dash.length);
  const below = { scalar: ' ', object: `\n${indent}  `, map: `\n${indent}  `, list: `\n${indent}- ` }[shape];
  return { insert: `${dash}${key}:${below}` };
}

/** In quotes where YAML would read something else than the text; numbers stay numbers. */
function asScalar(one: Completion, text: string, { span }: Whereabouts): Completion {
  const quote = text[span.start];
  if (quote === '"' || quote === "'") return { ...one, insert: quote + one.label + quote };
  if (one.kind === 'value' || /^\d+$/.test(one.label) || /^https?:\/\/[\w.:-]+$/.test(one.label)) return one;
  const insert = flowText(one.label);
  return insert === one.label ? one : { ...one, insert };
}
