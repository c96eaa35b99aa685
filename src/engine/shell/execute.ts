import type { CommandResult } from '../../model/Scenario.ts';
import type { Pod } from '../../model/Pod.ts';
import type { Place } from '../../model/Trace.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import { isOff } from '../controllers/nodeLifecycle.ts';
import { environmentOf } from '../discovery/environment.ts';
import { type ShellContext, fail } from './Command.ts';
import { commandNamed } from './commands.ts';
import { parseLine, type Pipeline, type Script, type ShellCommand, SyntaxProblem, type Word } from './parseLine.ts';
import { placeOf } from './placeOf.ts';

/** A line that loops starts no more programs than this. */
const MOST_COMMANDS = 2000;

/**
 * Runs one line as a shell at that place would: `admin` has kubectl, every other place the usual tools. The
 * cluster changes as the commands say. Nothing is written to a file; what a shell cannot do here, it says.
 */
export function execute(
  cluster: Cluster,
  on: string,
  command: string,
  stdin: string,
  files: ReadonlyMap<string, string> = new Map(),
): CommandResult {
  const found = on === 'admin' ? 'admin' : placeOf(cluster, on);
  if (typeof found === 'string' && on !== 'admin') return fail(`kubehop: ${found}\n`);
  const place = typeof found === 'string' ? 'admin' : found;
  const machine = place !== 'admin' && off(cluster, place);
  if (machine) return fail(`kubehop: the machine ${machine} is off\n`);
  const there = (where: string, line: string, input: string) => execute(cluster, where, line, input, files);
  const variables = variablesOf(cluster, place);
  try {
    const script = parseLine(command);
    const alone = isAlone(script);
    const context: ShellContext = { cluster, on, place, variables, files, alone, deadline: undefined, execute: there };
    return new Shell(context).script(script, stdin);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return fail(`sh: 1: Syntax error: ${error.message}\n`, 2);
  }
}

const isAlone = ([first, ...others]: Script): boolean => {
  const [command, ...more] = first?.pipeline.commands ?? [];
  return others.length + more.length === 0 && command?.kind === 'simple' && command.redirects.length === 0;
};

/** The machine of a place, when it is off. */
function off(cluster: Cluster, place: Place): string | undefined {
  if (place.kind === 'client') return undefined;
  const pod = place.kind === 'pod' ? cluster.store.get<Pod>('Pod', place.namespace, place.name) : undefined;
  const node = place.kind === 'node' ? place.name : (pod?.spec.nodeName ?? '');
  return isOff(cluster, node) ? node : undefined;
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

class Shell {
  #context: ShellContext;
  #status = 0;
  #started = 0;

  constructor(context: ShellContext) {
    this.#context = context;
  }

  script(script: Script, stdin: string): CommandResult {
    const all: CommandResult = { stdout: '', stderr: '', exit: this.#status };
    for (const { after, pipeline } of script) {
      if ((after === '&&' && all.exit !== 0) || (after === '||' && all.exit === 0)) continue;
      const result = this.#pipeline(pipeline, stdin);
      all.stdout += result.stdout;
      all.stderr += result.stderr;
      all.exit = result.exit;
      this.#status = result.exit;
    }
    return all;
  }

  #pipeline({ negate, commands }: Pipeline, stdin: string): CommandResult {
    let result: CommandResult = { stdout: stdin, stderr: '', exit: 0 };
    for (const command of commands) {
      const next = this.#command(command, result.stdout);
      result = { ...next, stderr: result.stderr + next.stderr };
    }
    return negate ? { ...result, exit: result.exit === 0 ? 1 : 0 } : result;
  }

  #command(command: ShellCommand, stdin: string): CommandResult {
    if (command.kind === 'group') return this.script(command.body, stdin);
    if (command.kind === 'for') {
      const all: CommandResult = { stdout: '', stderr: '', exit: 0 };
      for (const value of command.words.flatMap((word) => this.#expand(word))) {
        this.#context.variables.set(command.name, value);
        const result = this.script(command.body, stdin);
        all.stdout += result.stdout;
        all.stderr += result.stderr;
        all.exit = result.exit;
      }
      return all;
    }
    const words = command.words.flatMap((word) => this.#expand(word));
    let input = stdin;
    for (const redirect of command.redirects) {
      const target = this.#expand(redirect.to)[0] ?? '';
      if (redirect.from === 0) {
        const text = target === '/dev/null' ? '' : this.#context.files.get(target);
        if (text === undefined) return fail(`sh: 1: cannot open ${target}: No such file\n`, 2);
        input = text;
      } else if (target !== '/dev/null' && !target.startsWith('&')) {
        return fail(`sh: 1: cannot create ${target}: no file is written in a simulation\n`, 2);
      }
    }
    let result = this.#run(words, input);
    for (const redirect of command.redirects) {
      const target = this.#expand(redirect.to)[0] ?? '';
      const { stdout, stderr, exit } = result;
      if (redirect.from === 1) result = { stdout: '', stderr: target === '&2' ? stderr + stdout : stderr, exit };
      if (redirect.from === 2) result = { stdout: target === '&1' ? stdout + stderr : stdout, stderr: '', exit };
    }
    return result;
  }

  #run(words: string[], stdin: string): CommandResult {
    let rest = words;
    for (;;) {
      const match = /^([A-Za-z_]\w*)=([^]*)$/.exec(rest[0] ?? '');
      if (!match) break;
      this.#context.variables.set(match[1] ?? '', match[2] ?? '');
      rest = rest.slice(1);
    }
    const [name, ...args] = rest;
    if (name === undefined) return { stdout: '', stderr: '', exit: 0 };
    if (++this.#started > MOST_COMMANDS) return fail(`sh: 1: more than ${MOST_COMMANDS} commands in one line\n`);
    const command = commandNamed(name, this.#context);
    if (!command) return fail(`sh: 1: ${name}: not found (kubehop does not simulate this command here)\n`, 127);
    return command(this.#context, args, stdin);
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
          ? part.name === '?'
            ? String(this.#status)
            : (this.#context.variables.get(part.name) ?? '')
          : this.script(part.script, '').stdout.replace(/\n+$/, '');
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
