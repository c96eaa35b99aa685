import type { CommandResult } from '../../../model/Scenario.ts';
import { type Command, type ShellContext, fail } from '../Command.ts';
import { fileNamed } from '../fileNamed.ts';
import { getopt, linesOf } from '../options.ts';
import { posixToJs } from './grep.ts';
import { inputOf } from './input.ts';

type Address = { kind: 'line'; number: number } | { kind: 'last' } | { kind: 'match'; pattern: RegExp };

interface Edit {
  from: Address | undefined;
  to: Address | undefined;
  not: boolean;
  does: string;
  substitution: Substitution | undefined;
  /** The line that ends the range in which we are, where that is known by its number; Infinity where a pattern will tell. */
  until: number | undefined;
}

interface Substitution {
  pattern: RegExp;
  by: string;
  /** Which match is the first to be replaced, and whether those behind it are too. */
  first: number;
  all: boolean;
  prints: boolean;
}

class Problem extends Error {}

/** `sed [-n] [-E] [-e] SCRIPT [FILE…]`: the commands `s`, `p`, `d` and `q`, at addresses and in ranges. */
export const sed: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'nErsue:i::', {
    quiet: 'n',
    silent: 'n',
    'regexp-extended': 'E',
    expression: 'e',
    'in-place': 'i',
  });
  if (wrong !== undefined) return fail(`sed: unrecognized option '${wrong}'\n`);
  const scripts = options.get('e') ?? words.splice(0, 1);
  if (scripts.length === 0) return fail('Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n');
  let edits: Edit[];
  try {
    edits = new Reader(scripts.join('\n'), options.has('E') || options.has('r')).edits();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return fail(`sed: -e expression #1, ${error.message}\n`);
  }
  const ends = options.get('i')?.at(-1);
  if (ends !== undefined) return inPlace(context, edits, options.has('n'), words, ends);
  const { text, stderr: missing } = inputOf(context, 'sed', words, stdin);
  const stderr = missing.replace(/^sed: /gm, "sed: can't read ");
  return { stdout: editedText(edits, text, options.has('n')), stderr, exit: stderr === '' ? 0 : 2 };
};

/** `-i`: each file is edited by itself, and written; `ends` is what the name of a copy of it as it was ends with. */
function inPlace(
  context: ShellContext,
  edits: readonly Edit[],
  quiet: boolean,
  names: readonly string[],
  ends: string,
): CommandResult {
  if (names.length === 0) return fail('sed: no input files\n', 4);
  const { save, place } = context;
  if (!save || place !== 'admin') return fail('sed: no file is written in a simulation\n', 4);
  let stderr = '';
  for (const name of names) {
    const text = fileNamed(context, name);
    if (text === undefined) stderr += `sed: can't read ${name}: No such file or directory\n`;
    else {
      if (ends) save(ends.includes('*') ? ends.replaceAll('*', name) : name + ends, text);
      save(
        name.replace(/^\.\//, ''),
        editedText(
          edits.map((edit) => ({ ...edit })),
          text,
          quiet,
        ),
      );
    }
  }
  return { stdout: '', stderr, exit: stderr === '' ? 0 : 2 };
}

function editedText(edits: readonly Edit[], text: string, quiet: boolean): string {
  const lines = linesOf(text);
  let stdout = '';
  for (const [i, given] of lines.entries()) {
    const isLast = i === lines.length - 1;
    // the last line has no end where the input has none
    const end = isLast && !text.endsWith('\n') ? '' : '\n';
    const { line, printed, goesOn } = edited(edits, given, i + 1, isLast);
    const own = line === undefined || quiet ? [] : [line];
    stdout += [...printed, ...own].map((one) => one + end).join('');
    if (!goesOn) break;
  }
  return stdout;
}

/** What becomes of one line: undefined where it is deleted. */
function edited(
  edits: readonly Edit[],
  given: string,
  number: number,
  isLast: boolean,
): { line: string | undefined; printed: string[]; goesOn: boolean } {
  let line = given;
  const printed: string[] = [];
  for (const edit of edits) {
    if (isChosen(edit, line, number, isLast) === edit.not) continue;
    if (edit.does === 'd') return { line: undefined, printed, goesOn: true };
    if (edit.does === 'q') return { line, printed, goesOn: false };
    if (edit.does === 'p') printed.push(line);
    if (!edit.substitution) continue;
    const after = substituted(line, edit.substitution);
    if (after === undefined) continue;
    line = after;
    if (edit.substitution.prints) printed.push(line);
  }
  return { line, printed, goesOn: true };
}

const meets = (address: Address, line: string, number: number, isLast: boolean): boolean =>
  address.kind === 'last' ? isLast : address.kind === 'line' ? address.number === number : address.pattern.test(line);

/** A range is open from the line that its first address meets to the next that its second one does. */
function isChosen(edit: Edit, line: string, number: number, isLast: boolean): boolean {
  const { from, to } = edit;
  if (!from) return true;
  if (!to) return meets(from, line, number, isLast);
  if (edit.until === undefined) {
    if (!meets(from, line, number, isLast)) return false;
    edit.until = to.kind === 'line' ? to.number : Number.POSITIVE_INFINITY;
    if (edit.until <= number || (to.kind === 'last' && isLast)) edit.until = undefined;
    return true;
  }
  if (edit.until <= number || (to.kind !== 'line' && meets(to, line, number, isLast))) edit.until = undefined;
  return true;
}

/** The line with matches replaced; undefined where there is none. */
function substituted(line: string, { pattern, by, first, all }: Substitution): string | undefined {
  let count = 0;
  let isDone = false;
  const after = line.replace(new RegExp(pattern, `${pattern.flags}g`), (match, ...groups: (string | undefined)[]) => {
    count++;
    if (count < first || (count > first && !all)) return match;
    isDone = true;
    return by.replace(/\\([^])|&/g, (sign, escaped: string | undefined) => {
      if (sign === '&') return match;
      if (escaped && /[1-9]/.test(escaped)) return groups[Number(escaped) - 1] ?? '';
      return { n: '\n', t: '\t' }[escaped ?? ''] ?? escaped ?? '';
    });
  });
  return isDone ? after : undefined;
}

/** Reads a script. */
class Reader {
  readonly #text: string;
  readonly #extended: boolean;
  #at = 0;

  constructor(text: string, extended: boolean) {
    this.#text = text;
    this.#extended = extended;
  }

  edits(): Edit[] {
    const edits: Edit[] = [];
    for (;;) {
      this.#take(/^[\s;]+/);
      if (this.#at >= this.#text.length) return edits;
      edits.push(this.#edit());
    }
  }

  #take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.#text.slice(this.#at))?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #problem(message: string): never {
    throw new Problem(`char ${this.#at}: ${message}`);
  }

  #edit(): Edit {
    const from = this.#address();
    const to = from && this.#take(/^\s*,\s*/) !== undefined ? this.#address() : undefined;
    const not = this.#take(/^\s*!\s*/) !== undefined;
    this.#take(/^\s+/);
    const does = this.#take(/^[^]/);
    if (does === undefined) this.#problem('missing command');
    if (!'spdq'.includes(does)) this.#problem(`kubehop simulates the commands s, p, d and q, and not \`${does}'`);
    const substitution = does === 's' ? this.#substitution() : undefined;
    if (this.#take(/^[ \t]*(?=[;\n]|$)/) === undefined) this.#problem('extra characters after command');
    return { from, to, not, does, substitution, until: undefined };
  }

  #address(): Address | undefined {
    const number = this.#take(/^\d+/);
    if (number !== undefined) return { kind: 'line', number: Number(number) };
    if (this.#take(/^\$/)) return { kind: 'last' };
    if (!this.#take(/^\//)) return undefined;
    return { kind: 'match', pattern: this.#expression(this.#upTo('/', 'unterminated address regex'), '') };
  }

  /** The text up to the next `end`, behind which it goes on. A backslash before `end` is dropped. */
  #upTo(end: string, otherwise: string): string {
    let out = '';
    for (let c = this.#text[this.#at++]; c !== end; c = this.#text[this.#at++]) {
      if (c === undefined) {
        this.#at--;
        this.#problem(otherwise);
      }
      if (c !== '\\') out += c;
      else if (this.#text[this.#at] === end) out += this.#text[this.#at++];
      else out += c + (this.#text[this.#at++] ?? '');
    }
    return out;
  }

  #expression(text: string, flags: string): RegExp {
    try {
      return new RegExp(posixToJs(text, this.#extended), flags);
    } catch {
      return this.#problem('Invalid regular expression');
    }
  }

  #substitution(): Substitution {
    const unterminated = "unterminated `s' command";
    const end = this.#take(/^[^\n\\]/) ?? this.#problem(unterminated);
    const text = this.#upTo(end, unterminated);
    const by = this.#upTo(end, unterminated);
    const flags = this.#take(/^[gpiI\d]*/) ?? '';
    return {
      pattern: this.#expression(text, /i/i.test(flags) ? 'i' : ''),
      by,
      first: Number(/\d+/.exec(flags)?.[0] ?? 1),
      all: flags.includes('g'),
      prints: flags.includes('p'),
    };
  }
}
