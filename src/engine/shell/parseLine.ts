/** A piece of a word: text, or something that is put in when the command runs. */
export type Part =
  | { kind: 'text'; text: string; quoted: boolean }
  | { kind: 'variable'; name: string; quoted: boolean; parameter?: Parameter }
  | { kind: 'substitution'; script: Script; quoted: boolean }
  | { kind: 'arithmetic'; text: string; quoted: boolean };

export type Word = Part[];

/** What `${NAME…}` asks for beyond the value: its length (`length`), or what an operator and a word make of it. */
export interface Parameter {
  operator: string;
  word: Word;
}

/** `>FILE`, `>>FILE`, `2>FILE`, `2>&1`, `<FILE`, and `<<END`, where `to` is the text itself. */
export interface Redirect {
  from: 0 | 1 | 2;
  append: boolean;
  here?: boolean;
  to: Word;
}

export type ShellCommand =
  | { kind: 'simple'; words: Word[]; redirects: Redirect[] }
  | { kind: 'for'; name: string; words: Word[]; body: Script; redirects: Redirect[] }
  | { kind: 'if'; arms: { test: Script; body: Script }[]; otherwise: Script; redirects: Redirect[] }
  | { kind: 'while'; until: boolean; test: Script; body: Script; redirects: Redirect[] }
  /** `( … )` is a shell of its own, `{ …; }` is not. */
  | { kind: 'group'; own: boolean; body: Script; redirects: Redirect[] };

export interface Pipeline {
  negate: boolean;
  commands: ShellCommand[];
}

/** Pipelines, each with the operator before it: `;` always, `&&` after success, `||` after failure. */
export type Script = { after: ';' | '&&' | '||'; pipeline: Pipeline }[];

/** The line is no shell line; the message is that of a Debian `sh`. */
export class SyntaxProblem extends Error {}

/** The line is one, and asks for something that there is not here. */
export class NotSimulated extends Error {}

/** `here`: of `<<`, the lines that follow. */
type Token =
  | { kind: 'word'; word: Word }
  | { kind: 'operator'; text: string }
  | { kind: 'redirect'; text: string; here?: Word };

const OPERATORS = ['&&', '||', ';', '|', '&', '\n', '(', ')'];
const MAX_DEPTH = 20;

/** Reads a line as a POSIX shell does: quotes, `$NAME`, `$(…)`, pipes, `;`, `&&`, `||`, redirections, `if`, `for`, `while`. */
export function parseLine(line: string, depth = 0): Script {
  if (depth > MAX_DEPTH) throw new SyntaxProblem('Maximum function recursion depth (20) reached');
  const tokens = tokenize(line, depth);
  const parser = new Parser(tokens);
  const script = parser.script([]);
  parser.end();
  return script;
}

/** `isHere`: the line is the text behind `<<END`, in which only `$` and some backslashes mean something. */
function tokenize(line: string, depth: number, isHere = false): Token[] {
  const tokens: Token[] = [];
  /** The `<<` of this line. */
  const awaited: number[] = [];
  let word: Word | undefined;
  let i = 0;
  const add = (text: string, quoted: boolean) => {
    word ??= [];
    const last = word.at(-1);
    if (last?.kind === 'text' && last.quoted === quoted) last.text += text;
    else word.push({ kind: 'text', text, quoted });
  };
  const flush = () => {
    if (word) tokens.push({ kind: 'word', word });
    word = undefined;
  };
  /** The older form of `$(…)`: in it, a backslash keeps only the characters that would mean something around it. */
  const backquote = (quoted: boolean) => {
    const body = /^`((?:\\[^]|[^`\\])*)`/.exec(line.slice(i));
    if (!body) throw new SyntaxProblem('EOF in backquote substitution');
    const text = (body[1] ?? '').replace(quoted ? /\\([$`\\"])/g : /\\([$`\\])/g, '$1');
    word ??= [];
    word.push({ kind: 'substitution', script: parseLine(text, depth + 1), quoted });
    i += body[0].length;
  };
  const dollar = (quoted: boolean) => {
    const rest = line.slice(i);
    if (rest.startsWith('$((')) {
      const end = line.indexOf('))', i);
      if (end < 0) throw new SyntaxProblem("Missing '))'");
      word ??= [];
      word.push({ kind: 'arithmetic', text: line.slice(i + 3, end), quoted });
      i = end + 2;
      return;
    }
    if (rest.startsWith('$(')) {
      const end = closing(line, i + 1);
      word ??= [];
      word.push({ kind: 'substitution', script: parseLine(line.slice(i + 2, end), depth + 1), quoted });
      i = end + 1;
      return;
    }
    const asked = /^\$\{(#?)([A-Za-z_]\w*)(:?[-+=?]|##?|%%?)?/.exec(rest);
    if (asked) {
      const [{ length }, counts, name = '', operator = ''] = asked;
      const end = endOfParameter(line, i + length);
      const within = line.slice(i + length, end);
      if ((counts || !operator) && (within || (counts && operator))) throw new SyntaxProblem('Bad substitution');
      const parameter = counts
        ? { operator: 'length', word: [] }
        : operator && {
            operator,
            word: tokenize(`"${within.replace(quoted ? /"/g : /["']/g, '')}"`, depth + 1).flatMap(wordOf),
          };
      word ??= [];
      word.push({ kind: 'variable', name, quoted, ...(parameter && { parameter }) });
      i = end + 1;
      return;
    }
    const match = /^\$([A-Za-z_]\w*|\?)/.exec(rest);
    if (!match) {
      add('$', quoted);
      i++;
      return;
    }
    word ??= [];
    word.push({ kind: 'variable', name: match[1] ?? '', quoted });
    i += match[0].length;
  };
  /** Up to this end, or that of the text. */
  const textUpTo = (end: string | undefined) => {
    add('', true);
    while (line[i] !== end) {
      const d = line[i];
      if (d === undefined) throw new SyntaxProblem('Unterminated quoted string');
      if (d === '\\' && `$\`\\\n${end ?? ''}`.includes(line[i + 1] ?? 'x')) {
        if (line[i + 1] !== '\n') add(line[i + 1] ?? '', true);
        i += 2;
      } else if (d === '$') dollar(true);
      else if (d === '`') backquote(true);
      else {
        add(d, true);
        i++;
      }
    }
  };
  /** The lines behind this one that a `<<` in it asks for. */
  const readHere = () => {
    for (const at of awaited.splice(0)) {
      const token = tokens[at];
      if (token?.kind !== 'redirect') continue;
      const end = wordOf(tokens[at + 1]);
      const name = end.map((part) => (part.kind === 'text' ? part.text : '')).join('');
      const strips = token.text.startsWith('-');
      let text = '';
      while (i < line.length) {
        const next = `${line}\n`.indexOf('\n', i);
        const given = line.slice(i, next);
        const one = strips ? given.replace(/^\t+/, '') : given;
        i = next + 1;
        if (one === name) break;
        text += `${one}\n`;
      }
      const isPlain = end.some((part) => part.kind === 'text' && part.quoted);
      token.here = isPlain ? [{ kind: 'text', text, quoted: true }] : tokenize(text, depth + 1, true).flatMap(wordOf);
    }
  };
  if (isHere) textUpTo(undefined);
  while (i < line.length) {
    const c = line[i] ?? '';
    if (c === '\\') {
      if (line[i + 1] === '\n') i += 2;
      else {
        add(line[i + 1] ?? '\\', true);
        i += 2;
      }
    } else if (c === "'") {
      const end = line.indexOf("'", i + 1);
      if (end < 0) throw new SyntaxProblem('Unterminated quoted string');
      add(line.slice(i + 1, end), true);
      i = end + 1;
    } else if (c === '"') {
      i++;
      textUpTo('"');
      i++;
    } else if (c === '$') dollar(false);
    else if (c === '`') backquote(false);
    else if (c === ' ' || c === '\t') {
      flush();
      i++;
    } else if (c === '#' && !word) {
      while (i < line.length && line[i] !== '\n') i++;
    } else {
      const here = /^0?<<(-?)/.exec(line.slice(i));
      if (here && (line[i] === '<' || !word)) {
        flush();
        awaited.push(tokens.length);
        tokens.push({ kind: 'redirect', text: `${here[1]}<<` });
        i += here[0].length;
        continue;
      }
      const redirect = /^(\d?)(>>|>|<)(&\d)?/.exec(line.slice(i));
      if (redirect && (!redirect[1] || !word)) {
        flush();
        tokens.push({ kind: 'redirect', text: redirect[0] });
        i += redirect[0].length;
        continue;
      }
      const operator = OPERATORS.find((o) => line.startsWith(o, i));
      if (operator) {
        flush();
        // nothing runs beside the line: to wait for it would be another order than a shell's
        if (operator === '&') throw new NotSimulated('& is not simulated: nothing runs in the background');
        tokens.push({ kind: 'operator', text: operator === '\n' ? ';' : operator });
        i += operator.length;
        if (operator === '\n') readHere();
      } else {
        add(c, false);
        i++;
      }
    }
  }
  flush();
  return tokens;
}

const wordOf = (token: Token | undefined): Word => (token?.kind === 'word' ? token.word : []);

/** The index of the brace that ends the `${` whose word begins at `from`. */
function endOfParameter(line: string, from: number): number {
  let level = 1;
  for (let i = from; i < line.length; i++) {
    if (line[i] === '\\') i++;
    else if (line.startsWith('${', i)) level++;
    else if (line[i] === '}' && --level === 0) return i;
  }
  throw new SyntaxProblem('Missing }');
}

/** The index of the parenthesis that closes the one at `open`. */
function closing(line: string, open: number): number {
  let level = 0;
  for (let i = open; i < line.length; i++) {
    const c = line[i];
    if (c === '\\') i++;
    else if (c === "'") {
      const end = line.indexOf("'", i + 1);
      if (end < 0) break;
      i = end;
    } else if (c === '(') level++;
    else if (c === ')' && --level === 0) return i;
  }
  throw new SyntaxProblem('end of file unexpected (expecting ")")');
}

const plain = (token: Token | undefined): string | undefined => {
  if (token?.kind !== 'word' || token.word.length !== 1) return undefined;
  const [part] = token.word;
  return part?.kind === 'text' && !part.quoted ? part.text : undefined;
};

class Parser {
  #tokens: Token[];
  #at = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #operator(...texts: string[]): string | undefined {
    const token = this.#next;
    if (token?.kind !== 'operator' || !texts.includes(token.text)) return undefined;
    this.#at++;
    return token.text;
  }

  #unexpected(): never {
    const token = this.#next;
    const text = token === undefined ? 'end of file' : token.kind === 'word' ? (plain(token) ?? 'word') : token.text;
    throw new SyntaxProblem(token === undefined ? 'end of file unexpected' : `"${text}" unexpected`);
  }

  end(): void {
    if (this.#next) this.#unexpected();
  }

  /** Reads until one of these reserved words, or a closing parenthesis, or the end. */
  script(until: string[]): Script {
    const script: Script = [];
    let after: ';' | '&&' | '||' = ';';
    for (;;) {
      while (after === ';' && this.#operator(';'));
      const word = plain(this.#next);
      const stop = !this.#next || (word !== undefined && until.includes(word));
      if (stop || (this.#next?.kind === 'operator' && this.#next.text === ')')) {
        if (after !== ';') this.#unexpected();
        return script;
      }
      script.push({ after, pipeline: this.#pipeline() });
      const operator = this.#operator(';', '&&', '||');
      if (!operator) return script;
      after = operator as ';' | '&&' | '||';
    }
  }

  #pipeline(): Pipeline {
    let negate = false;
    while (plain(this.#next) === '!') {
      negate = !negate;
      this.#at++;
    }
    const commands = [this.#command()];
    while (this.#operator('|')) commands.push(this.#command());
    return { negate, commands };
  }

  #command(): ShellCommand {
    if (this.#operator('(')) {
      const body = this.script([]);
      if (!this.#operator(')')) this.#unexpected();
      return { kind: 'group', own: true, body, redirects: this.#redirects() };
    }
    if (plain(this.#next) === '{') {
      this.#at++;
      const body = this.script(['}']);
      if (body.length === 0 || plain(this.#next) !== '}') this.#unexpected();
      this.#at++;
      return { kind: 'group', own: false, body, redirects: this.#redirects() };
    }
    if (plain(this.#next) === 'for') return this.#loop();
    if (plain(this.#next) === 'if') return this.#choice();
    if (plain(this.#next) === 'while' || plain(this.#next) === 'until') return this.#conditional();
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (let token = this.#next; token && token.kind !== 'operator'; token = this.#next) {
      this.#at++;
      if (token.kind === 'word') words.push(token.word);
      else redirects.push(this.#redirect(token));
    }
    if (words.length === 0 && redirects.length === 0) this.#unexpected();
    return { kind: 'simple', words, redirects };
  }

  #redirect({ text, here }: { text: string; here?: Word }): Redirect {
    const [, digit, operator = '', duplicate] = /^(\d?)(>>|>|<)(&\d)?$/.exec(text) ?? [];
    const from = operator === '<' ? 0 : digit === '2' ? 2 : 1;
    if (duplicate) return { from, append: false, to: [{ kind: 'text', text: duplicate, quoted: false }] };
    const target = this.#next;
    if (target?.kind !== 'word') this.#unexpected();
    this.#at++;
    if (text.endsWith('<<')) return { from: 0, append: false, here: true, to: here ?? [] };
    return { from, append: operator === '>>', to: target.word };
  }

  #loop(): ShellCommand {
    this.#at++;
    const name = plain(this.#next);
    if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) throw new SyntaxProblem('Bad for loop variable');
    this.#at++;
    const words: Word[] = [];
    if (plain(this.#next) !== 'in') this.#unexpected();
    this.#at++;
    for (let token = this.#next; token?.kind === 'word'; token = this.#next) {
      words.push(token.word);
      this.#at++;
    }
    while (this.#operator(';'));
    const body = this.#body();
    return { kind: 'for', name, words, body, redirects: this.#redirects() };
  }

  /** `if …; then …; elif …; then …; else …; fi` */
  #choice(): ShellCommand {
    const arms: { test: Script; body: Script }[] = [];
    do {
      this.#at++;
      const test = this.#some(['then']);
      this.#reserved('then');
      arms.push({ test, body: this.#some(['elif', 'else', 'fi']) });
    } while (plain(this.#next) === 'elif');
    let otherwise: Script = [];
    if (plain(this.#next) === 'else') {
      this.#at++;
      otherwise = this.#some(['fi']);
    }
    this.#reserved('fi');
    return { kind: 'if', arms, otherwise, redirects: this.#redirects() };
  }

  /** A script that is not empty. */
  #some(until: string[]): Script {
    const script = this.script(until);
    if (script.length === 0) this.#unexpected();
    return script;
  }

  #reserved(word: string): void {
    if (plain(this.#next) !== word) this.#unexpected();
    this.#at++;
  }

  #conditional(): ShellCommand {
    const until = plain(this.#next) === 'until';
    this.#at++;
    const test = this.#some(['do']);
    const body = this.#body();
    return { kind: 'while', until, test, body, redirects: this.#redirects() };
  }

  /** `do …; done` */
  #body(): Script {
    this.#reserved('do');
    const body = this.script(['done']);
    this.#reserved('done');
    return body;
  }

  /** What stands behind a loop or a group. */
  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    for (let token = this.#next; token?.kind === 'redirect'; token = this.#next) {
      this.#at++;
      redirects.push(this.#redirect(token));
    }
    return redirects;
  }
}
