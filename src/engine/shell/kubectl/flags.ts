import { durationProblem } from '../../durationProblem.ts';
import { HelpAsked } from './help.ts';
import { KubectlError } from './KubectlError.ts';

/** A flag: `int` is a number, `int32` a smaller one, `duration` one of Go's, `bool` needs no value; `optional` has one only after `=`, and `implied` without. */
export interface Flag {
  name: string;
  short?: string;
  type: 'string' | 'int' | 'int32' | 'duration' | 'bool' | 'list' | 'optional';
  implied?: string;
}

export interface ParsedArgs {
  words: string[];
  /** What follows `--`. */
  after: string[] | undefined;
  flags: Map<string, string[]>;
}

/** The Namespace of the kubeconfig's context: kubectl reads it there, `kubectl.ts` adds it to what was typed. */
export const CONTEXT_NAMESPACE: Flag = { name: 'namespace-of-context', type: 'string' };

/** Flags that every kubectl command takes. Those of the connection are read and have no effect. */
export const GLOBAL: Flag[] = [
  { name: 'namespace', short: 'n', type: 'string' },
  { name: 'kubeconfig', type: 'string' },
  { name: 'context', type: 'string' },
  { name: 'cluster', type: 'string' },
  { name: 'user', type: 'string' },
  { name: 'server', short: 's', type: 'string' },
  { name: 'request-timeout', type: 'string' },
  { name: 'v', short: 'v', type: 'int' },
  { name: 'help', short: 'h', type: 'bool' },
  { name: 'warnings-as-errors', type: 'bool' },
  { name: 'as', type: 'string' },
  { name: 'as-group', type: 'list' },
  { name: 'as-uid', type: 'string' },
  { name: 'as-user-extra', type: 'list' },
  { name: 'cache-dir', type: 'string' },
  { name: 'certificate-authority', type: 'string' },
  { name: 'client-certificate', type: 'string' },
  { name: 'client-key', type: 'string' },
  { name: 'disable-compression', type: 'bool' },
  { name: 'insecure-skip-tls-verify', type: 'bool' },
  { name: 'kuberc', type: 'string' },
  { name: 'log-flush-frequency', type: 'duration' },
  { name: 'match-server-version', type: 'bool' },
  { name: 'password', type: 'string' },
  { name: 'profile', type: 'string' },
  { name: 'profile-output', type: 'string' },
  { name: 'tls-server-name', type: 'string' },
  { name: 'token', type: 'string' },
  { name: 'username', type: 'string' },
  { name: 'vmodule', type: 'string' },
  CONTEXT_NAMESPACE,
];

export const flag = {
  output: { name: 'output', short: 'o', type: 'string' },
  selector: { name: 'selector', short: 'l', type: 'string' },
  filename: { name: 'filename', short: 'f', type: 'list' },
  recursive: { name: 'recursive', short: 'R', type: 'bool' },
  kustomize: { name: 'kustomize', short: 'k', type: 'string' },
  dryRun: { name: 'dry-run', type: 'optional', implied: 'unchanged' },
  validate: { name: 'validate', type: 'optional', implied: 'strict' },
  fieldManager: { name: 'field-manager', type: 'string' },
  fieldSelector: { name: 'field-selector', type: 'string' },
  allNamespaces: { name: 'all-namespaces', short: 'A', type: 'bool' },
  all: { name: 'all', type: 'bool' },
  overwrite: { name: 'overwrite', type: 'bool' },
  resourceVersion: { name: 'resource-version', type: 'string' },
  saveConfig: { name: 'save-config', type: 'bool' },
  showManagedFields: { name: 'show-managed-fields', type: 'bool' },
  template: { name: 'template', type: 'string' },
  ignoreNotFound: { name: 'ignore-not-found', type: 'bool' },
  labels: { name: 'labels', short: 'l', type: 'string' },
  local: { name: 'local', type: 'bool' },
  timeout: { name: 'timeout', type: 'duration' },
} as const satisfies Record<string, Flag>;

/** Commands that start a program: what stands behind `--` is its command line. */
const RUNNERS = /^kubectl (run|exec|debug|create (deployment|job|cronjob))$/;

/** Reads a command's arguments as pflag does; `path` is the command for messages: `kubectl get`. */
export function parseArgs(path: string, args: readonly string[], flags: readonly Flag[]): ParsedArgs {
  const known = [...flags, ...GLOBAL.filter((g) => !flags.some((f) => f.name === g.name))];
  const parsed: ParsedArgs = { words: [], after: undefined, flags: new Map() };
  const set = (f: Flag, value: string) => {
    const values = f.type === 'list' ? (parsed.flags.get(f.name) ?? []) : [];
    parsed.flags.set(f.name, [...values, value]);
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const value = (spelled: string): string => {
      const next = args[++i];
      if (next === undefined) throw usage(`flag needs an argument: ${spelled}`, path);
      return next;
    };
    if (arg === '--') {
      parsed.after = args.slice(i + 1);
      break;
    }
    if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
      const f = known.find((k) => k.name === name);
      if (!f) throw usage(`unknown flag: --${name}`, path);
      if (equals >= 0) set(f, arg.slice(equals + 1));
      else if (f.type === 'bool') set(f, 'true');
      else if (f.type === 'optional') set(f, f.implied ?? '');
      else set(f, value(`--${name}`));
    } else if (arg.startsWith('-') && arg !== '-') {
      for (let j = 1; j < arg.length; j++) {
        const f = known.find((k) => k.short === arg[j]);
        if (!f) throw usage(`unknown shorthand flag: '${arg[j]}' in ${arg}`, path);
        if (f.type === 'bool' && arg[j + 1] !== '=') {
          set(f, 'true');
          continue;
        }
        const rest = arg.slice(j + 1).replace(/^=/, '');
        set(f, rest === '' && arg[j + 1] !== '=' ? value(`'${arg[j]}' in ${arg}`) : rest);
        break;
      }
    } else parsed.words.push(arg);
  }
  // whoever runs no program takes them for words
  if (parsed.after && !RUNNERS.test(path)) {
    parsed.words.push(...parsed.after);
    parsed.after = undefined;
  }
  for (const f of known) {
    const last = parsed.flags.get(f.name)?.at(-1);
    const wrong = last === undefined ? undefined : wrongValue(f.type, last);
    if (wrong !== undefined)
      throw usage(
        `invalid argument "${last}" for "${f.short === undefined ? '' : `-${f.short}, `}--${f.name}" flag: ${wrong}`,
        path,
      );
  }
  if (isSet(parsed, { name: 'help' })) throw new HelpAsked(path.replace(/^kubectl ?/, ''));
  return parsed;
}

/** What Go's parser says of a value that a flag of this type cannot have. */
function wrongValue(type: Flag['type'], value: string): string | undefined {
  if (type === 'duration') return durationProblem(value);
  const wrong = (kind: string): string => `strconv.Parse${kind}: parsing "${value}": invalid syntax`;
  if (type === 'bool' && !/^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value)) return wrong('Bool');
  if (type !== 'int' && type !== 'int32') return undefined;
  if (!/^[+-]?\d+$/.test(value)) return wrong('Int');
  const fits = type === 'int' || Math.abs(Number(value) + 0.5) < 2 ** 31;
  return fits ? undefined : `strconv.ParseInt: parsing "${value}": value out of range`;
}

const usage = (message: string, path: string): KubectlError =>
  KubectlError.plain(`${message}\nSee '${path} --help' for usage.`);

/** The value given last, or undefined. */
export const valueOf = (args: ParsedArgs, f: { name: string }): string | undefined => args.flags.get(f.name)?.at(-1);

export const isSet = (args: ParsedArgs, f: { name: string }): boolean =>
  /^(1|t|T|true|TRUE|True)$/.test(valueOf(args, f) ?? '');

export const namespaceOf = (args: ParsedArgs): string =>
  valueOf(args, { name: 'namespace' }) || valueOf(args, CONTEXT_NAMESPACE) || 'default';

/** `local` is what --local asks for: files are changed, and no server is asked even what there is. */
export type DryRun = 'none' | 'client' | 'server' | 'local';

/** Whether the server hears nothing of a change. */
export const staysHere = (dryRun: DryRun): boolean => dryRun === 'client' || dryRun === 'local';

/**
 * kubectl: cmdutil.GetDryRunStrategy. No value and truth mean `client`, as they once did; the line of klog that advises
 * against them, with its process id and its time, is not printed.
 */
export function dryRunOf(args: ParsedArgs): DryRun {
  const value = valueOf(args, flag.dryRun) ?? 'none';
  const local = isSet(args, flag.local);
  if (local && value === 'server')
    throw KubectlError.plain('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
  if (local && value === 'none') return 'local';
  if (value === 'client' || value === 'server' || value === 'none') return value;
  if (value === 'unchanged' || isSet(args, flag.dryRun)) return 'client';
  if (/^(0|f|F|false|FALSE|False)$/.test(value)) return 'none';
  throw KubectlError.plain(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
}

/** What kubectl adds to `created`: ` (dry run)`, ` (server dry run)`. */
export const dryRunSuffix = (dryRun: DryRun): string =>
  dryRun === 'client' ? ' (dry run)' : dryRun === 'server' ? ' (server dry run)' : '';

/** kubectl: cmdutil.GetValidationDirective. */
export function validationOf(args: ParsedArgs): 'Strict' | 'Warn' | 'Ignore' {
  const value = valueOf(args, flag.validate) ?? 'strict';
  // Go knows the words for yes and no in capitals, too (strconv.ParseBool)
  switch (/^(T|True|TRUE|F|False|FALSE)$/.test(value) ? value.toLowerCase() : value) {
    case 'strict':
    case 'true':
    case 't':
    case '1':
      return 'Strict';
    case 'warn':
      return 'Warn';
    case 'ignore':
    case 'false':
    case 'f':
    case '0':
      return 'Ignore';
    default:
      throw KubectlError.plain(
        `invalid - validate option "${valueOf(args, flag.validate)}"; must be one of: strict (or true), warn, ignore (or false)`,
      );
  }
}
