import { quote } from '../../parse/goQuote.ts';
import { unquoted } from './goUnquote.ts';
import { GoNumber } from './goPrintf.ts';
import { type Item, lexTemplate } from './lexTemplate.ts';

// text/template/parse/parse.go

/** `text` is how Go writes the node, `pos` where it says that it stands. */
interface At {
  pos: number;
  text: string;
}

export type Operand = At &
  (
    | { kind: 'dot' | 'nil' }
    | { kind: 'constant'; value: unknown }
    | { kind: 'field'; names: string[] }
    | { kind: 'variable'; names: string[] }
    | { kind: 'chain'; of: Operand; names: string[] }
    | { kind: 'function'; name: string }
    | Pipe
  );

export type Command = At & { args: Operand[] };

export type Pipe = At & { kind: 'pipe'; declared: string[]; assigns: boolean; commands: Command[] };

export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'action'; pipe: Pipe }
  | { kind: 'break' | 'continue' }
  | (At & { kind: 'template'; name: string; pipe: Pipe | undefined })
  | ({ kind: 'if' | 'with' } & Branches)
  | ({ kind: 'range' } & Branches);

interface Branches {
  pipe: Pipe;
  body: Node[];
  otherwise: Node[];
}

/** What is an operand of a command stands in brackets where it is a pipeline. */
export const textAsOperand = ({ kind, text }: Operand): string => (kind === 'pipe' ? `(${text})` : text);

/** Why a text is no template, and in which line. */
export class TemplateSyntax extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** A template, and those that are defined in it, by their names. */
export function parseTemplate(
  template: string,
  isFunction: (name: string) => boolean,
): { root: Node[]; named: Map<string, Node[]> } {
  return new Parser(template, isFunction).parse();
}

type Ending = 'end' | 'else';

class Parser {
  readonly #items: Item[];
  readonly #isFunction: (name: string) => boolean;
  readonly #named = new Map<string, Node[]>();
  #at = 0;
  #variables = ['$'];
  #ranges = 0;

  constructor(template: string, isFunction: (name: string) => boolean) {
    this.#items = lexTemplate(template);
    this.#isFunction = isFunction;
  }

  parse(): { root: Node[]; named: Map<string, Node[]> } {
    const root: Node[] = [];
    while (this.#peek().kind !== 'EOF') {
      const node = this.#textOrAction(true);
      if (typeof node === 'string') throw this.#bad(`unexpected {{${node}}}`);
      if (node) root.push(node);
    }
    return { root, named: this.#named };
  }

  /** What follows the last piece: nothing, for ever. */
  #peek(): Item {
    const last = this.#items.at(-1) as Item;
    return this.#items[this.#at] ?? { ...last, kind: 'EOF', val: 'EOF' };
  }

  #next(): Item {
    const item = this.#peek();
    this.#at++;
    return item;
  }

  #skipped(): Item {
    while (this.#peek().kind === 'space') this.#at++;
    return this.#peek();
  }

  #nextWord(): Item {
    this.#skipped();
    return this.#next();
  }

  #bad(message: string): TemplateSyntax {
    const { line } = this.#items[Math.min(Math.max(this.#at - 1, 0), this.#items.length - 1)] as Item;
    return new TemplateSyntax(line, message);
  }

  #unexpected(item: Item, where: string): TemplateSyntax {
    if (item.kind === 'error') return this.#bad(item.val);
    const { kind, val } = item;
    const short = [...val].length > 10 ? `${quote([...val].slice(0, 10).join(''))}...` : quote(val);
    const shown = kind === 'EOF' ? 'EOF' : kind === 'keyword' || kind === 'dot' ? `<${val}>` : short;
    return this.#bad(`unexpected ${shown} in ${where}`);
  }

  /** A node; nothing for a definition; or how the list ends. */
  #textOrAction(isTop: boolean): Node | Ending | undefined {
    const item = this.#nextWord();
    if (item.kind === 'text') return { kind: 'text', text: item.val };
    if (item.kind !== 'left') throw this.#unexpected(item, 'input');
    const word = this.#skipped();
    if (word.kind === 'keyword' && word.val !== 'nil' && (isTop || word.val !== 'define')) {
      this.#next();
      return this.#keyword(word);
    }
    return { kind: 'action', pipe: this.#pipeline('command', 'right') };
  }

  #keyword({ val }: Item): Node | Ending | undefined {
    switch (val) {
      case 'define':
        this.#define();
        return undefined;
      case 'break':
      case 'continue': {
        const after = this.#nextWord();
        if (after.kind !== 'right') throw this.#unexpected(after, `{{${val}}}`);
        if (this.#ranges === 0) throw this.#bad(`{{${val}}} outside {{range}}`);
        return { kind: val };
      }
      case 'else':
        if (!/^(?:if|with)$/.test(this.#skipped().val)) this.#expect('right', 'else');
        return 'else';
      case 'end':
        this.#expect('right', 'end');
        return 'end';
      case 'template':
      case 'block':
        return this.#call(val);
      default:
        return this.#control(val as 'if' | 'with' | 'range');
    }
  }

  #expect(kind: Item['kind'], where: string): Item {
    const item = this.#nextWord();
    if (item.kind !== kind) throw this.#unexpected(item, where);
    return item;
  }

  #name(where: string): Item {
    const item = this.#nextWord();
    if (item.kind !== 'string' && item.kind !== 'raw') throw this.#unexpected(item, where);
    return item;
  }

  #unquoted(item: Item): string {
    const text = unquoted(item.val);
    if (text === undefined) throw this.#bad('invalid syntax');
    return text;
  }

  /** A body of its own, which knows no variables of what is around it. */
  #body(where: string): Node[] {
    const [variables, ranges] = [this.#variables, this.#ranges];
    [this.#variables, this.#ranges] = [['$'], 0];
    const { nodes, ending } = this.#list();
    if (ending !== 'end') throw this.#bad(`unexpected {{${ending}}} in ${where}`);
    [this.#variables, this.#ranges] = [variables, ranges];
    return nodes;
  }

  #define(): void {
    const name = this.#unquoted(this.#name('define clause'));
    this.#expect('right', 'define clause');
    this.#named.set(name, this.#body('define clause'));
  }

  #call(word: 'template' | 'block'): Node {
    const where = `${word} clause`;
    const item = this.#name(where);
    const name = this.#unquoted(item);
    let pipe: Pipe | undefined;
    if (word === 'template' && this.#skipped().kind === 'right') this.#next();
    else pipe = this.#pipeline(where, 'right');
    if (word === 'block') this.#named.set(name, this.#body(where));
    const text = `{{template ${quote(name)}${pipe ? ` ${pipe.text}` : ''}}}`;
    return { kind: 'template', name, pipe, pos: item.pos, text };
  }

  #list(): { nodes: Node[]; ending: Ending } {
    const nodes: Node[] = [];
    while (this.#skipped().kind !== 'EOF') {
      const node = this.#textOrAction(false);
      if (typeof node === 'string') return { nodes, ending: node };
      if (node) nodes.push(node);
    }
    throw this.#bad('unexpected EOF');
  }

  #control(kind: 'if' | 'with' | 'range'): Node {
    const known = this.#variables.length;
    const pipe = this.#pipeline(kind, 'right');
    if (kind === 'range') this.#ranges++;
    const { nodes: body, ending } = this.#list();
    if (kind === 'range') this.#ranges--;
    let otherwise: Node[] = [];
    if (ending === 'else') {
      if (kind !== 'range' && this.#skipped().val === kind && this.#peek().kind === 'keyword') {
        this.#next();
        otherwise = [this.#control(kind)];
      } else {
        const rest = this.#list();
        if (rest.ending !== 'end') throw this.#bad(`expected end; found {{${rest.ending}}}`);
        otherwise = rest.nodes;
      }
    }
    this.#variables.length = known;
    return { kind, pipe, body, otherwise };
  }

  #pipeline(where: string, end: 'right' | ')'): Pipe {
    const { pos } = this.#skipped();
    const declared: string[] = [];
    let assigns = false;
    while (this.#skipped().kind === 'variable') {
      const back = this.#at;
      const { val } = this.#next();
      const next = this.#skipped();
      const isLast = next.kind === 'assign' || next.kind === 'declare';
      if (!isLast && next.val !== ',') {
        this.#at = back;
        break;
      }
      this.#next();
      declared.push(val);
      this.#variables.push(val);
      assigns = next.kind === 'assign';
      if (isLast) break;
      if (where !== 'range' || declared.length > 1) throw this.#bad(`too many declarations in ${where}`);
      if (!['variable', 'right', ')'].includes(this.#skipped().kind))
        throw this.#bad('range can only initialize variables');
    }
    const commands: Command[] = [];
    for (let item = this.#skipped(); item.kind !== end; item = this.#skipped()) {
      if (!isOperand(item)) {
        this.#next();
        throw this.#unexpected(item, where);
      }
      commands.push(this.#command());
    }
    this.#next();
    if (commands.length === 0) throw this.#bad(`missing value for ${where}`);
    for (const [i, { args }] of commands.entries())
      if (i > 0 && ['dot', 'nil', 'constant'].includes(args[0]?.kind ?? ''))
        throw this.#bad(`non executable command in pipeline stage ${i + 1}`);
    const told = declared.length > 0 ? `${declared.join(', ')} ${assigns ? '=' : ':='} ` : '';
    const text = told + commands.map((command) => command.text).join(' | ');
    return { kind: 'pipe', declared, assigns, commands, pos, text };
  }

  #command(): Command {
    const { pos } = this.#skipped();
    const args: Operand[] = [];
    for (;;) {
      this.#skipped();
      const operand = this.#operand();
      if (operand) args.push(operand);
      const { kind } = this.#peek();
      if (kind === 'space') {
        this.#next();
        continue;
      }
      if (kind === 'pipe') this.#next();
      else if (kind !== 'right' && kind !== ')') throw this.#unexpected(this.#next(), 'operand');
      break;
    }
    if (args.length === 0) throw this.#bad('empty command');
    return { args, pos, text: args.map(textAsOperand).join(' ') };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    const { kind, pos } = this.#peek();
    if (!term || kind !== 'field') return term;
    const fields: string[] = [];
    while (this.#peek().kind === 'field') fields.push(this.#next().val.slice(1));
    if (term.kind === 'field' || term.kind === 'variable')
      return { ...term, names: [...term.names, ...fields], pos, text: [term.text, ...fields].join('.') };
    if (term.kind === 'dot' || term.kind === 'nil' || term.kind === 'constant')
      throw this.#bad(`unexpected . after term ${quote(term.text)}`);
    const text = [textAsOperand(term), ...fields].join('.');
    return { kind: 'chain', of: term, names: fields, pos, text };
  }

  #term(): Operand | undefined {
    const item = this.#skipped();
    const { kind, val: text, pos } = item;
    if (!isOperand(item)) return undefined;
    this.#next();
    switch (kind) {
      case 'identifier':
        if (!this.#isFunction(text)) throw this.#bad(`function ${quote(text)} not defined`);
        return { kind: 'function', name: text, pos, text };
      case 'dot':
        return { kind, pos, text };
      case 'keyword':
        return { kind: 'nil', pos, text };
      case 'variable':
        if (!this.#variables.includes(text)) throw this.#bad(`undefined variable ${quote(text)}`);
        return { kind, names: [text], pos, text };
      case 'field':
        return { kind, names: [text.slice(1)], pos, text };
      case 'bool':
        return { kind: 'constant', value: text === 'true', pos, text };
      case '(':
        return this.#pipeline('parenthesized pipeline', ')');
      case 'string':
      case 'raw':
        return { kind: 'constant', value: this.#unquoted(item), pos, text };
      default:
        return { kind: 'constant', value: this.#number(item), pos, text };
    }
  }

  #number({ kind, val }: Item): unknown {
    if (kind === 'char') {
      const letter = unquoted(val);
      if (letter === undefined || [...letter].length !== 1) throw this.#bad(`malformed character constant: ${val}`);
      return new GoNumber(letter.codePointAt(0) as number, 'int');
    }
    if (kind === 'complex') {
      const part = Number(val.slice(0, -1).replaceAll('_', ''));
      return Number.isNaN(part) ? this.#illegal(val) : new GoNumber(part, 'complex128');
    }
    const bare = val.replace(/^[+-]/, '');
    const digits = bare.replaceAll('_', '');
    const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    if (digits === '' || Number.isNaN(value)) return this.#illegal(val);
    const isFloat = !/^0[xX]/.test(bare) && /[.eE]/.test(bare);
    return new GoNumber(val.startsWith('-') ? -value : value, isFloat ? 'float64' : 'int');
  }

  #illegal(val: string): never {
    throw this.#bad(`illegal number syntax: ${quote(val)}`);
  }
}

const OPERANDS = new Set<Item['kind']>([
  'bool',
  'char',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'raw',
  'string',
  'variable',
  '(',
]);

const isOperand = ({ kind, val }: Item): boolean => OPERANDS.has(kind) || (kind === 'keyword' && val === 'nil');
