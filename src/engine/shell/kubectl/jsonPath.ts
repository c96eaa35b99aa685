import { printed as goPrinted } from '../../admit/unstructured.ts';
import { toJson } from '../../goJson.ts';
import { KubectlError } from './KubectlError.ts';

/** client-go's JSONPath templates: `{.items[*].metadata.name}`, `{range …}…{end}`, filters, unions, slices. */
type Step =
  | { kind: 'field'; name: string }
  | { kind: 'wildcard' }
  | { kind: 'recursive' }
  | { kind: 'slice'; from: number | undefined; to: number | undefined; step: number }
  | { kind: 'index'; at: number }
  | { kind: 'filter'; left: Operand; operator: string; right: Operand | undefined }
  | { kind: 'union'; branches: Step[][] };

type Operand = { path: Step[]; root: boolean } | { value: unknown } | { identifier: string };

type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'wrong'; why: string }
  | { kind: 'path'; steps: Step[]; root: boolean }
  | { kind: 'range'; steps: Step[]; root: boolean; body: TemplateNode[] };

/** What is no template. */
export class BadTemplate extends KubectlError {
  readonly why: string;

  constructor(template: string, why: string) {
    super([{ kind: 'plain', message: `error parsing jsonpath ${template}, ${why}` }]);
    this.why = why;
  }
}

const bad = (template: string, why: string): BadTemplate => new BadTemplate(template, why);

/** What a template asks of an object and cannot get: an index that a list does not have, a word that means nothing. */
export class EvaluationError extends KubectlError {
  readonly why: string;

  constructor(why: string) {
    super([{ kind: 'plain', message: why }]);
    this.why = why;
  }
}

/** Splits a template into text and the insides of its braces. */
function* actions(template: string): Generator<{ action: boolean; text: string }> {
  let i = 0;
  while (i < template.length) {
    const open = template.indexOf('{', i);
    if (open < 0) {
      yield { action: false, text: template.slice(i) };
      return;
    }
    if (open > i) yield { action: false, text: template.slice(i, open) };
    let j = open + 1;
    for (let quote = ''; j < template.length; j++) {
      const c = template[j] ?? '';
      if (quote) {
        if (c === '\\') j++;
        else if (c === quote) quote = '';
      } else if (c === '"' || c === "'") quote = c;
      else if (c === '}') break;
    }
    if (j >= template.length)
      throw bad(template, /\[[^\]]*$/.test(template) ? 'unterminated array' : 'unclosed action');
    yield { action: true, text: template.slice(open + 1, j).trim() };
    i = j + 1;
  }
}

function parseTemplate(template: string): TemplateNode[] {
  const stack: TemplateNode[][] = [[]];
  const top = () => stack.at(-1) ?? [];
  for (const { action, text } of actions(template)) {
    if (!action) top().push({ kind: 'text', text });
    else if (text === 'end') {
      if (stack.length > 1) stack.pop();
      else top().push({ kind: 'wrong', why: 'not in range, nothing to end' });
    } else if (/^range\s/.test(text)) {
      const body: TemplateNode[] = [];
      const { steps, root } = parsePath(text.slice(6).trim(), template);
      top().push({ kind: 'range', steps, root, body });
      stack.push(body);
    } else
      for (const piece of text.match(/"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|(?:\[[^\]]*\]|\([^)]*\)|[^\s])+/g) ?? []) {
        if (/^["']/.test(piece)) top().push({ kind: 'text', text: unquote(piece) });
        else if (/^([+-]?\d+|true|false)$/.test(piece)) top().push({ kind: 'text', text: piece.replace('+', '') });
        else if (WORD.test(piece))
          top().push({ kind: 'wrong', why: `unrecognized identifier ${WORD.exec(piece)?.[0]}` });
        else top().push({ kind: 'path', ...parsePath(piece, template) });
      }
  }
  // Without its end, what stands behind a range is in it, and behind it too (client-go: jsonpath.go, FindResults).
  while (stack.length > 1) {
    const body = stack.pop() ?? [];
    top().push(...body);
  }
  return stack[0] ?? [];
}

/** A path begins with a dot, a bracket, or `$` or `@`: what begins with a letter is a word (client-go: parser.go, parseIdentifier). */
const WORD = /^[\p{L}_][^\s.,[\]$@{}]*/u;

const unquote = (text: string): string =>
  text.slice(1, -1).replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c);

/** Splits at a character outside brackets, parentheses and quotes. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (const c of text) {
    if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '[' || c === '(') depth++;
    else if (c === ']' || c === ')') depth--;
    if (c === separator && depth === 0 && !quote) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
}

function parsePath(text: string, template: string): { steps: Step[]; root: boolean } {
  // what has no name is a field that nothing has
  if (text === '.') return { steps: [{ kind: 'field', name: '' }], root: false };
  const steps: Step[] = [];
  const root = text.startsWith('$');
  let i = text.startsWith('$') || text.startsWith('@') ? 1 : 0;
  while (i < text.length) {
    if (text.startsWith('..', i)) {
      steps.push({ kind: 'recursive' });
      i += text[i + 2] === '[' ? 2 : 1;
    } else if (text[i] === '[') {
      let end = i;
      for (let depth = 0, quote = ''; end < text.length; end++) {
        const c = text[end] ?? '';
        if (quote) quote = c === quote ? '' : quote;
        else if (c === '"' || c === "'") quote = c;
        else if (c === '[') depth++;
        else if (c === ']' && --depth === 0) break;
      }
      if (end >= text.length) throw bad(template, 'unterminated array');
      steps.push(...parseBracket(text.slice(i + 1, end).trim(), template));
      i = end + 1;
    } else {
      const start = text[i] === '.' ? i + 1 : i;
      const match = /^(?:\\.|[^.[\]\\])*/.exec(text.slice(start))?.[0] ?? '';
      if (match === '*') steps.push({ kind: 'wildcard' });
      else if (match !== '') steps.push({ kind: 'field', name: match.replace(/\\(.)/g, '$1') });
      i = start + match.length;
      if (match === '' && start === i && text[i] !== '.' && text[i] !== '[') i++;
    }
  }
  return { steps, root };
}

function parseBracket(text: string, template: string): Step[] {
  // Single quotes hold a path, a name with dots in it needs backslashes (client-go: jsonpath/parser.go, dictKeyRex).
  const key = /^'([^']*)'$/.exec(text)?.[1];
  return key === undefined ? [parseSelection(text, template)] : parsePath(`.${key}`, template).steps;
}

function parseSelection(text: string, template: string): Step {
  if (text === '*') return { kind: 'wildcard' };
  const filter = /^\?\((.*)\)$/s.exec(text);
  if (filter) return parseFilter(filter[1] ?? '', template);
  const union = splitOutside(text, ',');
  if (union.length > 1) return { kind: 'union', branches: union.map((part) => parseBracket(part.trim(), template)) };
  if (/^-?\d+$/.test(text)) return { kind: 'index', at: Number(text) };
  const slice = /^(-?\d*):(-?\d*)(?::(\d*))?$/.exec(text);
  if (!slice) throw bad(template, `invalid array index ${text}`);
  const bound = (value: string | undefined) => (value ? Number(value) : undefined);
  return { kind: 'slice', from: bound(slice[1]), to: bound(slice[2]), step: bound(slice[3]) ?? 1 };
}

function parseFilter(text: string, template: string): Step {
  if (/^[^"']*=~/.test(text)) throw bad(template, "unrecognized character in action: U+007E '~'");
  const operand = (part: string): Operand => {
    const t = part.trim();
    // nothing joins two conditions
    const [, joint] = /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\S+\s)\s*([&|])/.exec(t) ?? [];
    if (joint !== undefined)
      throw bad(
        template,
        `unrecognized character in action: U+00${joint.charCodeAt(0).toString(16).toUpperCase()} '${joint}'`,
      );
    if (/^["']/.test(t)) return { value: unquote(t) };
    if (t === 'true' || t === 'false') return { value: t === 'true' };
    if (/^-?\d+(\.\d+)?$/.test(t)) return { value: Number(t) };
    if (/^\w+$/.test(t)) return { identifier: t };
    const { steps, root } = parsePath(t, template);
    return { path: steps, root };
  };
  const match = /^((?:"[^"]*"|'[^']*'|[^=!<>"'])+?)([=!<>]+)(.*)$/s.exec(text);
  if (!match) return { kind: 'filter', left: operand(text), operator: 'exists', right: undefined };
  return { kind: 'filter', left: operand(match[1] ?? ''), operator: match[2] ?? '', right: operand(match[3] ?? '') };
}

function walk(values: unknown[], steps: readonly Step[], root: unknown): unknown[] {
  let current = values;
  for (const step of steps) {
    const among = current;
    // of several names or indices, one after the other of all values (client-go: evalUnion)
    current =
      step.kind === 'union'
        ? step.branches.flatMap((branch) => walk(among, branch, root))
        : among.flatMap((value) => take(value, step, root));
  }
  return current;
}

const childrenOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value)
    .sort()
    .map((key) => (value as Record<string, unknown>)[key]);
};

const descend = (value: unknown): unknown[] => [value, ...childrenOf(value).flatMap(descend)];

function take(value: unknown, step: Exclude<Step, { kind: 'union' }>, root: unknown): unknown[] {
  switch (step.kind) {
    case 'field': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
      const found = Object.hasOwn(value, step.name) ? (value as Record<string, unknown>)[step.name] : undefined;
      return found === undefined ? [] : [found];
    }
    case 'wildcard':
      return childrenOf(value);
    case 'recursive':
      return descend(value);
    case 'index': {
      const list = Array.isArray(value) ? value : [];
      const at = step.at < 0 ? list.length + step.at : step.at;
      if (at < 0 || at >= list.length) {
        if (!Array.isArray(value)) return [];
        throw new EvaluationError(`array index out of bounds: index ${at}, length ${list.length}`);
      }
      return [list[at]];
    }
    case 'slice': {
      const list = Array.isArray(value) ? value : [];
      const bound = (n: number) => (n < 0 ? list.length + n : n);
      const [from, to] = [bound(step.from ?? 0), bound(step.to ?? list.length)];
      if (from === to) return [];
      for (const [at, most] of [
        [from, list.length - 1],
        [to, list.length],
      ] as const)
        if (at < 0 || at > most)
          throw new EvaluationError(
            `array index out of bounds: index ${at === to ? at - 1 : at}, length ${list.length}`,
          );
      if (from > to) throw new EvaluationError(`starting index ${from} is greater than ending index ${to}`);
      if (step.step <= 0) throw new EvaluationError('step must be > 0');
      return list.slice(from, to).filter((_, i) => i % step.step === 0);
    }
    case 'filter':
      if (!Array.isArray(value))
        throw new EvaluationError(`${goPrinted(value)} is not array or slice and cannot be filtered`);
      return value.filter((item) => holds(item, step, root));
  }
}

/** client-go: jsonpath.go, evalFilter. */
function holds(
  item: unknown,
  { left: first, operator, right: second }: Step & { kind: 'filter' },
  root: unknown,
): boolean {
  const values = (operand: Operand): unknown[] => {
    if ('identifier' in operand) throw new EvaluationError(`unrecognized identifier ${operand.identifier}`);
    return 'value' in operand ? [operand.value] : walk([operand.root ? root : item], operand.path, root);
  };
  const [left] = values(first);
  if (operator === 'exists') return left !== undefined;
  if (left === undefined || !second) return false;
  const [right] = values(second);
  if (right === undefined) return false;
  if (!['==', '!=', '<', '>', '<=', '>='].includes(operator))
    throw new EvaluationError(`unrecognized filter operator ${operator}`);
  if (typeof left !== typeof right) throw new EvaluationError('incompatible types for comparison');
  const [a, b] = [left as number, right as number];
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    default:
      return operator === '<=' ? a <= b : a >= b;
  }
}

// evalToText: what is there and null is `null`
const printed = (value: unknown): string => (typeof value === 'object' ? toJson(value, 0, true) : String(value));

/** What a template prints of a value; a field that is not there prints nothing. */
export function evaluateTemplate(template: string, data: unknown): string {
  const run = (nodes: TemplateNode[], current: unknown): string =>
    nodes
      .map((node) => {
        if (node.kind === 'text') return node.text;
        if (node.kind === 'wrong') throw new EvaluationError(node.why);
        const values = walk([node.root ? data : current], node.steps, data);
        if (node.kind === 'path') return values.map(printed).join(' ');
        return values.map((item) => run(node.body, item)).join('');
      })
      .join('');
  return run(parseTemplate(template), data);
}

/** Refuses what is no path (kubectl: customcolumn.go, RelaxedJSONPathExpression). */
export function checkPath(path: string): void {
  if (path !== '' && !/^\{\.?[^{}]+\}$|^\.?[^{}]+$/.test(path))
    throw KubectlError.plain(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
}

/** Reads one path, which braces may stand around. */
export function stepsOf(path: string): Step[] {
  const bare = path.replace(/^\{|\}$/g, '');
  return parsePath(bare.startsWith('.') || bare.startsWith('[') ? bare : `.${bare}`, path).steps;
}

/** The values of one path, for columns and sorting: `.metadata.name`, `{.spec.ports[*].port}`. */
export function valuesAt(path: string, data: unknown): unknown[] {
  return walk([data], stepsOf(path), data);
}
