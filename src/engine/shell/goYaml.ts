import { naturalOrder } from './naturalOrder.ts';

/**
 * Writes a JSON value as sigs.k8s.io/yaml does (go-yaml v2): keys in go-yaml's order, sequences not indented
 * inside mappings, lines folded at blanks after column 80, strings quoted only where they would be read back
 * as something else. The rules are those of the libyaml emitter, and of resolve.go for the quoting.
 */
export function toYaml(value: unknown): string {
  const emitter = new Emitter();
  emitter.node(value, -2, false);
  return emitter.end();
}

const BEST_WIDTH = 80;
const MAX_SIMPLE_KEY = 128;

type Style = 'plain' | 'single' | 'double' | 'literal';

class Emitter {
  #out: string[] = [];
  #column = 0;

  end(): string {
    if (this.#column > 0) this.#break();
    return this.#out.join('');
  }

  #write(text: string): void {
    this.#out.push(text);
    this.#column += [...text].length;
  }

  #break(): void {
    this.#out.push('\n');
    this.#column = 0;
  }

  #indent(to: number): void {
    if (this.#column > 0) this.#break();
    this.#write(' '.repeat(to));
  }

  /** Emits a node inside a collection that is indented by `indent`; the first line is begun already. */
  node(value: unknown, indent: number, inMapping: boolean): void {
    if (Array.isArray(value)) this.#sequence(value, inMapping ? indent : indent + 2);
    else if (typeof value === 'object' && value !== null) this.#mapping(value as Record<string, unknown>, indent + 2);
    else this.#scalar(value, indent + 2, false);
  }

  #sequence(items: readonly unknown[], indent: number): void {
    if (items.length === 0) {
      this.#write('[]');
      return;
    }
    items.forEach((item, i) => {
      // The first item of a sequence inside a sequence stands on the line of the outer dash.
      if (i > 0 || this.#column !== indent || indent === 0) this.#indent(indent);
      this.#write('- ');
      this.node(item, indent, false);
    });
  }

  #mapping(object: Record<string, unknown>, indent: number): void {
    const keys = Object.keys(object).sort(naturalOrder);
    if (keys.length === 0) {
      this.#write('{}');
      return;
    }
    keys.forEach((key, i) => {
      if (i > 0 || this.#column !== indent || indent === 0) this.#indent(indent);
      const simple = !key.includes('\n') && key.length <= MAX_SIMPLE_KEY;
      if (!simple) this.#write('? ');
      this.#scalar(key, indent + 2, simple);
      if (!simple) this.#indent(indent);
      this.#write(':');
      const value = object[key];
      const block = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
      if (!block) this.#write(' ');
      else if (!Array.isArray(value)) this.#indent(indent + 2);
      this.node(value, indent, true);
    });
  }

  #scalar(value: unknown, indent: number, isKey: boolean): void {
    if (typeof value !== 'string') {
      this.#write(value === undefined ? 'null' : number(value));
      return;
    }
    const style = styleOf(value, isKey);
    if (style === 'literal') this.#literal(value, indent);
    else if (style === 'plain') this.#folded(value, indent, isKey, false);
    else if (style === 'single') {
      this.#write("'");
      this.#folded(value.replaceAll("'", "''"), indent, isKey, true);
      this.#write("'");
    } else this.#double(value, indent, isKey);
  }

  /** Plain and single-quoted text: a lone blank past the best width becomes a line break. */
  #folded(text: string, indent: number, isKey: boolean, keepEnds: boolean): void {
    const chars = [...text];
    chars.forEach((c, i) => {
      const lone = c === ' ' && chars[i - 1] !== ' ' && chars[i + 1] !== ' ';
      const inside = !keepEnds || (i > 0 && i < chars.length - 1);
      if (lone && inside && !isKey && this.#column > BEST_WIDTH) this.#indent(indent);
      else this.#write(c);
    });
  }

  #double(text: string, indent: number, isKey: boolean): void {
    this.#write('"');
    const chars = [...text];
    let spaces = false;
    chars.forEach((c, i) => {
      if (c !== ' ') {
        this.#write(escape(c));
        spaces = false;
        return;
      }
      if (!isKey && !spaces && this.#column > BEST_WIDTH && i > 0 && i < chars.length - 1) {
        this.#indent(indent);
        if (chars[i + 1] === ' ') this.#write('\\');
      } else this.#write(' ');
      spaces = true;
    });
    this.#write('"');
  }

  #literal(text: string, indent: number): void {
    const hint = /^[ \n]/.test(text) ? '2' : '';
    const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
    this.#write(`|${hint}${chomp}`);
    this.#break();
    const lines = text.split('\n');
    lines.forEach((line, i) => {
      if (line !== '') this.#write(' '.repeat(indent) + line);
      if (i < lines.length - 1) this.#break();
    });
  }
}

const number = (value: unknown): string => {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
};

const ESCAPES: Record<string, string> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escape(c: string): string {
  const known = ESCAPES[c];
  if (known !== undefined && c !== '\xa0') return known;
  if (isPrintable(c)) return c;
  const code = c.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** libyaml's is_printable: tabs are not, neither is anything beyond the Basic Multilingual Plane. */
function isPrintable(c: string): boolean {
  const code = c.codePointAt(0) ?? 0;
  return (
    code === 0x0a ||
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff)
  );
}

const isBreak = (c: string): boolean => /[\r\n\x85\u2028\u2029]/.test(c);

/** What libyaml finds out about a text before it chooses a style (yaml_emitter_analyze_scalar). */
function analyze(text: string) {
  const chars = [...text];
  let indicators = text.startsWith('---') || text.startsWith('...');
  let special = false;
  let breakSpace = false;
  let spaceBreak = false;
  chars.forEach((c, i) => {
    const next = chars[i + 1];
    const blankNext = next === undefined || next === ' ' || next === '\t' || isBreak(next);
    const before = chars[i - 1];
    const blankBefore = before === undefined || before === ' ' || before === '\t' || isBreak(before);
    if (i === 0) {
      if (`#,[]{}&*!|>'"%@\``.includes(c)) indicators = true;
      if ((c === '?' || c === ':' || c === '-') && blankNext) indicators = true;
    } else {
      if (c === ':' && blankNext) indicators = true;
      if (c === '#' && blankBefore) indicators = true;
    }
    if (!isPrintable(c)) special = true;
    if (c === ' ' && before !== undefined && isBreak(before)) breakSpace = true;
    if (isBreak(c) && before === ' ') spaceBreak = true;
  });
  const first = chars[0] ?? '';
  const last = chars.at(-1) ?? '';
  const ends = [first, last].some((c) => c === ' ' || isBreak(c));
  return {
    plain: !indicators && !ends && !special && !breakSpace && !spaceBreak && !chars.some(isBreak),
    single: !special && !breakSpace && !spaceBreak,
    literal: text !== '' && !special && !spaceBreak && last !== ' ',
  };
}

function styleOf(text: string, isKey: boolean): Style {
  const allowed = analyze(text);
  if (text.includes('\n')) return allowed.literal && !isKey ? 'literal' : 'double';
  if (!staysText(text)) return 'double';
  if (text !== '' && allowed.plain) return 'plain';
  return allowed.single ? 'single' : 'double';
}

const WORDS = new Set(
  (
    'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF ~ null Null NULL ' +
    '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'
  ).split(' '),
);

const INTEGER = /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9](_?[0-9])*([eE][-+]?[0-9]+)?$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const TIMESTAMP =
  /^\d{4}-(\d{1,2})-(\d{1,2})(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

const isTimestamp = (text: string): boolean => {
  const match = TIMESTAMP.exec(text);
  if (!match) return false;
  const [month, day] = [Number(match[1]), Number(match[2])];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
};

/** Whether go-yaml reads the bare text back as a string (resolve.go, resolve). */
export function staysText(text: string): boolean {
  if (text === '' || WORDS.has(text)) return false;
  if (BASE_60.test(text)) return false;
  if (text.startsWith('.')) return !DOT_FLOAT.test(text);
  if (!/^[-+0-9]/.test(text)) return true;
  const bare = text.replaceAll('_', '');
  return !isTimestamp(text) && !INTEGER.test(bare) && !FLOAT.test(bare);
}
