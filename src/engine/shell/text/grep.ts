import { type Command, fail } from '../Command.ts';
import { getopt, joinLines, linesOf } from '../options.ts';
import { inputOf } from './input.ts';

const LONG = {
  'ignore-case': 'i',
  'invert-match': 'v',
  count: 'c',
  'only-matching': 'o',
  'extended-regexp': 'E',
  'fixed-strings': 'F',
  quiet: 'q',
  'line-number': 'n',
  'word-regexp': 'w',
  'line-regexp': 'x',
  'max-count': 'm',
  'after-context': 'A',
  'before-context': 'B',
  context: 'C',
  regexp: 'e',
  color: '0',
};

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  space: '\\s',
  upper: 'A-Z',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  blank: ' \\t',
  xdigit: '0-9a-fA-F',
};

/** A POSIX expression in the words of JavaScript. In a basic one, `\(`, `\|`, `\+` … are the special ones. */
export function posixToJs(pattern: string, extended: boolean): string {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (c === '[') {
      let end = i + 1;
      if (pattern[end] === '^') end++;
      if (pattern[end] === ']') end++;
      while (end < pattern.length && pattern[end] !== ']')
        end = pattern.startsWith('[:', end) ? pattern.indexOf(':]', end) + 2 : end + 1;
      const inside = pattern
        .slice(i + 1, end)
        .replace(/\\/g, '\\\\')
        .replace(/\[:(\w+):\]/g, (_, name: string) => CLASSES[name] ?? '')
        .replace(/^(\^?)\]/, '$1\\]');
      out += `[${inside}]`;
      i = end;
    } else if (c === '\\') {
      const next = pattern[++i] ?? '';
      if (!extended && '(){}|+?'.includes(next)) out += next;
      else if (next === '<' || next === '>') out += '\\b';
      else out += `\\${next}`;
    } else if (!extended && '(){}|+?'.includes(c)) out += `\\${c}`;
    else if (c === '*' && (out === '' || out === '^')) out += '\\*';
    else out += c;
  }
  return out;
}

/** `grep [-EFivcoqnwx] PATTERN [FILE…]` */
export const grep: Command = (context, args, stdin) => {
  const { options, words, wrong } = getopt(args, 'EFGPivcoqnwxhm:A:B:C:e:s0:', LONG);
  if (wrong !== undefined) return fail(`grep: unrecognized option '${wrong}'\n`, 2);
  const has = (letter: string) => options.has(letter);
  const patterns = options.get('e') ?? words.splice(0, 1);
  if (patterns.length === 0) return fail('Usage: grep [OPTION]... PATTERNS [FILE]...\n', 2);
  const sources = patterns
    .flatMap((pattern) => pattern.split('\n'))
    .map((pattern) => (has('F') ? escape(pattern) : has('P') ? pattern : posixToJs(pattern, has('E'))))
    .map((source) => (has('x') ? `^(?:${source})$` : has('w') ? `\\b(?:${source})\\b` : source));
  let expression: RegExp;
  try {
    expression = new RegExp(sources.map((s) => `(?:${s})`).join('|'), has('i') ? 'gi' : 'g');
  } catch {
    return fail('grep: Invalid regular expression\n', 2);
  }
  const { text, stderr } = inputOf(context, 'grep', words, stdin);
  const lines = linesOf(text);
  const matches = (line: string) => {
    expression.lastIndex = 0;
    return expression.test(line) !== has('v');
  };
  let chosen = lines.flatMap((line, i) => (matches(line) ? [i] : []));
  const most = options.get('m')?.at(-1);
  if (most !== undefined) chosen = chosen.slice(0, Number(most));
  const exit = stderr !== '' ? 2 : chosen.length > 0 ? 0 : 1;
  if (has('q')) return { stdout: '', stderr, exit };
  if (has('c')) return { stdout: `${chosen.length}\n`, stderr, exit };
  if (has('o')) {
    // `match` begins at the start of the line, where `matchAll` would go on from where `matches` has left off.
    const found = chosen.flatMap((i) =>
      (lines[i]?.match(expression) ?? []).filter(Boolean).map((match) => (has('n') ? `${i + 1}:${match}` : match)),
    );
    return { stdout: joinLines(found), stderr, exit };
  }
  const around = Number(options.get('C')?.at(-1) ?? 0);
  const before = Number(options.get('B')?.at(-1) ?? around);
  const after = Number(options.get('A')?.at(-1) ?? around);
  const shown: string[] = [];
  let last = -1;
  for (const i of chosen) {
    const from = Math.max(last + 1, i - before);
    if ((before > 0 || after > 0) && last >= 0 && from > last + 1) shown.push('--');
    const nextMatch = chosen[chosen.indexOf(i) + 1] ?? lines.length;
    const to = Math.min(lines.length - 1, i + after, nextMatch - 1);
    for (let j = from; j <= to; j++)
      shown.push(has('n') ? `${j + 1}${j === i ? ':' : '-'}${lines[j]}` : (lines[j] ?? ''));
    last = Math.max(last, to);
  }
  return { stdout: joinLines(shown), stderr, exit };
};
