import type { Pod } from '../../../model/Pod.ts';
import type { CommandResult } from '../../../model/Scenario.ts';
import { environmentOf } from '../../discovery/environment.ts';
import { succeed } from '../Command.ts';
import { quote } from '../words.ts';
import { attachablePod } from './attachablePod.ts';
import { containerFlags, mustHaveContainer } from './containerNamed.ts';
import { type Flag, flag, namespaceOf, parseArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';

const flags: Flag[] = [flag.filename, ...containerFlags];

/** `kubectl exec POD -- COMMAND`: the same as running the command in the Pod's place. */
export function exec(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl exec', argv, flags);
  const [word, ...old] = args.words;
  if (word === undefined) throw KubectlError.plain('pod, type/name or --filename must be specified');
  const command = args.after ?? old;
  if (command.length === 0) throw KubectlError.plain('you must specify at least one command for the container');
  if (isOpen(command))
    throw KubectlError.plain('kubehop keeps no shell open: write a command after `--`, or go to the Pod itself');
  const namespace = namespaceOf(args);
  const pod = attachablePod(session, namespace, word);
  const container = valueOf(args, { name: 'container' });
  if (container !== undefined) mustHaveContainer(pod, container);
  const result = runIn(session, pod, command);
  session.stdout += result.stdout;
  session.stderr += result.stderr;
  if (result.exit !== 0) throw new KubectlError([], result.exit, `command terminated with exit code ${result.exit}\n`);
}

/** What a command does in a Pod; its input is kubectl's own. */
export function runIn(session: Session, pod: Pod, command: readonly string[]): CommandResult {
  const shell = SHELL.test(command[0] ?? '') && command[1] === '-c';
  const line = shell ? (command[2] ?? '') : command.map(quote).join(' ');
  // without a shell between, the environment is in the kubelet's order and has names that no shell hands on
  const bare = !shell && /^(env|printenv)$/.test(command.join(' '));
  if (!bare) return session.context.execute(`pod/${pod.metadata.namespace}/${pod.metadata.name}`, line, session.stdin);
  return succeed(
    environmentOf(session.cluster, pod)
      .map((variable) => `${variable}\n`)
      .join(''),
  );
}

const SHELL = /^(\/bin\/)?(ba|a|da)?sh$/;

/** Whether a command is a shell that waits for somebody to type. */
export const isOpen = ([program = '', ...words]: readonly string[]): boolean =>
  SHELL.test(program) && words.length === 0;
