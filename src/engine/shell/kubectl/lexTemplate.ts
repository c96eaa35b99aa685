// text/template/parse/lex.go

/** A piece of a template: `pos` and `line` are where it begins. */
export interface Item {
  kind:
    | 'text'
    | 'left'
    | 'right'
    | 'space'
    | 'assign'
    | 'declare'
    | 'pipe'
    | 'string'
    | 'raw'
    | 'char'
    | 'variable'
    | 'field'
    | 'dot'
    | 'number'
    | 'complex'
    | 'bool'
    | 'identifier'
    | 'keyword'
    | '('
    | ')'
    | 'letter'
    | 'error'
    | 'EOF';
  val: string;
  pos: number;
  line: number;
}

const KEYWORDS = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
]);
const WORD = /[_\p{L}\p{Nd}]*/uy;
const NUMBER =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;

/** All pieces; the last is the end, or what is no template. */
export function lexTemplate(template: string): Item[] {
  return new Lexer(template).items();
}

class Lexer {
  readonly #input: string;
  readonly #items: Item[] = [];
  #pos = 0;
  #depth = 0;
  /** In which line a place is that was asked for last; none before it is. */
  #counted = { pos: 0, line: 1 };

  constructor(template: string) {
    this.#input = template;
  }

  items(): Item[] {
    while (this.#text()) {
      while (this.#action());
      if (this.#items.at(-1)?.kind === 'error') break;
    }
    return this.#items;
  }

  #add(kind: Item['kind'], pos: number, val: string): true {
    const line = this.#counted.line + this.#input.slice(this.#counted.pos, pos).split('\n').length - 1;
    this.#counted = { pos, line };
    this.#items.push({ kind, val, pos, line });
    return true;
  }

  #wrong(val: string, pos = this.#pos): false {
    this.#add('error', pos, val);
    return false;
  }

  #starts(text: string): boolean {
    return this.#input.startsWith(text, this.#pos);
  }

  /** Text up to the next action; not where there is none, or where a comment is wrong. */
  #text(): boolean {
    for (;;) {
      const found = this.#input.indexOf('{{', this.#pos);
      const open = found < 0 ? this.#input.length : found;
      const trims = found >= 0 && /^-[ \t\r\n]/.test(this.#input.slice(open + 2, open + 4));
      const text = this.#input.slice(this.#pos, open);
      const shown = trims ? text.replace(/[ \t\r\n]+$/, '') : text;
      if (shown !== '') this.#add('text', this.#pos, shown);
      this.#pos = open;
      if (found < 0) {
        this.#add('EOF', open, 'EOF');
        return false;
      }
      this.#pos += 2;
      const inside = this.#pos + (trims ? 2 : 0);
      if (!this.#input.startsWith('/*', inside)) {
        this.#add('left', open, '{{');
        this.#pos = inside;
        this.#depth = 0;
        return true;
      }
      const end = this.#input.indexOf('*/', inside + 2);
      if (end < 0) return this.#wrong('unclosed comment', inside);
      this.#pos = end + 2;
      if (!this.#closing()) return this.#wrong('comment ends before closing delimiter', inside);
      this.#close();
    }
  }

  #closing(): boolean {
    return /^(?:[ \t\r\n]-)?\}\}/.test(this.#input.slice(this.#pos, this.#pos + 4));
  }

  /** Goes behind the braces, and the blanks that a hyphen takes away. */
  #close(): void {
    const trims = !this.#starts('}}');
    this.#pos += trims ? 4 : 2;
    if (trims) while (/[ \t\r\n]/.test(this.#input[this.#pos] ?? '')) this.#pos++;
  }

  /** The next piece of an action; false behind its end, and after a mistake. */
  #action(): boolean {
    const start = this.#pos;
    if (this.#closing()) {
      if (this.#depth > 0) return this.#wrong('unclosed left paren');
      this.#add('right', start + (this.#starts('}}') ? 0 : 2), '}}');
      this.#close();
      return false;
    }
    const c = this.#input[start] ?? '';
    if (c === '') return this.#wrong('unclosed action');
    if (/[ \t\r\n]/.test(c)) {
      while (/[ \t\r\n]/.test(this.#input[this.#pos] ?? '') && !this.#closing()) this.#pos++;
      return this.#pos > start ? this.#add('space', start, this.#input.slice(start, this.#pos)) : true;
    }
    if (c === '=' || c === '|') return this.#one(c === '=' ? 'assign' : 'pipe', 1);
    if (c === ':') return this.#starts(':=') ? this.#one('declare', 2) : this.#wrong('expected :=');
    if (c === '"') return this.#quoted('string', c, 'unterminated quoted string');
    if (c === "'") return this.#quoted('char', c, 'unterminated character constant');
    if (c === '`') return this.#raw();
    if (c === '$') return this.#name('variable');
    const next = this.#input[start + 1] ?? '';
    if (c === '.' && next !== '' && !/\d/.test(next)) return this.#name('field');
    if (/[.+\-\d]/.test(c)) return this.#number();
    if (/^[_\p{L}\p{Nd}]/u.test(this.#rune())) return this.#word();
    if (c === '(') {
      this.#depth++;
      return this.#one('(', 1);
    }
    if (c === ')') return --this.#depth < 0 ? this.#wrong('unexpected right paren') : this.#one(')', 1);
    if (/[!-~]/.test(c)) return this.#one('letter', 1);
    return this.#wrong(`unrecognized character in action: ${inUnicode(this.#rune())}`);
  }

  #rune(at = this.#pos): string {
    return String.fromCodePoint(this.#input.codePointAt(at) ?? 0);
  }

  #one(kind: Item['kind'], length: number): true {
    this.#pos += length;
    return this.#add(kind, this.#pos - length, this.#input.slice(this.#pos - length, this.#pos));
  }

  #quoted(kind: 'string' | 'char', quote: string, wrong: string): boolean {
    for (let i = this.#pos + 1; i < this.#input.length; i++) {
      const c = this.#input[i];
      if (c === quote) return this.#one(kind, i + 1 - this.#pos);
      if (c === '\n' || (c === '\\' && /^(?:\n|)$/.test(this.#input[++i] ?? ''))) break;
    }
    return this.#wrong(wrong);
  }

  #raw(): boolean {
    const end = this.#input.indexOf('`', this.#pos + 1);
    return end < 0 ? this.#wrong('unterminated raw quoted string') : this.#one('raw', end + 1 - this.#pos);
  }

  #matched(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return from + (pattern.exec(this.#input)?.[0].length ?? 0);
  }

  /** Where a word may end; else the letter that may not be there. */
  #stray(at: number): string | undefined {
    const c = this.#input[at] ?? '';
    if (c === '' || /[ \t\r\n.,|:)(]/.test(c) || this.#input.startsWith('}}', at)) return undefined;
    return `bad character ${inUnicode(this.#rune(at))}`;
  }

  #name(kind: 'variable' | 'field'): boolean {
    if (this.#stray(this.#pos + 1) === undefined) return this.#one(kind === 'field' ? 'dot' : kind, 1);
    const end = this.#matched(WORD, this.#pos + 1);
    const stray = this.#stray(end);
    return stray === undefined ? this.#one(kind, end - this.#pos) : this.#wrong(stray);
  }

  #word(): boolean {
    const end = this.#matched(WORD, this.#pos);
    const stray = this.#stray(end);
    if (stray !== undefined) return this.#wrong(stray);
    const word = this.#input.slice(this.#pos, end);
    const kind = KEYWORDS.has(word) ? 'keyword' : word === 'true' || word === 'false' ? 'bool' : 'identifier';
    return this.#one(kind, end - this.#pos);
  }

  #number(): boolean {
    const end = this.#matched(NUMBER, this.#pos);
    const [more = ''] = /^[_\p{L}\p{Nd}]/u.exec(this.#input.slice(end)) ?? [];
    const text = this.#input.slice(this.#pos, end + more.length);
    if (more !== '') return this.#wrong(`bad number syntax: ${JSON.stringify(text)}`);
    return this.#one(text.endsWith('i') ? 'complex' : 'number', end - this.#pos);
  }
}

/** `%#U` */
export function inUnicode(c: string): string {
  const code = (c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(c) ? `U+${code} '${c}'` : `U+${code}`;
}
