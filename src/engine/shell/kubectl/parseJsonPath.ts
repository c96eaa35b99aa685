import { unquoted } from './goUnquote.ts';
import { inUnicode } from './lexTemplate.ts';

// client-go: util/jsonpath/parser.go

/** What a template is made of: text, and lists of what stands between braces. */
export type Node =
  | { kind: 'list'; nodes: Node[] }
  | { kind: 'literal'; value: string; once: true }
  | { kind: 'literal'; value: number | boolean; once?: false }
  | { kind: 'field'; name: string }
  | { kind: 'array'; from: Bound; to: Bound; step: Bound }
  | { kind: 'filter'; left: Node; right: Node; operator: string }
  | { kind: 'wildcard' }
  | { kind: 'recursive' }
  | { kind: 'union'; branches: Node[] }
  | { kind: 'identifier'; name: string };

/** A number of a slice; `derived` where one index alone is meant. */
export interface Bound {
  value: number | undefined;
  derived?: boolean;
}

/** Why a text is no template. */
export class JsonPathSyntax extends Error {}

const SLICE = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/;
const FILTER = /^([^!<>=]+)([!<>=]+)([^\n]+)$/;

export function parseJsonPath(text: string): Node[] {
  return new Parser(text).parse();
}

class Parser {
  readonly #input: string;
  readonly #root: Node[] = [];
  #pos = 0;
  #start = 0;

  constructor(text: string) {
    this.#input = text;
  }

  parse(): Node[] {
    while (this.#pos < this.#input.length) {
      const open = this.#input.indexOf('{', this.#pos);
      this.#pos = open < 0 ? this.#input.length : open;
      if (this.#pos > this.#start) this.#root.push({ kind: 'literal', value: this.#taken(), once: true });
      if (open < 0) break;
      this.#pos++;
      this.#taken();
      const nodes: Node[] = [];
      this.#root.push({ kind: 'list', nodes });
      this.#action(nodes);
    }
    return this.#root;
  }

  /** What was read since it was last asked for. */
  #taken(): string {
    const text = this.#input.slice(this.#start, this.#pos);
    this.#start = this.#pos;
    return text;
  }

  /** The next character, or nothing at the end. */
  #peek(): string {
    const code = this.#input.codePointAt(this.#pos);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #next(): string {
    const c = this.#peek();
    this.#pos += c.length;
    return c;
  }

  #action(nodes: Node[]): void {
    for (;;) {
      if (this.#input.startsWith('}', this.#pos)) {
        this.#pos++;
        this.#taken();
        return;
      }
      if (this.#input.startsWith('[?(', this.#pos)) this.#filter(nodes);
      else if (this.#input.startsWith('..', this.#pos)) this.#recursive(nodes);
      else this.#part(nodes);
    }
  }

  #part(nodes: Node[]): void {
    const c = this.#next();
    if (c === '' || /[\r\n]/.test(c)) throw new JsonPathSyntax('unclosed action');
    if (/[ @$]/.test(c)) this.#taken();
    else if (c === '[') this.#array(nodes);
    else if (c === '"' || c === "'") this.#quoted(nodes, c);
    else if (c === '.') this.#field(nodes);
    else if (/[+\-\p{Nd}]/u.test(c)) this.#number(nodes);
    else if (/[_\p{L}]/u.test(c)) this.#identifier(nodes);
    else throw new JsonPathSyntax(`unrecognized character in action: ${inUnicode(c)}`);
  }

  #identifier(nodes: Node[]): void {
    while (!isTerminator(this.#peek())) this.#next();
    const name = this.#taken();
    if (name === 'true' || name === 'false') nodes.push({ kind: 'literal', value: name === 'true' });
    else nodes.push({ kind: 'identifier', name });
  }

  #recursive(nodes: Node[]): void {
    if (nodes.at(-1)?.kind === 'recursive') throw new JsonPathSyntax('invalid multiple recursive descent');
    this.#pos += 2;
    this.#taken();
    nodes.push({ kind: 'recursive' });
    if (/^[_\p{L}\p{Nd}]/u.test(this.#peek())) this.#field(nodes);
  }

  #number(nodes: Node[]): void {
    while (/^[.\p{Nd}]/u.test(this.#peek())) this.#next();
    const text = this.#taken();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new JsonPathSyntax(`cannot parse number ${text}`);
    nodes.push({ kind: 'literal', value: Number(text) });
  }

  #array(nodes: Node[]): void {
    for (let c = this.#next(); c !== ']'; c = this.#next())
      if (c === '' || c === '\n') throw new JsonPathSyntax('unterminated array');
    const inside = this.#taken().slice(1, -1);
    const text = inside === '*' ? ':' : inside;
    const branches = text.split(',');
    if (branches.length > 1) {
      nodes.push({ kind: 'union', branches: branches.map((one) => actionOf(`[${one.replace(/^ +| +$/g, '')}]`)) });
      return;
    }
    const [, key] = /^'([^']*)'$/.exec(text) ?? [];
    if (key !== undefined) nodes.push(...actionOf(`.${key}`).nodes);
    else nodes.push(sliceOf(text));
  }

  #filter(nodes: Node[]): void {
    this.#pos += 3;
    this.#taken();
    let [begun, ended, pair] = [false, false, ''];
    for (;;) {
      const c = this.#next();
      if (c === '' || c === '\n') throw new JsonPathSyntax('unterminated filter');
      if (c === ')' && begun === ended) break;
      if (c !== '"' && c !== "'") continue;
      if (!begun) [begun, pair] = [true, c];
      else if (this.#input[this.#pos - 2] !== '\\' && c === pair) ended = true;
    }
    if (this.#next() !== ']') throw new JsonPathSyntax('unclosed array expect ]');
    const text = this.#taken().slice(0, -2);
    const [, left, operator = '', right = ''] = FILTER.exec(text) ?? [];
    if (left === undefined)
      nodes.push({ kind: 'filter', left: actionOf(text), right: { kind: 'list', nodes: [] }, operator: 'exists' });
    else nodes.push({ kind: 'filter', left: actionOf(left), right: actionOf(right), operator });
  }

  #quoted(nodes: Node[], end: string): void {
    for (;;) {
      const c = this.#next();
      if (c === '' || c === '\n') throw new JsonPathSyntax('unterminated quoted string');
      if (c === end && this.#input[this.#pos - 2] !== '\\') break;
    }
    const value = this.#taken();
    const text = unquoted(value);
    if (text === undefined) throw new JsonPathSyntax(`unquote string ${value} error invalid syntax`);
    nodes.push({ kind: 'literal', value: text, once: true });
  }

  #field(nodes: Node[]): void {
    this.#taken();
    while (!isTerminator(this.#peek())) if (this.#next() === '\\') this.#next();
    const name = this.#taken();
    nodes.push(name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') });
  }
}

/** The first action of a text: what stands behind a brace within it is read and forgotten. */
function actionOf(text: string): { kind: 'list'; nodes: Node[] } {
  const [first] = parseJsonPath(`{${text}}`);
  return first?.kind === 'list' ? first : { kind: 'list', nodes: [] };
}

function sliceOf(text: string): Node {
  const [whole, first = '', second, third] = SLICE.exec(text) ?? [];
  if (whole === undefined) throw new JsonPathSyntax(`invalid array index ${text}`);
  const [from, to, step] = [first, second?.slice(1), third?.slice(1)].map((part): Bound => {
    if (part === '-') throw new JsonPathSyntax(`array index - is not a number`);
    return { value: part ? Number(part) : undefined };
  }) as [Bound, Bound, Bound];
  return { kind: 'array', from, to: second === undefined ? { value: (from.value ?? 0) + 1, derived: true } : to, step };
}

const isTerminator = (c: string): boolean => c === '' || /[ \t\r\n.,[\]$@{}]/.test(c);
