import type { CommandResult } from '../../model/Scenario.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { machineNamed } from '../cluster/machines.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { environmentOf } from '../discovery/environment.ts';
import { arithmetic } from './arithmetic.ts';
import { type ShellContext, fail } from './Command.ts';
import { commandNamed, whereInstead } from './commands.ts';
import {
  NotSimulated,
  parseLine,
  type Part,
  type Pipeline,
  type Script,
  type ShellCommand,
  SyntaxProblem,
  type Word,
} from './parseLine.ts';
import { KILLED } from './net/placeIn.ts';
import { parameter } from './parameter.ts';
import { readLine } from './readLine.ts';
import { placeOf } from './placeOf.ts';

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** A line that loops starts no more programs than this. */
const MOST_COMMANDS = 2000;

/** What a terminal keeps from line to line: files that lines have written, and what was typed at this place before. */
export interface Desk {
  written?: Map<string, string>;
  history?: readonly string[];
}

/**
 * Runs one line as a shell at that place would: `admin` has kubectl, every other place the usual tools. The
 * cluster changes as the commands say. Files are written to `written`, where there is one, and can be read from there; what
 * a shell cannot do here, it says.
 */
export function execute(
  cluster: Cluster,
  on: string,
  command: string,
  stdin: string,
  given: ReadonlyMap<string, string> = new Map(),
  desk: Desk = {},
): CommandResult {
  const { mixed: _, ...result } = executeIn(cluster, on, command, stdin, given, desk);
  return result;
}

function executeIn(
  cluster: Cluster,
  on: string,
  command: string,
  stdin: string,
  given: ReadonlyMap<string, string>,
  { written, history }: Desk,
): CommandResult {
  const own = written && new Map([...given, ...written]);
  const found = on === 'admin' ? 'admin' : placeOf(cluster, on);
  if (typeof found === 'string' && on !== 'admin') return fail(`kubehop: ${found}\n`);
  const place = typeof found === 'string' ? 'admin' : found;
  const machine = place === 'admin' ? undefined : machineOf(cluster, place);
  if (machine && isOff(cluster, machine)) return fail(`kubehop: the machine ${machine} is off\n`);
  if (machine && !machineNamed(cluster, machine)) return fail(`kubehop: there is no Node ${machine}\n`);
  const there = (where: string, line: string, input: string) =>
    executeIn(cluster, where, line, input, given, written ? { written } : {});
  const variables = variablesOf(cluster, place);
  try {
    const script = parseLine(command);
    const alone = isAlone(script);
    const context: ShellContext = {
      cluster,
      on,
      place,
      variables,
      files: own ?? given,
      save:
        written &&
        own &&
        ((name, text) => {
          written.set(name, text);
          own.set(name, text);
        }),
      history: history ? [...history, command] : [],
      alone,
      deadline: undefined,
      execute: there,
    };
    const shell = new Shell(context);
    return shell.script(script, stdin);
  } catch (error) {
    if (error instanceof NotSimulated) return fail(`kubehop: ${error.message}\n`, 2);
    if (!(error instanceof SyntaxProblem)) throw error;
    return fail(`sh: 1: Syntax error: ${error.message}\n`, 2);
  }
}

const isAlone = ([first, ...others]: Script): boolean => {
  const [command, ...more] = first?.pipeline.commands ?? [];
  return others.length + more.length === 0 && command?.kind === 'simple' && command.redirects.length === 0;
};

/** The Node of a place, if it has one. */
function machineOf(cluster: Cluster, place: Place): string | undefined {
  if (place.kind === 'client') return undefined;
  if (place.kind === 'node') return place.name;
  return cluster.store.get<Pod>('Pod', place.namespace, place.name)?.spec.nodeName;
}

function variablesOf(cluster: Cluster, place: Place | 'admin'): Map<string, string> {
  if (place !== 'admin' && place.kind === 'pod') {
    const pod = cluster.store.get<Pod>('Pod', place.namespace, place.name);
    if (pod)
      return new Map(
        environmentOf(cluster, pod).flatMap((line): [string, string][] => {
          const equals = line.indexOf('=');
          const name = line.slice(0, equals);
          // A shell hands on only what it could name itself: 9LIVES_SERVICE_HOST gets lost in it.
          return /^[A-Za-z_]\w*$/.test(name) ? [[name, line.slice(equals + 1)]] : [];
        }),
      );
  }
  return new Map([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOME', '/root'],
  ]);
}

const mixedOf = ({ mixed, stdout, stderr }: CommandResult): string => mixed ?? stdout + stderr;

/** What comes after what was there. */
function append(all: CommandResult, next: CommandResult): void {
  all.mixed = mixedOf(all) + mixedOf(next);
  all.stdout += next.stdout;
  all.stderr += next.stderr;
}

const WRITES_AT_ONCE = ['kubectl', 'tcpdump'];

/**
 * kubectl writes at once: warnings, when the server answers, then what it has, and errors at the end; tcpdump counts at the
 * end. Other programs keep for their end what goes into a pipe, and complain at once.
 */
function afterWarnings({ stdout, stderr }: CommandResult): string {
  const warnings = /^((Warning: |tcpdump: |listening on ).*\n)*/.exec(stderr)?.[0] ?? '';
  return warnings + stdout + stderr.slice(warnings.length);
}

class Shell {
  #context: ShellContext;
  #status = 0;
  #started = 0;
  /** `break` or `continue` was said: nothing more is run up to the loop; `exit`: up to the shell's end. */
  #leaves: 'break' | 'continue' | 'exit' | undefined;
  /** What `read` has left of the input, for whoever reads on. */
  #unread: string | undefined;
  /** A command waited longer than a line may take, or there were too many: the shell was ended with it. */
  #killed = false;

  constructor(context: ShellContext) {
    this.#context = context;
  }

  script(script: Script, stdin: string): CommandResult {
    const all: CommandResult = { stdout: '', stderr: '', exit: this.#status };
    for (const { after, pipeline } of script) {
      if (this.#leaves || this.#killed) break;
      if ((after === '&&' && all.exit !== 0) || (after === '||' && all.exit === 0)) continue;
      const result = this.#pipeline(pipeline, this.#unread ?? stdin);
      append(all, result);
      all.exit = result.exit;
      if (result.edits) all.edits = result.edits;
      this.#status = result.exit;
    }
    return all;
  }

  #pipeline({ negate, commands }: Pipeline, stdin: string): CommandResult {
    const { variables } = this.#context;
    // the parts of a pipe are shells of their own, and what they assign is theirs
    const before = commands.length > 1 ? new Map(variables) : undefined;
    const result = this.#piped(commands, stdin);
    if (before) {
      variables.clear();
      for (const [key, value] of before) variables.set(key, value);
    }
    return negate && !this.#killed ? { ...result, exit: result.exit === 0 ? 1 : 0 } : result;
  }

  #piped(commands: readonly ShellCommand[], stdin: string): CommandResult {
    let result: CommandResult = { stdout: stdin, stderr: '', exit: 0 };
    const unread = this.#unread;
    for (const command of commands) {
      // what comes out of a pipe is nobody's but this command's
      if (command !== commands[0]) this.#unread = undefined;
      const next = this.#command(command, result.stdout);
      if (command !== commands[0]) this.#unread = unread;
      // the parts of a pipe are shells of their own
      if (commands.length > 1 && this.#leaves === 'exit') this.#leaves = undefined;
      const before = result.stderr;
      result = { ...next, stderr: before + next.stderr, mixed: before + mixedOf(next) };
      if (this.#killed && (next.stdout === '' || command === commands.at(-1))) return { ...result, exit: KILLED.exit };
      // who reads on from a program that would never end can end it: `ping … | head`
      this.#killed = false;
    }
    return result;
  }

  #command(command: ShellCommand, stdin: string): CommandResult {
    let input = stdin;
    const redirects = command.redirects.map((redirect) => ({
      ...redirect,
      target: this.#expand(redirect.to)[0] ?? '',
    }));
    for (const { from, target, here } of redirects) {
      if (from === 0) {
        const text = here ? target : target === '/dev/null' ? '' : this.#context.files.get(target);
        if (text === undefined) return fail(`sh: 1: cannot open ${target}: No such file\n`, 2);
        input = text;
        continue;
      }
      const why = this.#refusal(target);
      if (why) return fail(`sh: 1: cannot create ${target}: ${why}\n`, 2);
    }
    if (!redirects.some(({ from }) => from === 0)) return this.#directed(this.#inner(command, input), redirects);
    const unread = this.#unread;
    this.#unread = undefined;
    const result = this.#inner(command, input);
    this.#unread = unread;
    return this.#directed(result, redirects);
  }

  /** Where the outputs go: `2>&1` is where the first goes at that moment. */
  #directed(
    result: CommandResult,
    redirects: readonly { from: number; target: string; append?: boolean }[],
  ): CommandResult {
    const [first, second] = ['&1', '&2'];
    let [out, err]: [string, string] = [first, second];
    const files = new Set<string>();
    for (const { from, target, append: more } of redirects) {
      if (from === 0) continue;
      const to = target === first ? out : target === second ? err : target;
      if (from === 1) out = to;
      else err = to;
      if (to.startsWith('&') || to === '/dev/null') continue;
      // a file that is opened is emptied
      if (!more) this.#write(to, '', false);
      files.add(to);
    }
    const goesTo = (to: string): string =>
      out === to && err === to ? mixedOf(result) : out === to ? result.stdout : err === to ? result.stderr : '';
    for (const file of files) this.#write(file, goesTo(file), true);
    if (redirects.every(({ from }) => from === 0)) return result;
    return { stdout: goesTo(first), stderr: goesTo(second), exit: result.exit };
  }

  /** Why a file cannot be written. */
  #refusal(target: string): string | undefined {
    if (target === '/dev/null' || target.startsWith('&')) return undefined;
    if (!this.#context.save || this.#context.place !== 'admin') return 'no file is written in a simulation';
    const name = target.replace(/^\.\//, '');
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const isThere = folder === '' || [...this.#context.files.keys()].some((file) => file.startsWith(folder));
    return isThere ? undefined : 'Directory nonexistent';
  }

  #write(target: string, text: string, append: boolean): void {
    const name = target.replace(/^\.\//, '');
    const whole = append ? (this.#context.files.get(name) ?? '') + text : text;
    this.#context.save?.(name, whole);
  }

  #inner(command: ShellCommand, stdin: string): CommandResult {
    switch (command.kind) {
      case 'group':
        return command.own ? this.#within(command.body, stdin) : this.script(command.body, stdin);
      case 'for':
        return this.#for(command, stdin);
      case 'if':
        return this.#if(command, stdin);
      case 'while':
        return this.#while(command, stdin);
      case 'simple':
        return this.#run(this.#wordsOf(command.words), stdin);
    }
  }

  /** A shell within this one, which it may leave and this one goes on. */
  #within(script: Script, stdin: string): CommandResult {
    const result = this.script(script, stdin);
    if (this.#leaves === 'exit') this.#leaves = undefined;
    return result;
  }

  #for({ name, words, body }: Extract<ShellCommand, { kind: 'for' }>, stdin: string): CommandResult {
    const all: CommandResult = { stdout: '', stderr: '', exit: 0 };
    for (const value of words.flatMap((word) => this.#expand(word))) {
      this.#context.variables.set(name, value);
      if (this.#turn(body, stdin, all)) break;
    }
    return all;
  }

  #if({ arms, otherwise }: Extract<ShellCommand, { kind: 'if' }>, stdin: string): CommandResult {
    const all: CommandResult = { stdout: '', stderr: '', exit: 0 };
    const run = (script: Script): CommandResult => {
      const result = this.script(script, stdin);
      append(all, result);
      return result;
    };
    const holds = arms.find(({ test }) => run(test).exit === 0);
    if (holds || otherwise.length > 0) all.exit = run(holds?.body ?? otherwise).exit;
    return all;
  }

  #while({ until, test, body }: Extract<ShellCommand, { kind: 'while' }>, stdin: string): CommandResult {
    const all: CommandResult = { stdout: '', stderr: '', exit: 0 };
    while (!this.#killed) {
      const asked = this.script(test, stdin);
      append(all, asked);
      if (this.#killed || (asked.exit === 0) === until) break;
      if (this.#turn(body, stdin, all)) break;
    }
    return all;
  }

  /** Goes once through a loop; whether it was left. */
  #turn(body: Script, stdin: string, all: CommandResult): boolean {
    const result = this.script(body, stdin);
    append(all, result);
    all.exit = result.exit;
    if (this.#leaves === 'exit') return true;
    const left = this.#leaves === 'break' || this.#killed;
    this.#leaves = undefined;
    return left;
  }

  #run(words: string[], stdin: string): CommandResult {
    if (++this.#started > MOST_COMMANDS) {
      this.#killed = true;
      this.#started = 0;
      return fail(`sh: 1: more than ${MOST_COMMANDS} commands in one line\n`);
    }
    const { variables } = this.#context;
    const begins = words.findIndex((word) => !ASSIGNMENT.test(word));
    const [name, ...args] = begins < 0 ? [] : words.slice(begins);
    // what stands before a command is for it alone
    const before = begins > 0 ? new Map(variables) : undefined;
    for (const word of begins < 0 ? words : words.slice(0, begins)) this.#assign(word);
    if (name === undefined) return { stdout: '', stderr: '', exit: 0 };
    const result = this.#builtin(name, args, stdin, before) ?? this.#program(name, args, stdin);
    if (before) {
      variables.clear();
      for (const [key, value] of before) variables.set(key, value);
    }
    return result;
  }

  #assign(word: string): void {
    const equals = word.indexOf('=');
    this.#context.variables.set(word.slice(0, equals), word.slice(equals + 1));
  }

  /** What a shell does itself. */
  #builtin(
    name: string,
    args: readonly string[],
    stdin: string,
    kept: Map<string, string> | undefined,
  ): CommandResult | undefined {
    const done = { stdout: '', stderr: '', exit: 0 };
    switch (name) {
      case 'break':
      case 'continue':
        this.#leaves = name;
        return done;
      case 'exit': {
        const [code = String(this.#status)] = args;
        this.#leaves = 'exit';
        if (!/^\d+$/.test(code)) return fail(`sh: 1: exit: Illegal number: ${code}\n`, 2);
        return { ...done, exit: Number(code) % 256 };
      }
      case 'export':
        if (args.length === 0 || args[0]?.startsWith('-')) throw new NotSimulated('export lists nothing here');
        for (const word of args) if (ASSIGNMENT.test(word)) this.#assign(word);
        return done;
      case 'read': {
        const names = args.filter((arg) => !arg.startsWith('-'));
        if (names.length === 0) return fail('sh: 1: read: arg count\n', 2);
        const { values, rest, isWhole } = readLine(stdin, names.length, {
          isRaw: args.includes('-r'),
          blanks: this.#context.variables.get('IFS') ?? ' \t\n',
        });
        this.#unread = rest;
        names.forEach((one, i) => {
          for (const variables of [this.#context.variables, kept]) variables?.set(one, values[i] ?? '');
        });
        return { ...done, exit: isWhole ? 0 : 1 };
      }
      case 'unset':
        for (const word of args) this.#context.variables.delete(word);
        return done;
      default:
        return undefined;
    }
  }

  #program(name: string, args: string[], stdin: string): CommandResult {
    const command = commandNamed(name, this.#context);
    if (!command) return fail(`sh: 1: ${name}: not found (${whereInstead(name, this.#context.place)})\n`, 127);
    if (this.#killed) return KILLED;
    const result = command(this.#context, args, stdin);
    // a shell within, and `timeout`, which ends its command in time, say 124 and the line goes on
    this.#killed = result.exit === KILLED.exit && name !== 'timeout' && name !== 'sh';
    return result.mixed === undefined && result.stdout && result.stderr
      ? { ...result, mixed: WRITES_AT_ONCE.includes(name) ? afterWarnings(result) : result.stderr + result.stdout }
      : result;
  }

  /** The words of a command, but for assignments before it: what they assign is one word. */
  #wordsOf(words: readonly Word[]): string[] {
    const isAssignment = ([first]: Word): boolean =>
      first?.kind === 'text' && !first.quoted && ASSIGNMENT.test(first.text);
    const begins = words.findIndex((word) => !isAssignment(word));
    return words.flatMap((word, i) =>
      this.#expand(begins === -1 || i < begins ? word.map((part) => ({ ...part, quoted: true })) : word),
    );
  }

  #valueOf({ name, parameter: asked }: Extract<Part, { kind: 'variable' }>): string {
    const value = name === '?' ? String(this.#status) : this.#context.variables.get(name);
    if (!asked) return value ?? '';
    if (asked.operator === 'length') return String(value?.length ?? 0);
    return parameter(value, asked, () => this.#expand(asked.word).join(' '));
  }

  /** The words that a word becomes: what is not quoted splits at blanks. */
  #expand(word: Word): string[] {
    const words: string[] = [];
    let current: string | undefined;
    for (const part of word) {
      if (part.kind === 'text') {
        current = (current ?? '') + part.text;
        continue;
      }
      const value =
        part.kind === 'variable'
          ? this.#valueOf(part)
          : part.kind === 'arithmetic'
            ? String(arithmetic(part.text, (name) => this.#context.variables.get(name) ?? '') ?? '')
            : this.#within(part.script, '').stdout.replace(/\n+$/, '');
      if (part.quoted) {
        current = (current ?? '') + value;
        continue;
      }
      const pieces = value.split(/[ \t\n]+/);
      pieces.forEach((piece, i) => {
        if (i > 0 && current !== undefined) {
          words.push(current);
          current = undefined;
        }
        if (piece !== '') current = (current ?? '') + piece;
      });
    }
    if (current !== undefined) words.push(current);
    return words;
  }
}
