import { valueAt } from '../../plain.ts';
import { GoNumber, typeOf } from './goPrintf.ts';
import { KubectlError } from './KubectlError.ts';
import {
  type Command,
  type Node,
  type Operand,
  parseTemplate,
  type Pipe,
  TemplateSyntax,
  textAsOperand,
} from './parseTemplate.ts';
import { ARITY, BadCall, FUNCTIONS, goText, OF_TEXT, truth } from './templateFunctions.ts';

// text/template/exec.go

/** What Go finds as it runs a template. */
export class TemplateFailure extends Error {
  /** What had been printed before. */
  printed = '';
}

/** `break` and `continue` */
class Leave extends Error {
  readonly how: 'break' | 'continue';

  constructor(how: 'break' | 'continue') {
    super();
    this.how = how;
  }
}

/** No value comes down the pipeline. */
const MISSING = Symbol('missing');

/** Templates that call each other go so deep. */
const MOST = 1000;

interface Variable {
  name: string;
  value: unknown;
}

/** What all templates of a text share. */
interface Shared {
  text: string;
  named: Map<string, Node[]>;
  /** A key that is not there is a mistake (--allow-missing-template-keys=false). */
  strict: boolean;
  printed: string;
}

class Execution {
  readonly #shared: Shared;
  readonly #name: string;
  readonly #depth: number;
  #variables: Variable[];
  /** Where the execution is, for what is told of it. */
  #at: { pos: number; text: string } = { pos: 0, text: '' };

  constructor(shared: Shared, name: string, dot: unknown, depth = 0) {
    this.#shared = shared;
    this.#name = name;
    this.#depth = depth;
    this.#variables = [{ name: '$', value: dot }];
  }

  #bad(why: string): TemplateFailure {
    const before = this.#shared.text.slice(0, this.#at.pos);
    const line = before.split('\n').length;
    const where = `template: output:${line}:${before.length - before.lastIndexOf('\n') - 1}`;
    return new TemplateFailure(`${where}: executing ${JSON.stringify(this.#name)} at <${this.#at.text}>: ${why}`);
  }

  run(nodes: readonly Node[], dot: unknown): void {
    for (const node of nodes) this.#node(node, dot);
  }

  #node(node: Node, dot: unknown): void {
    switch (node.kind) {
      case 'text':
        this.#shared.printed += node.text;
        return;
      case 'action': {
        const value = this.#pipe(node.pipe, dot);
        if (node.pipe.declared.length === 0) this.#shared.printed += goText(value);
        return;
      }
      case 'break':
      case 'continue':
        throw new Leave(node.kind);
      case 'template':
        return this.#call(node, dot);
      case 'range':
        return this.#range(node, dot);
      default: {
        const mark = this.#variables.length;
        const value = this.#pipe(node.pipe, dot);
        if (truth(value)) this.run(node.body, node.kind === 'with' ? value : dot);
        else this.run(node.otherwise, dot);
        this.#variables.length = mark;
      }
    }
  }

  #call(node: Node & { kind: 'template' }, dot: unknown): void {
    this.#at = node;
    const body = this.#shared.named.get(node.name);
    if (!body) throw this.#bad(`template ${JSON.stringify(node.name)} not defined`);
    if (this.#depth >= MOST) throw this.#bad(`exceeded maximum template depth (${MOST})`);
    const value = node.pipe ? this.#pipe(node.pipe, dot) : undefined;
    new Execution(this.#shared, node.name, value, this.#depth + 1).run(body, value);
  }

  #range(node: Node & { kind: 'range' }, dot: unknown): void {
    const mark = this.#variables.length;
    const { declared, assigns } = node.pipe;
    const value = this.#pipe(node.pipe, dot);
    const turns = this.#turns(value, declared.length);
    const inner = this.#variables.length;
    for (const [key, item] of turns) {
      const names = declared.length > 1 ? [key, item] : [item];
      for (const [i, name] of declared.entries()) {
        if (assigns) this.#variable(name).value = names[i];
        else (this.#variables[inner - declared.length + i] as Variable).value = names[i];
      }
      try {
        this.run(node.body, item);
      } catch (error) {
        if (!(error instanceof Leave)) throw error;
        if (error.how === 'break') break;
      } finally {
        this.#variables.length = inner;
      }
    }
    if (turns.length === 0) this.run(node.otherwise, dot);
    this.#variables.length = mark;
  }

  /** What a range goes through, with its keys: a number stands for as many. */
  #turns(value: unknown, names: number): [unknown, unknown][] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.map((item, i) => [new GoNumber(i, 'int'), item]);
    const number = value instanceof GoNumber ? value.value : value;
    if (typeof number === 'number' && Number.isInteger(number)) {
      if (names > 1) throw this.#bad(`can't use ${goText(value)} to iterate over more than one variable`);
      return Array.from({ length: Math.max(0, Math.min(number, MOST * MOST)) }, (_, i) => [i, i]);
    }
    if (typeof value !== 'object' || value instanceof GoNumber)
      throw this.#bad(`range can't iterate over ${goText(value)}`);
    return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #variable(name: string): Variable {
    const variable = this.#variables.findLast((one) => one.name === name);
    if (!variable) throw this.#bad(`undefined variable: ${name}`);
    return variable;
  }

  #pipe(pipe: Pipe, dot: unknown): unknown {
    this.#at = pipe;
    let value: unknown = MISSING;
    for (const command of pipe.commands) value = this.#command(command, dot, value) ?? undefined;
    for (const name of pipe.declared)
      if (pipe.assigns) this.#variable(name).value = value;
      else this.#variables.push({ name, value });
    return value;
  }

  #command({ args, pos, text }: Command, dot: unknown, final: unknown): unknown {
    const [first, ...rest] = args as [Operand, ...Operand[]];
    const given = rest.length > 0 || final !== MISSING;
    if (first.kind === 'function') return this.#function(first, { pos, text }, rest, dot, final);
    if (first.kind === 'field' || first.kind === 'chain') return this.#operand(first, dot, given);
    if (first.kind === 'variable' && first.names.length > 1) return this.#operand(first, dot, given);
    if (first.kind !== 'pipe') this.#at = first;
    if (first.kind === 'variable') {
      const { value } = this.#variable(first.names[0] as string);
      if (given) throw this.#noFunction(first);
      return value;
    }
    if (given) throw this.#noFunction(first);
    if (first.kind === 'nil') throw this.#bad('nil is not a command');
    return this.#operand(first, dot, false);
  }

  #noFunction(operand: Operand): TemplateFailure {
    return this.#bad(`can't give argument to non-function ${textAsOperand(operand)}`);
  }

  #operand(operand: Operand, dot: unknown, given: boolean): unknown {
    switch (operand.kind) {
      case 'pipe':
        return this.#pipe(operand, dot);
      case 'function':
        return this.#function(operand, operand, [], dot, MISSING);
      default:
    }
    this.#at = operand;
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'constant':
        return operand.value;
      case 'field':
        return this.#fields(dot, operand.names, given, false);
      case 'variable': {
        const [name, ...names] = operand.names as [string, ...string[]];
        return this.#fields(this.#variable(name).value, names, given, name !== '$');
      }
      default: {
        if (operand.of.kind === 'nil') throw this.#bad(`indirection through explicit nil in ${operand.text}`);
        const value = this.#operand(operand.of, dot, false);
        this.#at = operand;
        return this.#fields(value, operand.names, given, true);
      }
    }
  }

  /** `isKnown`: Go knows what type the value has, which came from a variable or a call. */
  #fields(value: unknown, names: readonly string[], given: boolean, isKnown: boolean): unknown {
    let current = value;
    for (const [i, name] of names.entries()) {
      if (current === undefined) {
        if (this.#shared.strict) throw this.#bad(`nil data; no entry for key ${JSON.stringify(name)}`);
        continue;
      }
      if (current === null) throw this.#bad(`nil pointer evaluating interface {}.${name}`);
      if (typeof current !== 'object' || Array.isArray(current) || current instanceof GoNumber) {
        const type = isKnown && i === 0 ? typeOf(current) : 'interface {}';
        throw this.#bad(`can't evaluate field ${name} in type ${type}`);
      }
      if (given && i === names.length - 1) throw this.#bad(`${name} is not a method but has arguments`);
      const next = valueAt(current as Record<string, unknown>, name);
      if (next === undefined && this.#shared.strict)
        throw this.#bad(`map has no entry for key ${JSON.stringify(name)}`);
      current = next;
    }
    return current;
  }

  #function(
    { name, pos, text }: Operand & { kind: 'function' },
    command: { pos: number; text: string },
    args: readonly Operand[],
    dot: unknown,
    final: unknown,
  ): unknown {
    this.#at = { pos, text };
    const { least, more } = ARITY[name] as { least: number; more?: true };
    const count = args.length + (final === MISSING ? 0 : 1);
    if (more ? count < least : count !== least)
      throw this.#bad(
        `wrong number of args for ${name}: want ${more ? 'at least ' : ''}${least} got ${more ? args.length : count}`,
      );
    if (name === 'and' || name === 'or') {
      let value: unknown;
      for (const arg of args) {
        value = this.#operand(arg, dot, false);
        if (truth(value) === (name === 'or')) return value;
      }
      return final === MISSING ? value : final;
    }
    const values = args.map((arg, i) => {
      const value = this.#operand(arg, dot, false);
      if (i === 0 && OF_TEXT.has(name)) this.#mustBeText(arg, value);
      return value;
    });
    if (final !== MISSING) values.push(final);
    const [called] = values;
    try {
      // nothing that came as JSON can be called
      if (name === 'call')
        throw new BadCall(
          called === undefined || called === null
            ? 'call of nil'
            : `non-function ${args[0]?.text ?? ''} of type ${typeOf(called)}`,
        );
      return (FUNCTIONS[name] as (...all: unknown[]) => unknown)(...values);
    } catch (error) {
      if (!(error instanceof BadCall)) throw error;
      this.#at = command;
      throw this.#bad(`error calling ${name}: ${error.message}`);
    }
  }

  #mustBeText({ kind, text }: Operand, value: unknown): void {
    if (typeof value === 'string') return;
    if (kind === 'constant') throw this.#bad(`expected string; found ${text}`);
    if (value === undefined || value === null) throw this.#bad('invalid value; expected string');
    throw this.#bad(`wrong type for value; expected string; got ${typeOf(value)}`);
  }
}

/** What a Go template prints of a value. What it had printed before it failed is in the failure. */
export function runGoTemplate(template: string, data: unknown, allowMissing = true): string {
  try {
    const { root, named } = parseTemplate(template, (name) => Object.hasOwn(ARITY, name));
    const shared: Shared = { text: template, named, strict: !allowMissing, printed: '' };
    try {
      new Execution(shared, 'output', data).run(root, data);
    } catch (error) {
      if (error instanceof TemplateFailure) error.printed = shared.printed;
      throw error;
    }
    return shared.printed;
  } catch (error) {
    if (!(error instanceof TemplateSyntax)) throw error;
    throw KubectlError.plain(`error parsing template ${template}, template: output:${error.line}: ${error.message}`);
  }
}
