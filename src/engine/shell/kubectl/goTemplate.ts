import { KubectlError } from './KubectlError.ts';

/** The part of Go's text/template that one meets in `-o go-template`: fields, range, if, with, variables, printf. */
type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'action'; pipeline: string; declare?: string }
  | {
      kind: 'if' | 'with' | 'range';
      pipeline: string;
      names: string[];
      body: TemplateNode[];
      otherwise: TemplateNode[];
    };

type Scope = { dot: unknown; root: unknown; variables: Map<string, unknown> };

const bad = (message: string): KubectlError => KubectlError.plain(`template: output:1: ${message}`);

function parse(template: string): TemplateNode[] {
  const tokens = template.split(/(\{\{-?\s*[^]*?\s*-?\}\})/);
  if (/\{\{(?:(?!\}\})[^])*$/.test(template))
    throw KubectlError.plain(`error parsing template ${template}, template: output:1: unclosed action`);
  const root: TemplateNode[] = [];
  const stack: { block?: TemplateNode; list: TemplateNode[] }[] = [{ list: root }];
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
    const block = /^(if|with|range)\s+([^]*)$/.exec(action);
    if (action.startsWith('/*')) return;
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
      stack.push({ block: node, list: node.body });
    } else if (action === 'end') {
      if (stack.length === 1) throw bad('unexpected {{end}}');
      stack.pop();
    } else if (/^else\b/.test(action)) {
      const current = top?.block;
      if (!top || !current || !('otherwise' in current)) throw bad('unexpected {{else}}');
      top.list = current.otherwise;
    } else {
      const declared = /^(\$\w+)\s*:?=\s*([^]*)$/.exec(action);
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

/** A value as Go's fmt prints it with %v. */
export function goText(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, item]) => `${key}:${goText(item)}`).join(' ')}]`;
}

const fieldsOf = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((v, name) => {
      if (v === undefined || v === null) return undefined;
      if (typeof v !== 'object' || Array.isArray(v)) throw new NoField(path, name);
      return Object.hasOwn(v, name) ? (v as Record<string, unknown>)[name] : undefined;
    }, value);

/** A field of something that has none. */
class NoField extends Error {
  readonly path: string;
  readonly field: string;

  constructor(path: string, field: string) {
    super();
    this.path = path;
    this.field = field;
  }
}

function operand(word: string, scope: Scope): unknown {
  if (word.startsWith('(')) return evaluate(word.slice(1, -1), scope);
  if (word === '.') return scope.dot;
  if (word.startsWith('.')) return fieldsOf(scope.dot, word);
  if (word.startsWith('$')) {
    const [name = '', ...rest] = word.split('.');
    const value = name === '$' ? scope.root : scope.variables.get(name);
    return fieldsOf(value, rest.join('.'));
  }
  if (/^["`]/.test(word))
    return word.startsWith('`') ? word.slice(1, -1) : (JSON.parse(word.replaceAll("\\'", "'")) as string);
  if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'nil') return null;
  throw bad(`function "${word}" not defined`);
}

const format = (pattern: string, values: unknown[]): string => {
  let i = 0;
  return pattern.replace(/%([-+ 0]*\d*)([vsdqt%])/g, (_, width: string, verb: string) => {
    if (verb === '%') return '%';
    const value = goText(values[i++]);
    const text = verb === 'q' ? JSON.stringify(value) : value;
    const size = Math.abs(Number.parseInt(width, 10)) || 0;
    return width.startsWith('-') ? text.padEnd(size) : text.padStart(size);
  });
};

const FUNCTIONS: Record<string, (...args: unknown[]) => unknown> = {
  printf: (pattern, ...values) => format(String(pattern), values),
  print: (...values) => values.map(goText).join(''),
  println: (...values) => `${values.map(goText).join(' ')}\n`,
  len: (value) => (typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value ?? {}).length),
  index: (value, ...keys) =>
    keys.reduce<unknown>((v, key) => (v as Record<string, unknown> | undefined)?.[String(key)], value),
  eq: (value, ...others) => others.some((other) => other === value),
  ne: (a, b) => a !== b,
  lt: (a, b) => (a as number) < (b as number),
  gt: (a, b) => (a as number) > (b as number),
  le: (a, b) => (a as number) <= (b as number),
  ge: (a, b) => (a as number) >= (b as number),
  not: (value) => !truth(value),
  and: (...values) => values.find((value) => !truth(value)) ?? values.at(-1),
  or: (...values) => values.find(truth) ?? values.at(-1),
};

function evaluate(pipeline: string, scope: Scope): unknown {
  let result: unknown;
  const commands = pipeline.split(/\s*\|\s*(?=(?:[^"`]*["`][^"`]*["`])*[^"`]*$)/);
  commands.forEach((command, i) => {
    const words = command.match(/"(?:\\.|[^"])*"|`[^`]*`|\((?:[^()]|\([^()]*\))*\)|[^\s]+/g) ?? [];
    const [first = '', ...rest] = words;
    const run = Object.hasOwn(FUNCTIONS, first) ? FUNCTIONS[first] : undefined;
    const args = (run ? rest : []).map((word) => operand(word, scope));
    if (run) result = run(...args, ...(i > 0 ? [result] : []));
    else result = operand(first, scope);
  });
  return result;
}

function run(nodes: TemplateNode[], scope: Scope): string {
  let out = '';
  for (const node of nodes) {
    if (node.kind === 'text') out += node.text;
    else if (node.kind === 'action') {
      const value = evaluate(node.pipeline, scope);
      if (node.declare) scope.variables.set(node.declare, value);
      else out += goText(value);
    } else {
      const value = evaluate(node.pipeline, scope);
      const inner = (dot: unknown, entries: [string, unknown][]) =>
        run(node.body, { ...scope, dot, variables: new Map([...scope.variables, ...entries]) });
      const last = node.names.at(-1);
      if (!truth(value)) out += run(node.otherwise, scope);
      else if (node.kind === 'range') {
        const pairs: [unknown, unknown][] = Array.isArray(value)
          ? value.map((item, i) => [i, item])
          : Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
        for (const [key, item] of pairs) {
          const entries: [string, unknown][] = last ? [[last, item]] : [];
          if (node.names.length > 1) entries.push([node.names[0] ?? '', key]);
          out += inner(item, entries);
        }
      } else out += inner(node.kind === 'with' ? value : scope.dot, last ? [[last, value]] : []);
    }
  }
  return out;
}

/** What a Go template prints of a value. */
export function runGoTemplate(template: string, data: unknown): string {
  try {
    return run(parse(template), { dot: data, root: data, variables: new Map() });
  } catch (error) {
    if (!(error instanceof NoField)) throw error;
    const { path, field } = error;
    // Go counts from the second field of a chain (text/template/parse: newChain)
    const at = template.indexOf(path) + Math.max(0, path.indexOf('.', 1));
    throw KubectlError.plain(
      `error executing template ${JSON.stringify(template)}: template: output:1:${at}: executing "output" at <${path}>: ` +
        `can't evaluate field ${field} in type interface {}`,
    );
  }
}
