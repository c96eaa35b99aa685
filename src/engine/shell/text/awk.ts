import { type Command, fail } from '../Command.ts';
import { joinLines, linesOf } from '../options.ts';
import { COMPARE } from './comparisons.ts';
import { inputOf } from './input.ts';

/** One line as awk sees it: `$0`, its fields, NR and NF. */
interface Line {
  text: string;
  fields: readonly string[];
  number: number;
}

type Value = (line: Line) => string;

/** What awk itself would read and this one does not. */
class Unknown extends Error {}

/** `$1`, `$NF`, `NR`, `NF`, `"text"`, a number; side by side they are one text. */
const ATOM = /\$(\d+|NF)|\b(NR|NF)\b|"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)/y;

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/' };

function atom([, field, variable, text, number]: RegExpExecArray): Value {
  if (field === 'NF') return ({ fields }) => fields.at(-1) ?? '';
  if (field !== undefined) return (line) => (field === '0' ? line.text : (line.fields[Number(field) - 1] ?? ''));
  if (variable === 'NR') return ({ number: row }) => String(row);
  if (variable === 'NF') return ({ fields }) => String(fields.length);
  const put = number ?? (text ?? '').replace(/\\(.)/g, (whole, c: string) => ESCAPES[c] ?? whole);
  return () => put;
}

/** Reads `$1 "-" $2`. */
function readValue(source: string): Value {
  const parts: Value[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source[at] ?? '')) {
      at += 1;
      continue;
    }
    ATOM.lastIndex = at;
    const found = ATOM.exec(source);
    if (!found) throw new Unknown(source);
    parts.push(atom(found));
    at = ATOM.lastIndex;
  }
  return (line) => parts.map((part) => part(line)).join('');
}

/** Splits at commas outside of texts. */
const splitList = (source: string): string[] => source.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [];

const isNumber = (text: string): boolean => /^\s*-?\d+(\.\d+)?\s*$/.test(text);

/** A pattern: `/text/`, `$3 ~ /text/`, `NR > 1`, `$2 == "Running"`, or one with `&&` between such. */
function readPattern(source: string): (line: Line) => boolean {
  const parts = source.split('&&').map((part) => part.trim());
  if (parts.length > 1) {
    const all = parts.map(readPattern);
    return (line) => all.every((one) => one(line));
  }
  if (source.trim() === '') return () => true;
  const match = /^(?:(.+?)\s*(!?~)\s*)?(!?)\/((?:[^/\\]|\\.)*)\/$/s.exec(source.trim());
  if (match) {
    const value = match[1] === undefined ? undefined : readValue(match[1]);
    const pattern = new RegExp((match[4] ?? '').replaceAll('\\/', '/'));
    const not = match[2] === '!~' || match[3] === '!';
    return (line) => pattern.test(value ? value(line) : line.text) !== not;
  }
  const compare = /^(.+?)\s*(==|!=|<=|>=|<|>)\s*(.+)$/s.exec(source.trim());
  if (!compare) throw new Unknown(source);
  const [left, right] = [readValue(compare[1] ?? ''), readValue(compare[3] ?? '')];
  const holds = COMPARE[compare[2] ?? ''] ?? (() => false);
  return (line) => {
    const [a, b] = [left(line), right(line)];
    if (isNumber(a) && isNumber(b)) return holds(Number(a) - Number(b));
    return holds(a < b ? -1 : a > b ? 1 : 0);
  };
}

/** A program of `PATTERN {print LIST}`, one or several. */
function readProgram(source: string): ((line: Line) => string | undefined)[] {
  const rules: ((line: Line) => string | undefined)[] = [];
  let rest = source.trim();
  while (rest !== '') {
    const rule =
      /^((?:\/(?:[^/\\]|\\.)*\/|"(?:[^"\\]|\\.)*"|[^{"/])*)(?:\{((?:"(?:[^"\\]|\\.)*"|[^}"])*)\})?\s*;?\s*/.exec(rest);
    if (!rule?.[0]) throw new Unknown(rest);
    const pattern = readPattern(rule[1]?.trim() ?? '');
    const action = rule[2]?.trim() ?? 'print';
    const print = /^print\b\s*(.*?)\s*;?$/s.exec(action);
    if (!print) throw new Unknown(action);
    const values = splitList(print[1] ?? '').map((one) => readValue(one.trim()));
    rules.push((line) => {
      if (!pattern(line)) return undefined;
      return values.length === 0 ? line.text : values.map((value) => value(line)).join(' ');
    });
    rest = rest.slice(rule[0].length);
  }
  return rules;
}

/** `awk [-F SEPARATOR] 'PATTERN {print LIST}'`: what lines are filtered and cut with. Other programs are refused. */
export const awk: Command = (context, args, stdin) => {
  let separator: string | undefined;
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '-F') separator = args[++i];
    else if (arg.startsWith('-F')) separator = arg.slice(2);
    else if (arg.startsWith('-') && arg !== '-') return fail(`awk: option ${arg} is not simulated\n`, 2);
    else words.push(arg);
  }
  const [program, ...files] = words;
  if (program === undefined) return fail("usage: awk [-F fs] 'pattern {print ...}' [file ...]\n", 2);
  let rules: ReturnType<typeof readProgram>;
  try {
    rules = readProgram(program);
  } catch (error) {
    const what = error instanceof Unknown || error instanceof SyntaxError ? error.message : program;
    return fail(`awk: not simulated: ${what}; Kubehop knows PATTERN {print LIST}\n`, 2);
  }
  const { text, stderr } = inputOf(context, 'awk', files, stdin);
  const split = (line: string): string[] => {
    if (separator === undefined || separator === ' ') return line.trim() === '' ? [] : line.trim().split(/\s+/);
    return line.split(separator.length === 1 && separator !== '.' ? separator : new RegExp(separator));
  };
  const out = linesOf(text).flatMap((line, i) => {
    const row: Line = { text: line, fields: split(line), number: i + 1 };
    return rules.flatMap((rule) => rule(row) ?? []);
  });
  return { stdout: joinLines(out), stderr, exit: stderr === '' ? 0 : 2 };
};
