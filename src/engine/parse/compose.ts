import type { Finding } from '../../model/Message.ts';
import { YamlError } from './cursor.ts';
import { goSyntax } from './goSyntax.ts';
import { resolvePlain, resolveTagged, type Scalar, TagError } from './resolveScalar.ts';
import { Scanner, type Token } from './scanner.ts';

/** How much one document may be (robustness.md of the project's design: budgets). */
export const MAX_NESTING = 100;
export const MAX_KEYS = 20_000;
export const MAX_NODES = 100_000;

/** A document that is over a budget: refused by us, not by Go. */
export class BudgetError extends Error {
  readonly budget: 'nesting' | 'keys' | 'aliases';
  readonly finding: Finding;
  readonly pos: number;

  /** `message` is what kubectl says of it, `finding` what the page says. */
  constructor(budget: 'nesting' | 'keys' | 'aliases', message: string, finding: Finding, pos: number) {
    super(message);
    this.budget = budget;
    this.finding = finding;
    this.pos = pos;
  }
}

/** Told where each value is, when somebody wants to know. */
export type PositionSink = (path: string, start: number, end: number, keyStart: number) => void;

export interface DuplicateKey {
  key: string;
  start: number;
  end: number;
}

interface Anchored {
  value: unknown;
  /** Nodes in it, aliases expanded. */
  nodes: number;
  open: boolean;
  mapping: boolean;
}

const MERGE_TAG = 'tag:yaml.org,2002:merge';

/** The path of a node that is itself a key. */
const KEY = '\0';

/** What an implicit key or value without text stands for. */
const EMPTY = new Set<Token['type']>(['key', 'value', 'block end']);

const LABEL_LIKE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `spec.ports` + `port`; keys that are no field names are written in brackets, as the API server does. */
const childPath = (path: string, key: string): string =>
  !LABEL_LIKE.test(key) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

/** Reads the first document of a text into a JSON value, and refuses what go-yaml refuses. */
export class Composer {
  readonly duplicates: DuplicateKey[] = [];
  /** Keys that a merge has brought: writing them again is what merges are for. */
  readonly #merged = new WeakMap<object, Set<string>>();
  readonly #scanner: Scanner;
  readonly #sink: PositionSink | undefined;
  #anchors = new Map<string, Anchored>();
  #tagHandles = new Map<string, string>([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ]);
  #depth = 0;
  #nodes = 0;
  #aliases = 0;
  /** The end of the last token taken. */
  #lastEnd = 0;
  #isMerge = false;
  /** An error of decoding: told only if the rest of the document can be parsed. */
  #decodeError: string | undefined;
  /** An error of the way from YAML to JSON, which comes after all others. */
  #jsonError: string | undefined;

  constructor(text: string, start: number, end: number, sink?: PositionSink) {
    this.#scanner = new Scanner(text, start, end);
    this.#sink = sink;
  }

  /** The value; throws YamlError and BudgetError. */
  compose(): unknown {
    let token = this.#scanner.peek();
    let value: unknown = null;
    if (token.type !== 'stream end') {
      const explicit = token.type === 'directive' || token.type === 'document start';
      if (token.type === 'directive') this.#directives();
      if (explicit) {
        token = this.#scanner.peek();
        if (token.type !== 'document start') throw this.#parserError('did not find expected <document start>', token);
        this.#take();
        token = this.#scanner.peek();
      }
      const nothing = ['directive', 'document start', 'document end', 'stream end'].includes(token.type);
      if (!(nothing && explicit) && token.type !== 'stream end') value = this.#node('', true, false, 0);
      this.#scanner.peek();
    }
    const error = this.#decodeError ?? this.#jsonError;
    if (error !== undefined) throw new YamlError(error, this.#lastEnd);
    return value;
  }

  #take(): Token {
    const token = this.#scanner.next();
    if (token.type !== 'block end' && token.end > this.#lastEnd) this.#lastEnd = token.end;
    return token;
  }

  /** go-yaml: decode.go, fail: a parser's line is counted from 0, and line 0 gives way to the context's line. */
  #parserError(message: string, at: Token, contextLine = 0): YamlError {
    const line = at.line || contextLine;
    return new YamlError(line > 0 ? `yaml: line ${line}: ${message}` : `yaml: ${message}`, at.pos);
  }

  #directives(): void {
    const seen = new Set<string>();
    for (let token = this.#scanner.peek(); token.type === 'directive'; token = this.#scanner.peek()) {
      const directive = token.directive;
      if (directive?.kind === 'version') {
        if (seen.has('%YAML')) throw this.#parserError('found duplicate %YAML directive', token);
        if (directive.version !== '1.1') throw this.#parserError('found incompatible YAML document', token);
        seen.add('%YAML');
      } else if (directive) {
        if (seen.has(directive.handle)) throw this.#parserError('found duplicate %TAG directive', token);
        seen.add(directive.handle);
        this.#tagHandles.set(directive.handle, directive.prefix);
      }
      this.#take();
    }
  }

  #count(nodes: number, pos: number): void {
    this.#nodes += nodes;
    if (this.#aliases > 0 && this.#nodes > MAX_NODES) {
      throw new BudgetError(
        'aliases',
        `aliases expand to more than ${MAX_NODES} values`,
        ['aliasesExpand', MAX_NODES],
        pos,
      );
    }
  }

  #alias(token: Token): unknown {
    this.#take();
    const anchored = this.#anchors.get(token.value);
    if (!anchored) throw new YamlError(`yaml: unknown anchor '${token.value}' referenced`, token.pos);
    if (anchored.open) {
      this.#decodeError ??= `yaml: anchor '${token.value}' value contains itself`;
      return null;
    }
    this.#aliases++;
    this.#count(anchored.nodes, token.pos);
    return anchored.value;
  }

  /** One node with its properties. `block`: block collections may begin here; `indentless`: also `- ` at the key's column. */
  #node(path: string, block: boolean, indentless: boolean, keyStart: number): unknown {
    let token = this.#scanner.peek();
    if (token.type === 'alias') {
      const value = this.#alias(token);
      this.#sink?.(path, token.pos, token.end, keyStart);
      return value;
    }
    const start = token;
    let anchor: Anchored | undefined;
    let tag = '';
    let tagged = false;
    for (let i = 0; i < 2; i++) {
      if (token.type === 'anchor' && !anchor) {
        anchor = { value: null, nodes: 0, open: true, mapping: false };
        this.#anchors.set(token.value, anchor);
      } else if (token.type === 'tag' && !tagged) {
        tagged = true;
        const prefix = token.handle === '' ? '' : this.#tagHandles.get(token.handle);
        if (prefix === undefined) {
          this.#take();
          throw this.#parserError('found undefined tag handle', token, start.line);
        }
        tag = prefix + token.value;
      } else break;
      this.#take();
      token = this.#scanner.peek();
    }
    const before = this.#nodes;
    this.#count(1, token.pos);
    if (++this.#depth > MAX_NESTING) {
      throw new BudgetError(
        'nesting',
        `nested more than ${MAX_NESTING} deep`,
        ['nestedTooDeep', MAX_NESTING],
        token.pos,
      );
    }
    const value = this.#content(path, block, indentless, token, tag, anchor !== undefined || tagged, start.line);
    this.#depth--;
    if (anchor) {
      anchor.value = value;
      anchor.nodes = this.#nodes - before;
      anchor.open = false;
    }
    this.#sink?.(path, start.pos, Math.max(this.#lastEnd, start.pos), keyStart);
    return value;
  }

  #content(
    path: string,
    block: boolean,
    indentless: boolean,
    token: Token,
    tag: string,
    properties: boolean,
    startLine: number,
  ): unknown {
    switch (token.type) {
      case 'block entry':
        if (indentless) return this.#blockSequence(path, true);
        break;
      case 'scalar':
        this.#take();
        return this.#scalar(token, tag);
      case 'flow sequence':
        return this.#flowSequence(path);
      case 'flow mapping':
        return this.#flowMapping(path);
      case 'block sequence':
        if (block) return this.#blockSequence(path, false);
        break;
      case 'block mapping':
        if (block) return this.#blockMapping(path);
        break;
      default:
        // nothing else begins a node
        break;
    }
    if (properties) return tag === '' ? null : this.#tagged(tag, '');
    throw this.#parserError('did not find expected node content', token, startLine);
  }

  #tagged(tag: string, text: string): Scalar {
    try {
      return resolveTagged(tag, text);
    } catch (error) {
      if (error instanceof TagError) this.#decodeError ??= error.message;
      return null;
    }
  }

  #scalar(token: Token, tag: string): Scalar {
    this.#isMerge = token.plain && token.value === '<<' && (tag === '' || tag === MERGE_TAG);
    const value = tag !== '' ? this.#tagged(tag, token.value) : token.plain ? resolvePlain(token.value) : token.value;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.#jsonError ??= `json: unsupported value: ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`;
    }
    return value;
  }

  #blockSequence(path: string, indentless: boolean): unknown[] {
    const first = indentless ? this.#scanner.peek() : this.#take();
    const items: unknown[] = [];
    for (;;) {
      const token = this.#scanner.peek();
      if (token.type === 'block entry') {
        this.#take();
        const next = this.#scanner.peek().type;
        const none = next === 'block entry' || next === 'block end' || (indentless && EMPTY.has(next));
        const at = this.#sink ? `${path}[${items.length}]` : '';
        items.push(none ? null : this.#node(at, true, false, token.pos));
        continue;
      }
      if (indentless) return items;
      if (token.type !== 'block end') {
        throw this.#parserError("did not find expected '-' indicator", token, first.line);
      }
      this.#take();
      return items;
    }
  }

  #blockMapping(path: string): Record<string, unknown> {
    const first = this.#take();
    const mapping: Record<string, unknown> = {};
    let count = 0;
    for (;;) {
      const token = this.#scanner.peek();
      if (token.type === 'block end') {
        this.#take();
        return mapping;
      }
      let key: unknown = null;
      let keyToken = token;
      let merge = false;
      if (token.type === 'key') {
        this.#take();
        keyToken = this.#scanner.peek();
        if (!EMPTY.has(keyToken.type)) {
          key = this.#key(true, keyToken);
          merge = this.#isMerge;
        }
      } else {
        throw this.#parserError('did not find expected key', token, first.line);
      }
      this.#entry(mapping, key, keyToken, merge, path, 'block', ++count);
    }
  }

  /** What follows a key, in a block or flow mapping, and what that does to the mapping. */
  #entry(
    mapping: Record<string, unknown>,
    key: unknown,
    keyToken: Token,
    merge: boolean,
    path: string,
    until: 'block' | 'flow mapping end' | 'flow sequence end',
    count: number,
  ): void {
    const block = until === 'block';
    if (count > MAX_KEYS)
      throw new BudgetError(
        'keys',
        `more than ${MAX_KEYS} keys in one mapping`,
        ['tooManyKeys', MAX_KEYS],
        keyToken.pos,
      );
    const keyEnd = this.#lastEnd;
    const name = merge ? '<<' : this.#keyName(key);
    let value: unknown = null;
    if (this.#scanner.peek().type === 'value') {
      this.#take();
      const next = this.#scanner.peek();
      const none = block ? EMPTY.has(next.type) : next.type === 'flow entry' || next.type === until;
      const at = this.#sink ? childPath(path, name) : '';
      if (none) this.#sink?.(at, keyToken.pos, keyEnd, keyToken.pos);
      else if (merge) return this.#merge(mapping, at, block, keyToken.pos);
      else value = this.#node(at, block, block, keyToken.pos);
    }
    if (merge) return this.#mergeInto(mapping, undefined);
    if (key === null && this.#jsonError === undefined) {
      this.#jsonError = `unsupported map key of type: %!s(<nil>), key: <nil>, value: ${goSyntax(value)}`;
    }
    if (Object.hasOwn(mapping, name) && !this.#merged.get(mapping)?.delete(name)) {
      this.duplicates.push({ key: name, start: keyToken.pos, end: Math.max(keyEnd, keyToken.end) });
    }
    set(mapping, name, value);
  }

  /** A node that is a key; afterwards `#isMerge` tells whether it is `<<`. */
  #key(block: boolean, token: Token): unknown {
    this.#isMerge = false;
    return this.#node(KEY, block, block, token.pos);
  }

  #merge(mapping: Record<string, unknown>, path: string, block: boolean, keyStart: number): void {
    const value = this.#node(path, block, block, keyStart);
    if (Array.isArray(value)) for (const one of value.toReversed()) this.#mergeInto(mapping, one);
    else this.#mergeInto(mapping, value);
  }

  #mergeInto(mapping: Record<string, unknown>, from: unknown): void {
    if (typeof from !== 'object' || from === null || Array.isArray(from)) {
      this.#decodeError ??= 'yaml: map merge requires map or sequence of maps as the value';
      return;
    }
    const merged = this.#merged.get(mapping) ?? new Set<string>();
    this.#merged.set(mapping, merged);
    for (const [name, value] of Object.entries(from)) {
      merged.add(name);
      set(mapping, name, value);
    }
  }

  #keyName(key: unknown): string {
    if (typeof key === 'string') return key;
    if (typeof key === 'object' && key !== null) {
      this.#decodeError ??= `yaml: invalid map key: ${goSyntax(key)}`;
      return '';
    }
    if (typeof key === 'number' && !Number.isInteger(key))
      return String(Math.fround(key) === key ? key : shortFloat(key));
    return String(key);
  }

  #flowSequence(path: string): unknown[] {
    const first = this.#take();
    const items: unknown[] = [];
    for (;;) {
      let token = this.#scanner.peek();
      if (token.type !== 'flow sequence end' && items.length > 0) {
        if (token.type !== 'flow entry') throw this.#parserError("did not find expected ',' or ']'", token, first.line);
        this.#take();
        token = this.#scanner.peek();
      }
      if (token.type === 'flow sequence end') {
        this.#take();
        return items;
      }
      const at = this.#sink ? `${path}[${items.length}]` : '';
      items.push(token.type === 'key' ? this.#pair(at) : this.#node(at, false, false, token.pos));
    }
  }

  /** `[a: 1]`: a mapping of one entry. */
  #pair(path: string): Record<string, unknown> {
    this.#take();
    const keyToken = this.#scanner.peek();
    const mapping: Record<string, unknown> = {};
    const none = keyToken.type === 'value' || keyToken.type === 'flow entry' || keyToken.type === 'flow sequence end';
    const key = none ? null : this.#key(false, keyToken);
    this.#entry(mapping, key, keyToken, !none && this.#isMerge, path, 'flow sequence end', 1);
    return mapping;
  }

  #flowMapping(path: string): Record<string, unknown> {
    const first = this.#take();
    const mapping: Record<string, unknown> = {};
    for (let count = 0; ; count++) {
      let token = this.#scanner.peek();
      if (token.type !== 'flow mapping end' && count > 0) {
        if (token.type !== 'flow entry') throw this.#parserError("did not find expected ',' or '}'", token, first.line);
        this.#take();
        token = this.#scanner.peek();
      }
      if (token.type === 'flow mapping end') {
        this.#take();
        return mapping;
      }
      const explicit = token.type === 'key';
      if (explicit) {
        this.#take();
        token = this.#scanner.peek();
      }
      const none =
        explicit && (token.type === 'value' || token.type === 'flow entry' || token.type === 'flow mapping end');
      const key = none ? null : this.#key(false, token);
      const merge = !none && this.#isMerge;
      if (explicit) this.#entry(mapping, key, token, merge, path, 'flow mapping end', count + 1);
      else this.#bareKey(mapping, key, token, path);
    }
  }

  /** `{a}`: a key without a value. */
  #bareKey(mapping: Record<string, unknown>, key: unknown, token: Token, path: string): void {
    const name = this.#keyName(key);
    this.#sink?.(childPath(path, name), token.pos, token.end, token.pos);
    if (key === null) this.#jsonError ??= 'unsupported map key of type: %!s(<nil>), key: <nil>, value: <nil>';
    set(mapping, name, null);
  }
}

/** A float key is printed with the precision of 32 bits. */
function shortFloat(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === Math.fround(value)) return String(text);
  }
  return String(value);
}

/** An own property, whatever its name: `__proto__` too. */
function set(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else target[name] = value;
}
