import { printed as goPrinted } from '../../admit/unstructured.ts';
import { toJson } from '../../goJson.ts';
import { utf8 } from '../../utf8.ts';
import { typeOf } from './goPrintf.ts';
import { KubectlError } from './KubectlError.ts';
import { JsonPathSyntax, type Node, parseJsonPath } from './parseJsonPath.ts';

// client-go: util/jsonpath/jsonpath.go: `{.items[*].metadata.name}`, `{range …}…{end}`, filters, unions, slices.

/** What is no template. */
export class BadTemplate extends KubectlError {
  readonly why: string;

  constructor(template: string, why: string) {
    super([{ kind: 'plain', message: `error parsing jsonpath ${template}, ${why}` }]);
    this.why = why;
  }
}

/** What a template asks of an object and cannot get: an index that a list does not have, a word that means nothing. */
export class EvaluationError extends KubectlError {
  readonly why: string;
  /** What had been found until then: a filter that asks whether something is there takes it for found. */
  readonly found: unknown[];

  constructor(why: string, found: unknown[] = []) {
    super([{ kind: 'plain', message: why }]);
    this.why = why;
    this.found = found;
  }
}

function nodesOf(template: string): Node[] {
  try {
    return parseJsonPath(template);
  } catch (error) {
    if (!(error instanceof JsonPathSyntax)) throw error;
    throw new BadTemplate(template, error.message);
  }
}

class Evaluation {
  readonly #nodes: Node[];
  readonly #allowMissing: boolean;
  #beginning = 0;
  #within = 0;
  #ending = 0;
  /** Where the block ended that ended last. */
  #lastEnd = -1;

  constructor(nodes: Node[], allowMissing: boolean) {
    this.#nodes = nodes;
    this.#allowMissing = allowMissing;
  }

  /** What each part of the template, from one on, finds in a value. */
  results(data: unknown, first = 0): unknown[][] {
    const results: unknown[][] = [];
    for (let i = first; i < this.#nodes.length; i++) {
      const found = this.#walk([data], this.#nodes[i] as Node);
      if (this.#ending > 0 && this.#ending <= this.#within) {
        this.#ending--;
        this.#lastEnd = i;
        break;
      }
      if (this.#beginning === 0) {
        results.push(found);
        continue;
      }
      this.#beginning--;
      this.#within++;
      // what stands in a range is looked at even where there is nothing to go through
      if (found.length === 0) this.results(undefined, i + 1);
      for (const value of found) results.push(...this.results(value ?? undefined, i + 1));
      this.#within--;
      if (this.#lastEnd > i) i = this.#lastEnd;
    }
    return results;
  }

  #walk(values: unknown[], node: Node): unknown[] {
    switch (node.kind) {
      case 'list':
        return node.nodes.reduce((found: unknown[], one) => this.#walk(found, one), values);
      case 'literal':
        return node.once ? [node.value] : values.map(() => node.value);
      case 'field':
        return this.#field(values, node.name);
      case 'array':
        return slices(values, node);
      case 'filter':
        return values.flatMap((value) => this.#filter(value, node, values));
      case 'wildcard':
        return values.flatMap(childrenOf);
      case 'recursive':
        return values.flatMap(descend);
      case 'union':
        return node.branches.flatMap((branch) => this.#walk(values, branch));
      default:
        return this.#identifier(values, node.name);
    }
  }

  #identifier(values: unknown[], name: string): unknown[] {
    if (name === 'range') {
      this.#beginning++;
      return values;
    }
    if (name !== 'end') throw new EvaluationError(`unrecognized identifier ${name}`, values);
    if (this.#within === 0) throw new EvaluationError('not in range, nothing to end');
    this.#ending++;
    return [];
  }

  #field(values: unknown[], name: string): unknown[] {
    const found = values.flatMap((value) =>
      isMap(value) && Object.hasOwn(value, name) && value[name] !== undefined ? [value[name]] : [],
    );
    if (values.length > 0 && found.length === 0 && !this.#allowMissing)
      throw new EvaluationError(`${name} is not found`);
    return found;
  }

  #filter(value: unknown, { left, right, operator }: Node & { kind: 'filter' }, among: unknown[]): unknown[] {
    if (!Array.isArray(value))
      throw new EvaluationError(`${goPrinted(value)} is not array or slice and cannot be filtered`, among);
    return value.filter((item) => {
      if (operator === 'exists') return this.#foundUntilWrong(item, left).length > 0;
      const a = one(this.#walk([item], left));
      if (a === undefined) return false;
      const b = one(this.#walk([item], right));
      return b !== undefined && compare(a.value, operator, b.value);
    });
  }

  #foundUntilWrong(item: unknown, node: Node): unknown[] {
    try {
      return this.#walk([item], node);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      return error.found;
    }
  }
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function one(found: unknown[]): { value: unknown } | undefined {
  if (found.length > 1) throw new EvaluationError('can only compare one element at a time');
  return found.length === 0 ? undefined : { value: found[0] };
}

function slices(values: unknown[], { from, to, step }: Node & { kind: 'array' }): unknown[] {
  const result: unknown[] = [];
  for (const list of values) {
    if (list === null || list === undefined) continue;
    if (!Array.isArray(list)) throw new EvaluationError(`${typeOf(list)} is not array or slice`, values);
    const { length } = list;
    const [begin, end] = [from.value ?? 0, to.value ?? length];
    const first = begin < 0 ? begin + length : begin;
    const last = end < 0 || (end === 0 && to.derived) ? end + length : end;
    if (first === last) return result;
    const outside = (index: number): EvaluationError =>
      new EvaluationError(`array index out of bounds: index ${index}, length ${length}`, values);
    if (first >= length || first < 0) throw outside(first);
    if (last > length || last < 0) throw outside(last - 1);
    if (first > last) throw new EvaluationError(`starting index ${first} is greater than ending index ${last}`, values);
    if ((step.value ?? 1) <= 0) throw new EvaluationError('step must be > 0', values);
    result.push(...list.slice(first, last).filter((_, i) => i % (step.value ?? 1) === 0));
  }
  return result;
}

/** What is in a value; in a text, its bytes. Go's maps are in no order: here by name. */
function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return Array.from(utf8(value), (byte) => byte.charCodeAt(0));
  if (!isMap(value)) return [];
  return Object.keys(value)
    .sort()
    .map((key) => value[key]);
}

function descend(value: unknown): unknown[] {
  const children = childrenOf(value);
  return children.length === 0 ? [] : [value, ...children.flatMap(descend)];
}

const kindOf = (value: unknown): string => {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value !== 'string' && typeof value !== 'boolean') throw new EvaluationError('invalid type for comparison');
  return typeof value;
};

/** client-go: third_party/forked/golang/template/funcs.go */
function compare(a: unknown, operator: string, b: unknown): boolean {
  if (!['==', '!=', '<', '>', '<=', '>='].includes(operator))
    throw new EvaluationError(`unrecognized filter operator ${operator}`);
  const kind = kindOf(a);
  if (kind !== kindOf(b)) throw new EvaluationError('incompatible types for comparison');
  if (operator === '==' || operator === '!=') return (a === b) === (operator === '==');
  if (kind === 'boolean') throw new EvaluationError('invalid type for comparison');
  const [left, right] = [a as number, b as number];
  if (operator.startsWith('<')) return left < right || (operator === '<=' && left === right);
  return left > right || (operator === '>=' && left === right);
}

// evalToText: what is there and null is `null`
const printed = (value: unknown): string => (typeof value === 'object' ? toJson(value, 0, true) : String(value));

/** What a template finds, part by part; a field that is not there is nothing, or a mistake. */
export const findResults = (template: string, data: unknown, allowMissing = true): unknown[][] =>
  new Evaluation(nodesOf(template), allowMissing).results(data);

/** What a template prints of a value. */
export const evaluateTemplate = (template: string, data: unknown, allowMissing = true): string =>
  findResults(template, data, allowMissing)
    .map((found) => found.map(printed).join(' '))
    .join('');

/** `-o jsonpath-as-json`: what each part finds is a list. */
export const evaluateAsJson = (template: string, data: unknown, allowMissing = true): string =>
  findResults(template, data, allowMissing)
    .map((found) => `${toJson(found, 4)}\n`)
    .join('');

const RELAXED = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/;

/** kubectl: customcolumn.go, RelaxedJSONPathExpression: braces may stand around a path, and a dot in front of it. */
function relaxed(path: string): string | undefined {
  const [, inBraces, bare] = RELAXED.exec(path) ?? [];
  const inside = inBraces ?? bare;
  return inside === undefined ? undefined : `{.${inside}}`;
}

/** Refuses what is no path. */
export function checkPath(path: string): void {
  if (path !== '' && relaxed(path) === undefined)
    throw KubectlError.plain(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
}

/** Refuses a path that cannot be read. */
export function checkSyntax(path: string): void {
  nodesOf(relaxed(path) ?? '');
}

/** The values of one path, for columns and sorting: `.metadata.name`, `{.spec.ports[*].port}`. */
export const valuesAt = (path: string, data: unknown): unknown[] => findResults(relaxed(path) ?? '', data).flat();
