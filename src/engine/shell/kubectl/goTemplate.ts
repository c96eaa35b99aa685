import { fromBase64 } from '../../admit/config.ts';
import { printed } from '../../admit/unstructured.ts';
import { fromUtf8, utf8 } from '../../utf8.ts';
import { goPrintf, typeOf } from './goPrintf.ts';
import { KubectlError } from './KubectlError.ts';

/** The part of Go's text/template that one meets in `-o go-template`: fields, range, if, with, variables, printf. */
type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'action'; pipeline: string; declare?: string }
  | { kind: 'break' | 'continue' }
  | { kind: 'define'; name: string; body: TemplateNode[] }
  | { kind: 'template'; name: string; pipeline: string }
  | {
      kind: 'if' | 'with' | 'range';
      pipeline: string;
      names: string[];
      body: TemplateNode[];
      otherwise: TemplateNode[];
    };

type Scope = {
  dot: unknown;
  root: unknown;
  variables: Map<string, unknown>;
  /** A key that is not there is a mistake (--allow-missing-template-keys=false). */
  strict: boolean;
  /** What `define` named. */
  templates: Map<string, TemplateNode[]>;
};

/** `break` and `continue`: what was printed of the turn goes with them. */
class Leave extends Error {
  readonly how: 'break' | 'continue';
  printed: string;

  constructor(how: 'break' | 'continue', printed: string) {
    super();
    this.how = how;
    this.printed = printed;
  }
}

/** What Go finds as it runs a template. */
export class TemplateFailure extends Error {}

/** What Go finds as it parses. */
class ParseError extends Error {}

const bad = (message: string): ParseError => new ParseError(message);

const UNENDED: Record<string, string> = {
  '"': 'unterminated quoted string',
  '`': 'unterminated raw quoted string',
  "'": 'unterminated character constant',
};

/** Where the text that begins at a quote ends (text/template/parse/lex.go). */
function endOfQuote(template: string, from: number): number {
  const quote = template[from] ?? '';
  for (let i = from + 1; i < template.length; i++) {
    const c = template[i];
    if (c === quote) return i;
    if (quote === '`') continue;
    if (c === '\n') break;
    if (c === '\\') i++;
  }
  throw bad(UNENDED[quote] ?? '');
}

/** Where the action that begins at `from` ends: behind its braces. */
function endOfAction(template: string, from: number): number {
  const [comment = ''] = /^\{\{(?:-\s)?\s*\/\*/.exec(template.slice(from)) ?? [];
  if (comment !== '') {
    const end = template.indexOf('*/', from);
    if (end < 0) throw bad('unclosed comment');
    const [tail] = /^(?:\s-)?\}\}/.exec(template.slice(end + 2)) ?? [];
    if (tail === undefined) throw bad('comment ends before closing delimiter');
    return end + 2 + tail.length;
  }
  for (let i = from + 2; i < template.length; i++) {
    const c = template[i] ?? '';
    if (c in UNENDED) i = endOfQuote(template, i);
    else if (c === '}') {
      if (template[i + 1] === '}') return i + 2;
      throw bad(
        `${/\w/.test(template[i - 1] ?? '') ? 'bad character' : 'unrecognized character in action:'} U+007D '}'`,
      );
    }
  }
  throw bad('unclosed action');
}

/** Texts and actions in turn. */
function tokensOf(template: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  for (let open = template.indexOf('{{'); open >= 0; open = template.indexOf('{{', at)) {
    tokens.push(template.slice(at, open));
    at = endOfAction(template, open);
    tokens.push(template.slice(open, at));
  }
  return [...tokens, template.slice(at)];
}

function parse(template: string): TemplateNode[] {
  const tokens = tokensOf(template);
  const root: TemplateNode[] = [];
  // What `else if` opens, the `end` of its `if` closes.
  const stack: { block?: TemplateNode; list: TemplateNode[]; chained?: true; known: Set<string> }[] = [
    { list: root, known: new Set() },
  ];
  tokens.forEach((token, i) => {
    if (i % 2 === 0) {
      let text = token;
      if (tokens[i - 1]?.endsWith('-}}')) text = text.trimStart();
      if (tokens[i + 1]?.startsWith('{{-')) text = text.trimEnd();
      if (text !== '') stack.at(-1)?.list.push({ kind: 'text', text });
      return;
    }
    const action = token.replace(/^\{\{-?\s*/, '').replace(/\s*-?\}\}$/, '');
    const top = stack.at(-1);
    const known = new Set(top?.known);
    const check = (pipeline: string): void => {
      for (const [name] of pipeline.replaceAll(/"(?:\\.|[^"\\])*"|`[^`]*`/g, '""').matchAll(/\$\w+/g))
        if (!known.has(name)) throw bad(`undefined variable "${name}"`);
    };
    const block = /^(if|with|range)\s+([^]*)$/.exec(action);
    const define = /^define\s+"([^"]*)"$/.exec(action);
    const call = /^template\s+"([^"]*)"\s*([^]*)$/.exec(action);
    if (action.startsWith('/*')) return;
    if (/^(if|with|range)$/.test(action)) throw bad(`missing value for ${action}`);
    if (block) {
      const declared = /^((?:\$\w+\s*,\s*)?\$\w+)\s*:=\s*([^]*)$/.exec(block[2] ?? '');
      const node: TemplateNode = {
        kind: block[1] as 'if' | 'with' | 'range',
        names: declared?.[1]?.split(/\s*,\s*/) ?? [],
        pipeline: declared?.[2] ?? block[2] ?? '',
        body: [],
        otherwise: [],
      };
      top?.list.push(node);
      check(node.pipeline);
      for (const name of node.names) known.add(name);
      stack.push({ block: node, list: node.body, known });
    } else if (define) {
      const node: TemplateNode = { kind: 'define', name: define[1] ?? '', body: [] };
      top?.list.push(node);
      stack.push({ list: node.body, known: new Set() });
    } else if (call) {
      check(call[2] ?? '');
      top?.list.push({ kind: 'template', name: call[1] ?? '', pipeline: call[2] ?? '' });
    } else if (action === 'break' || action === 'continue') {
      if (!stack.some((level) => level.block?.kind === 'range')) throw bad(`{{${action}}} outside {{range}}`);
      top?.list.push({ kind: action });
    } else if (action === 'end') {
      if (stack.length === 1) throw bad('unexpected {{end}}');
      while (stack.pop()?.chained);
    } else if (/^else\b/.test(action)) {
      const current = top?.block;
      if (!top || !current || !('otherwise' in current)) throw bad('unexpected {{else}}');
      top.list = current.otherwise;
      const next = /^else\s+(if|with)\s+([^]*)$/.exec(action);
      if (!next) return;
      const [, kind, pipeline = ''] = next;
      check(pipeline);
      const node: TemplateNode = { kind: kind as 'if' | 'with', names: [], pipeline, body: [], otherwise: [] };
      top.list.push(node);
      stack.push({ block: node, list: node.body, chained: true, known });
    } else {
      const declared = /^(\$\w+)\s*:?=\s*([^]*)$/.exec(action);
      check(declared && /^\$\w+\s*:=/.test(action) ? (declared[2] ?? '') : action);
      if (declared) top?.known.add(declared[1] ?? '');
      if (declared) top?.list.push({ kind: 'action', pipeline: declared[2] ?? '', declare: declared[1] ?? '' });
      else top?.list.push({ kind: 'action', pipeline: action });
    }
  });
  if (stack.length > 1) throw bad('unexpected EOF');
  return root;
}

const truth = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length > 0
      : Boolean(value);

/** A value as a template writes it: what there is not, and what is null, has words of its own. */
export const goText = (value: unknown): string =>
  value === undefined || value === null ? '<no value>' : printed(value);

/** The same for a function, which gets Go's nil. */
export const sprint = (value: unknown): string => (value === undefined || value === null ? '<nil>' : printed(value));

const fieldsOf = (value: unknown, path: string, strict: boolean): unknown =>
  path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((v, name) => {
      if (v === undefined || v === null) return undefined;
      if (typeof v !== 'object' || Array.isArray(v))
        throw new NoField(path, `can't evaluate field ${name} in type interface {}`);
      if (Object.hasOwn(v, name)) return (v as Record<string, unknown>)[name];
      if (strict) throw new NoField(path, `map has no entry for key ${JSON.stringify(name)}`);
      return undefined;
    }, value);

/** What cannot be had of the value that a path leads to. */
class NoField extends Error {
  readonly path: string;

  constructor(path: string, why: string) {
    super(why);
    this.path = path;
  }
}

const HARMLESS: Record<string, string> = { a: '\\u0007', v: '\\u000b', "'": "'" };

/** strconv.Unquote, by way of JSON's texts. */
function unquoted(word: string): string {
  const json = word
    .replace(/\\(x[0-9a-fA-F]{2}|[av'])/g, (_, c: string) => HARMLESS[c] ?? `\\u00${c.slice(1)}`)
    .replaceAll('\t', '\\t');
  try {
    return JSON.parse(json) as string;
  } catch {
    throw bad('invalid syntax');
  }
}

function operand(word: string, scope: Scope): unknown {
  if (word.startsWith('(')) {
    const end = word.lastIndexOf(')');
    return fieldsOf(evaluate(word.slice(1, end), scope), word.slice(end + 1), scope.strict);
  }
  if (word === '.') return scope.dot;
  if (word.startsWith('.')) return fieldsOf(scope.dot, word, scope.strict);
  if (word.startsWith('$')) {
    const [name = '', ...rest] = word.split('.');
    const value = name === '$' ? scope.root : scope.variables.get(name);
    return fieldsOf(value, rest.join('.'), scope.strict);
  }
  if (/^["`]/.test(word)) return word.startsWith('`') ? word.slice(1, -1) : unquoted(word);
  if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'nil') return null;
  throw bad(`function "${word}" not defined`);
}

/** Why a function cannot do what it is called for. */
class BadCall extends Error {}

/** text/template: index, which takes the place behind the last element for one, and then panics. */
function elementOf(of: unknown, key: unknown, nth = 0): unknown {
  if (of === undefined || of === null) throw new BadCall(nth > 0 ? 'index of nil pointer' : 'index of untyped nil');
  // a number among the keys stands in the template
  const type = key === undefined || key === null ? 'nil' : typeof key === 'number' ? 'int' : typeOf(key);
  if (Array.isArray(of)) {
    if (typeof key !== 'number')
      throw new BadCall(`cannot index slice/array with ${type === 'nil' ? '' : 'type '}${type}`);
    const at = key;
    if (at < 0 || at > of.length) throw new BadCall(`index out of range: ${at}`);
    if (at === of.length) throw new BadCall('reflect: slice index out of range');
    return of[at];
  }
  if (typeof of !== 'object') {
    if (typeof of !== 'string') throw new BadCall(`can't index item of type ${typeOf(of)}`);
    const at = Number(key);
    if (at < 0 || at > of.length) throw new BadCall(`index out of range: ${at}`);
    return of.charCodeAt(at);
  }
  if (typeof key !== 'string')
    throw new BadCall(
      type === 'nil' ? 'value is nil; should be of type string' : `value has type ${type}; should be string`,
    );
  return Object.hasOwn(of, key) ? (of as Record<string, unknown>)[key] : undefined;
}

/** text/template: length */
function lengthOf(value: unknown): number {
  if (value === undefined || value === null) throw new BadCall('reflect: call of reflect.Value.Type on zero Value');
  if (typeof value === 'string') return utf8(value).length;
  if (typeof value === 'object') return Array.isArray(value) ? value.length : Object.keys(value).length;
  // a number stands in the template
  throw new BadCall(`len of type ${typeof value === 'number' ? 'int' : typeOf(value)}`);
}

/** text/template: slice */
function partOf(value: unknown, ...ends: unknown[]): unknown {
  if (value === undefined || value === null) throw new BadCall('slice of untyped nil');
  if (ends.length > 3) throw new BadCall(`too many slice indexes: ${ends.length}`);
  if (typeof value !== 'string' && !Array.isArray(value))
    throw new BadCall(`can't slice item of type ${typeOf(value)}`);
  if (typeof value === 'string' && ends.length === 3) throw new BadCall('cannot 3-index slice a string');
  const [from = 0, to = value.length] = ends.map((end) => {
    if (typeof end !== 'number') throw new BadCall(`cannot index slice/array with type ${typeOf(end)}`);
    if (end < 0 || end > value.length) throw new BadCall(`index out of range: ${end}`);
    return end;
  });
  if (from > to) throw new BadCall(`invalid slice index: ${from} > ${to}`);
  return value.slice(from, to);
}

/** text/template: basicKind */
const kindOf = (value: unknown): string =>
  value === undefined || value === null
    ? 'none'
    : typeof value === 'number'
      ? typeOf(value)
      : typeof value === 'object'
        ? 'other'
        : typeof value;

function incompatible(value: unknown, other: unknown): BadCall {
  const [first, second] = [value, other].map(typeOf);
  // as a rule the second number stands in the template
  return new BadCall(`incompatible types for comparison: ${first} and ${second === 'int64' ? 'int' : second}`);
}

/** text/template: eq */
function isAnyOf(value?: unknown, ...others: unknown[]): boolean {
  if (others.length === 0) throw new BadCall('missing argument for comparison');
  return others.some((other) => {
    const kinds = [kindOf(value), kindOf(other)];
    if (kinds[0] === kinds[1]) {
      if (kinds[0] === 'other') throw new BadCall(`non-comparable type ${goText(other)}: ${typeOf(other)}`);
      return kinds[0] === 'none' || value === other;
    }
    if (!kinds.includes('none')) throw incompatible(value, other);
    return false;
  });
}

/** text/template: lt */
function isLess(a: unknown, b: unknown): boolean {
  const kinds = [kindOf(a), kindOf(b)];
  if (kinds.some((kind) => kind === 'none' || kind === 'other')) throw new BadCall('invalid type for comparison');
  if (kinds[0] !== kinds[1]) throw incompatible(a, b);
  if (kinds[0] === 'boolean') throw new BadCall('invalid type for comparison');
  return (a as string) < (b as string);
}

/** A call that failed, and where it stands. */
class FailedCall extends Error {
  readonly command: string;

  constructor(command: string, why: string) {
    super(why);
    this.command = command;
  }
}

const FUNCTIONS: Record<string, (...args: unknown[]) => unknown> = {
  printf: (pattern, ...values) => goPrintf(String(pattern), values),
  // Sprint: a blank between two that are no texts
  print: (...values) =>
    values.reduce<string>((text, value, i) => {
      const isApart = i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string';
      return text + (isApart ? ' ' : '') + sprint(value);
    }, ''),
  println: (...values) => `${values.map(sprint).join(' ')}\n`,
  len: lengthOf,
  index: (value, ...keys) => keys.reduce<unknown>(elementOf, value),
  eq: isAnyOf,
  ne: (a, b) => !isAnyOf(a, b),
  lt: isLess,
  gt: (a, b) => !isLess(a, b) && !isAnyOf(a, b),
  le: (a, b) => isLess(a, b) || isAnyOf(a, b),
  ge: (a, b) => !isLess(a, b),
  not: (value) => !truth(value),
  and: (...values) => values.find((value) => !truth(value)) ?? values.at(-1),
  or: (...values) => values.find(truth) ?? values.at(-1),
  slice: partOf,
  html: (...values) =>
    values
      .map(goText)
      .join('')
      .replace(/[<>&'"]/g, (letter) => HTML[letter] ?? letter),
  js: (...values) =>
    values
      .map(goText)
      .join('')
      .replace(/[\\'"<>&=]/g, (letter) => JS[letter] ?? `\\${letter}`),
  urlquery: (...values) =>
    encodeURIComponent(
      values
        .map(goText)
        .join('')
        .replaceAll(/\p{Surrogate}/gu, '\uFFFD'),
    )
      .replaceAll('%20', '+')
      .replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  // cli-runtime: printers/template.go
  exists: (value, ...keys) =>
    keys.every((key) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, String(key))) return false;
      value = (value as Record<string, unknown>)[String(key)];
      return true;
    }),
  base64decode: (text) => fromUtf8(fromBase64(String(text))),
};

const HTML: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&#34;' };
const JS: Record<string, string> = { '<': '\\u003C', '>': '\\u003E', '&': '\\u0026', '=': '\\u003D' };

function evaluate(pipeline: string, scope: Scope): unknown {
  let result: unknown;
  const commands = pipeline.split(/\s*\|\s*(?=(?:[^"`]*["`][^"`]*["`])*[^"`]*$)/);
  commands.forEach((command, i) => {
    const words = command.match(/"(?:\\.|[^"])*"|`[^`]*`|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)[.\w]*|[^\s]+/g) ?? [];
    const [first = '', ...rest] = words;
    const run = Object.hasOwn(FUNCTIONS, first) ? FUNCTIONS[first] : undefined;
    const args = (run ? rest : []).map((word) => operand(word, scope));
    if (!run) {
      result = operand(first, scope);
      return;
    }
    try {
      result = run(...args, ...(i > 0 ? [result] : []));
    } catch (error) {
      if (!(error instanceof BadCall)) throw error;
      throw new FailedCall(words.join(' '), `error calling ${first}: ${error.message}`);
    }
  });
  return result;
}

function run(nodes: TemplateNode[], scope: Scope): string {
  let out = '';
  try {
    for (const node of nodes) out += runNode(node, scope);
  } catch (error) {
    if (error instanceof Leave) error.printed = out + error.printed;
    throw error;
  }
  return out;
}

/** All turns of a range. */
function runRange(turns: readonly (() => string)[]): string {
  let out = '';
  for (const turn of turns) {
    try {
      out += turn();
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
      out += error.printed;
      if (error.how === 'break') break;
    }
  }
  return out;
}

function runTemplate(name: string, pipeline: string, scope: Scope): string {
  const body = scope.templates.get(name);
  if (!body) throw new FailedCall(JSON.stringify(name), `template "${name}" not defined`);
  const dot = pipeline === '' ? undefined : evaluate(pipeline, scope);
  return run(body, { ...scope, dot, root: dot, variables: new Map() });
}

/** What a range goes through, with its keys: a number stands for as many. */
function turnsOf(value: unknown, pipeline: string): [unknown, unknown][] {
  if (Array.isArray(value)) return value.map((item, i) => [i, item]);
  if (Number.isInteger(value)) return Array.from({ length: value as number }, (_, i) => [i, i]);
  if (typeof value !== 'object') throw new NoField(pipeline, `range can't iterate over ${goText(value)}`);
  return Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
}

function runNode(node: TemplateNode, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'define':
      return '';
    case 'template':
      return runTemplate(node.name, node.pipeline, scope);
    case 'break':
    case 'continue':
      throw new Leave(node.kind, '');
    default:
  }
  const value = evaluate(node.pipeline, scope);
  if (node.kind === 'action') {
    if (!node.declare) return goText(value);
    scope.variables.set(node.declare, value);
    return '';
  }
  const inner = (dot: unknown, entries: [string, unknown][]) =>
    run(node.body, { ...scope, dot, variables: new Map([...scope.variables, ...entries]) });
  const last = node.names.at(-1);
  if (!truth(value)) return run(node.otherwise, scope);
  if (node.kind !== 'range') return inner(node.kind === 'with' ? value : scope.dot, last ? [[last, value]] : []);
  return runRange(
    turnsOf(value, node.pipeline).map(([key, item]) => () => {
      const entries: [string, unknown][] = last ? [[last, item]] : [];
      if (node.names.length > 1) entries.push([node.names[0] ?? '', key]);
      return inner(item, entries);
    }),
  );
}

/** The definitions, which may stand anywhere. */
const definitions = (nodes: readonly TemplateNode[]): [string, TemplateNode[]][] =>
  nodes.flatMap((node) => (node.kind === 'define' ? [[node.name, node.body] as [string, TemplateNode[]]] : []));

/** What a Go template prints of a value. */
export function runGoTemplate(template: string, data: unknown, allowMissing = true): string {
  try {
    const nodes = parse(template);
    const templates = new Map(definitions(nodes));
    return run(nodes, { dot: data, root: data, variables: new Map(), strict: !allowMissing, templates });
  } catch (error) {
    if (error instanceof ParseError)
      throw KubectlError.plain(`error parsing template ${template}, template: output:1: ${error.message}`);
    if (error instanceof FailedCall) {
      const { command, message } = error;
      const at = Math.max(0, template.indexOf(command));
      const shown = command.startsWith('"') ? `{{template ${command}}}` : command;
      throw new TemplateFailure(`template: output:1:${at}: executing "output" at <${shown}>: ${message}`);
    }
    if (!(error instanceof NoField)) throw error;
    const { path, message } = error;
    // Go counts from the second field of a chain (text/template/parse: newChain)
    const at = template.indexOf(path) + Math.max(0, path.indexOf('.', 1));
    const where = `template: output:1:${at}: executing "output" at <${path}>`;
    throw new TemplateFailure(`${where}: ${message}`);
  }
}
