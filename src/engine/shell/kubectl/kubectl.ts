import { WARNERS } from '../../admit/warners.ts';
import { bringWarnings } from '../../admit/warnings.ts';
import { ADMIN_CONF, currentContext } from '../../cluster/Kubeconfig.ts';
import type { Command } from '../Command.ts';
import { durationProblem } from '../../durationProblem.ts';
import { react } from '../../controllers/settle.ts';
import { apiResources, apiResourcesFlags, apiVersions } from './apiResources.ts';
import { apply } from './apply.ts';
import { clusterInfo, SERVER, version, versionFlags } from './clusterInfo.ts';
import { type User, userNamed } from './authorizer.ts';
import { autoscale } from './autoscale.ts';
import { config } from './config.ts';
import { cordon, cordonFlags } from './cordon.ts';
import { create } from './create.ts';
import { deleteFlags, remove } from './delete.ts';
import { derived } from './derived.ts';
import { describe, describeFlags } from './describe/describe.ts';
import { diff, diffFlags } from './diff.ts';
import { drain, drainFlags } from './drain.ts';
import { events, eventsFlags } from './eventsCommand.ts';
import { exec } from './exec.ts';
import { explain, explainFlags } from './explain.ts';
import { expose, exposeFlags } from './expose.ts';
import { CONTEXT_NAMESPACE, type Flag, GLOBAL, parseArgs, type ParsedArgs } from './flags.ts';
import { get, getFlags } from './get.ts';
import { HelpAsked, helpFor, helpOf, subcommand } from './help.ts';
import { KubectlError } from './KubectlError.ts';
import { annotate, label, labelFlags } from './label.ts';
import { logs, logsFlags } from './logs.ts';
import { patch, patchFlags } from './patch.ts';
import { portForward, portForwardFlags } from './portForward.ts';
import { noteRecord } from './record.ts';
import { replace, replaceFlags } from './replace.ts';
import { rollout } from './rollout.ts';
import { run, runFlags } from './run.ts';
import { scale, scaleFlags } from './scale.ts';
import { Session } from './Session.ts';
import { set } from './set.ts';
import { auth, edit, top } from './small.ts';
import { taint, taintFlags } from './taint.ts';
import { suggestionsFor } from './suggestions.ts';
import { wait, waitFlags } from './wait.ts';
import { attach, certificate, copy, debug, plugin } from './withoutPrograms.ts';

bringWarnings(WARNERS);

/** A verb; what it returns is its exit status. */
type Verb = ((session: Session, argv: readonly string[]) => number | void) & { flags?: readonly Flag[] };

/** A verb whose words and flags are read before it runs. */
const verb = (name: string, flags: readonly Flag[], action: (session: Session, args: ParsedArgs) => void): Verb =>
  Object.assign(
    (session: Session, argv: readonly string[]) => {
      const args = parseArgs(`kubectl ${name}`, argv, flags);
      noteRecord(session, `kubectl ${name}`, args);
      action(session, args);
    },
    { flags },
  );

const VERBS: Record<string, Verb> = {
  annotate: verb('annotate', labelFlags, annotate),
  'api-versions': verb('api-versions', [], apiVersions),
  'api-resources': verb('api-resources', apiResourcesFlags, apiResources),
  apply,
  attach,
  auth,
  autoscale,
  certificate,
  'cluster-info': clusterInfo,
  config,
  cordon: verb('cordon', cordonFlags, (session, args) => cordon(session, args, true)),
  cp: copy,
  create,
  debug,
  delete: verb('delete', deleteFlags, remove),
  describe: verb('describe', describeFlags, describe),
  diff: verb('diff', diffFlags, diff),
  drain: verb('drain', drainFlags, drain),
  edit,
  events: verb('events', eventsFlags, events),
  exec,
  explain: verb('explain', explainFlags, explain),
  expose: verb('expose', exposeFlags, expose),
  get: verb('get', getFlags, get),
  label: verb('label', labelFlags, label),
  logs: verb('logs', logsFlags, logs),
  patch: verb('patch', patchFlags, patch),
  plugin,
  'port-forward': verb('port-forward', portForwardFlags, portForward),
  replace: verb('replace', replaceFlags, replace),
  rollout,
  run: verb('run', runFlags, run),
  scale: verb('scale', scaleFlags, scale),
  set,
  taint: verb('taint', taintFlags, taint),
  top,
  uncordon: verb('uncordon', cordonFlags, (session, args) => cordon(session, args, false)),
  version: verb('version', versionFlags, version),
  wait: verb('wait', waitFlags, wait),
};

/** Commands that kubectl has and that have nothing to work on here. */
const OTHERS = new Set('alpha completion help kuberc kustomize options proxy'.split(' '));

/** All of them in the order of kubectl's own table (cmd/cmd.go), which is that of its suggestions. */
const IN_ORDER = (
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon ' +
  'drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait ' +
  'kustomize label annotate completion alpha config kuberc plugin version api-versions api-resources options help'
).split(' ');

/** `kubectl …` on the admin's terminal. */
export const kubectl: Command = (context, args, stdin) => {
  const session = new Session({ ...context, derived }, stdin, userOf(args));
  const before = context.cluster.store.revision;
  let exit = 0;
  try {
    exit = dispatch(session, args);
  } catch (error) {
    if (error instanceof HelpAsked) session.stdout += helpOf(error.command) ?? '';
    else if (error instanceof KubectlError) {
      session.stdout += error.printed;
      session.stderr += error.message;
      exit = error.exit;
    } else throw error;
  }
  if (context.cluster.store.revision !== before) react(context.cluster);
  const { stdout, stderr, edits } = session;
  return { stdout, stderr, exit, ...(edits && { edits }) };
};

/** --as, and --as-group: whoever is not the administrator. */
function userOf(args: readonly string[]): User | undefined {
  const name = givenTo('--as', args).at(-1);
  return name === undefined ? undefined : userNamed(name, givenTo('--as-group', args));
}

/** What a flag is given, before the verb has read its own ones. */
function givenTo(flag: string, args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  return own.flatMap((arg, i) =>
    arg.startsWith(`${flag}=`) ? arg.slice(flag.length + 1) : arg === flag ? (own[i + 1] ?? []) : [],
  );
}

/** Verbs whose writes have a name of their own in managed fields (kubectl: AddFieldManagerFlagVar); the others' have kubectl's. */
const OWN_NAMES = new Set('annotate autoscale create edit expose label patch replace rollout run set taint'.split(' '));

/** Who owns what the command writes: whoever --field-manager names, or the verb. */
function managerOf(verb: string, args: readonly string[]): string {
  const given = givenTo('--field-manager', args).at(-1);
  if (given !== undefined) return given;
  if (verb === 'apply' || verb === 'diff')
    return args.includes('--server-side') ? 'kubectl' : 'kubectl-client-side-apply';
  if (givenTo('--raw', args).length > 0) return 'kubectl';
  return OWN_NAMES.has(verb) && !args.includes('undo') ? `kubectl-${verb}` : 'kubectl';
}

/** Whether the next word is what this flag is given: of flags that only verbs have, cobra takes that for granted (stripFlags). */
const needsValue = (arg: string): boolean =>
  (arg.startsWith('--') ? !arg.includes('=') : arg.length === 2) &&
  !GLOBAL.some(({ name, short, type }) => type === 'bool' && (arg === `--${name}` || arg === `-${short}`));

/** A verb's own words first, as its flags could not stand before them; the flags that stood before the verb, then its own. */
function afterWords(words: readonly string[], leading: readonly string[]): string[] {
  const first = words.findIndex((word) => word.startsWith('-'));
  const at = first < 0 ? words.length : first;
  return [...words.slice(0, at), ...leading, ...words.slice(at)];
}

/**
 * A verb's commands before its flags (cobra: Find): `kubectl rollout -n shop status deploy/web`. Where no command comes
 * behind the flags, the verb runs itself.
 */
function commandsFirst(verb: string, words: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) at += needsValue(words[at] ?? '') && !CREATES_BY.test(words[at] ?? '') ? 2 : 1;
  const command = subcommand(verb, words[at] ?? '');
  if (command === undefined) return words;
  return [...words.slice(at, at + 1), ...commandsFirst(command, [...words.slice(0, at), ...words.slice(at + 1)])];
}

/** Flags of `create` that need no value. */
const CREATES_BY = /^(-R|--(dry-run|edit|recursive|save-config|show-managed-fields|validate))$/;

/** Runs the verb; the exit status of one that fails without an error. */
function dispatch(session: Session, args: readonly string[]): number {
  // Flags may stand before the verb: `kubectl -n shop get svc`.
  let at = 0;
  while (at < args.length && args[at]?.startsWith('-')) at += needsValue(args[at] ?? '') ? 2 : 1;
  // flags alone are read all the same
  if (at >= args.length) parseArgs('kubectl', args, []);
  const help = helpFor(args.slice(at));
  if (help) {
    session.stdout += help.stdout;
    session.stderr += help.stderr;
    return help.exit;
  }
  const name = args[at] ?? '';
  session.manager = managerOf(name, args);
  const run = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (run) {
    const own = commandsFirst(name, args.slice(at + 1));
    return run(session, inContext(session, name, afterWords(own, args.slice(0, at)))) ?? 0;
  }
  if (name === 'alpha') {
    session.complain('No alpha commands are available in this version of kubectl');
    return 0;
  }
  if (name === 'completion') refuseShell(args.slice(at + 1));
  if (OTHERS.has(name)) throw KubectlError.plain(`kubehop does not simulate "kubectl ${name}"`);
  if (at > 0) throw new KubectlError([], 1, `Error: flags cannot be placed before plugin name: ${args[0]}\n`);
  const near = suggestionsFor(name, IN_ORDER);
  const hint = near.length > 0 ? `\n\nDid you mean this?\n${near.map((n) => `\t${n}`).join('\n')}` : '';
  throw KubectlError.plain(`unknown command "${name}" for "kubectl"${hint}`);
}

const SHELLS = ['bash', 'fish', 'powershell', 'zsh'];

/** `kubectl completion`: for a shell that kubectl knows, there is none here. */
function refuseShell(words: readonly string[]): void {
  const [shell, ...more] = words;
  const wrong =
    shell === undefined
      ? 'Shell not specified.'
      : more.length > 0
        ? 'Too many arguments. Expected only the shell type.'
        : SHELLS.includes(shell)
          ? undefined
          : `Unsupported shell type "${shell}".`;
  if (wrong !== undefined) throw KubectlError.plain(`${wrong}\nSee 'kubectl completion -h' for help and examples`);
}

/** Where a kubeconfig is found that is the administrator's. */
const KUBECONFIGS = new Set(['/etc/kubernetes/admin.conf', '/root/.kube/config', '~/.kube/config', '.kube/config']);

/** client-go: a kubeconfig, certificates and a server that are named on the command line. */
function refuseServer({ context }: Session, given: (flag: string) => string | undefined): void {
  const isThere = (file: string): boolean => context.files.has(file.replace(/^\.\//, ''));
  const kubeconfig = given('--kubeconfig');
  if (kubeconfig && !KUBECONFIGS.has(kubeconfig) && !isThere(kubeconfig))
    throw KubectlError.plain(`stat ${kubeconfig}: no such file or directory`);
  for (const [name, of] of [
    ['certificate-authority', 'kubernetes'],
    ['client-certificate', 'kubernetes-admin'],
    ['client-key', 'kubernetes-admin'],
  ] as const) {
    const file = given(`--${name}`);
    if (file && !isThere(file))
      throw KubectlError.plain(
        `unable to read ${name.replace('client-certificate', 'client-cert')} ${file} for ${of} due to open ${file}: no such file or directory`,
      );
  }
  const server = given('--server') ?? given('-s');
  if (!server || server === SERVER) return;
  const host = server.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const [, port] = /:(?!\d+$)([^\]]*)$/.exec(host) ?? [];
  throw new KubectlError(
    [],
    1,
    port === undefined
      ? `The connection to the server ${host} was refused - did you specify the right host or port?\n`
      : `Unable to connect to the server: invalid port ":${port}" after host\n`,
  );
}

/** Those that ask no server. */
const ALONE = new Set(['config', 'plugin']);

/** clientcmd: a connection that the kubeconfig does not describe. */
function refuseConnection(cluster: string | undefined, user: string | undefined, timeout: string | undefined): void {
  if (user && user !== 'kubernetes-admin') throw KubectlError.plain(`auth info "${user}" does not exist`);
  if (cluster && cluster !== 'kubernetes') throw KubectlError.plain(`no server found for cluster "${cluster}"`);
  if (timeout !== undefined && !/^\d+$/.test(timeout) && durationProblem(timeout) !== undefined)
    throw KubectlError.plain(
      'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding ' +
        'time unit (e.g. 1s | 2m | 3h)',
    );
}

/** What the kubeconfig's context says of the Namespace, as a flag among the others; before what follows `--`. */
function inContext(session: Session, verb: string, args: readonly string[]): readonly string[] {
  const { cluster } = session;
  const isAlone = ALONE.has(verb) || (verb === 'version' && args.includes('--client'));
  const given = (flag: string): string | undefined => givenTo(flag, args).at(-1);
  const named = given('--context');
  const elsewhere = ['--context', '--cluster', '--user', '--request-timeout', '--as-group', '--as-uid'].some(
    (flag) => given(flag) !== undefined,
  );
  if (!isAlone) refuseServer(session, given);
  if (isAlone || (cluster.kubeconfig === ADMIN_CONF && !elsewhere)) return args;
  const config = { ...cluster.kubeconfig, ...(named ? { current: named } : {}) };
  const context = currentContext(config);
  // of these, --user is a flag of their own
  const user = verb === 'create' || verb === 'set' ? undefined : given('--user');
  refuseConnection(given('--cluster'), user, given('--request-timeout'));
  if (given('--as') === undefined && (given('--as-group') ?? given('--as-uid')) !== undefined)
    throw KubectlError.plain('requesting uid, groups or user-extra for kubernetes-admin without impersonating a user');
  if (config.current !== '' && !context)
    throw new KubectlError(
      [],
      1,
      `Error in configuration: context was not found for specified context: ${config.current}\n`,
    );
  if (context?.cluster !== 'kubernetes' && given('--cluster') === undefined)
    throw new KubectlError(
      [],
      1,
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n',
    );
  if (!context?.namespace) return args;
  const end = args.indexOf('--');
  const at = end < 0 ? args.length : end;
  return [...args.slice(0, at), `--${CONTEXT_NAMESPACE.name}=${context.namespace}`, ...args.slice(at)];
}

/** The verbs, each with the flags that it is known to take: for completion. */
export const verbFlags = (): ReadonlyMap<string, readonly Flag[]> =>
  new Map(Object.entries(VERBS).map(([name, { flags = [] }]) => [name, flags]));
