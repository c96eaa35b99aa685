import { isReady, type Pod } from '../../../model/Pod.ts';
import { deleteObject } from '../../admit/deleteObject.ts';
import { advanceUntil, react } from '../../controllers/settle.ts';
import { duration } from '../../controllers/timers.ts';
import { told } from './delete.ts';
import { isOpen, runIn } from './exec.ts';
import { isSet, namespaceOf, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { resourceNamed } from './resources.ts';
import type { Session } from './Session.ts';

/** Of a Pod that kubectl attaches to. */
interface Attached {
  name: string;
  restart: string;
  command: readonly string[];
  /** What was made, and goes when the command has ended. */
  made: readonly string[];
}

/** pkg/cmd/util: AddPodRunningTimeoutFlag */
const POD_RUNNING_TIMEOUT = 60_000;

/** What nobody can do here: type to a program that waits, or leave a Pod behind that has ended. */
export function refuseLeftOpen(args: ParsedArgs, command: readonly string[]): void {
  if (!isSet(args, { name: 'rm' }))
    throw KubectlError.plain(
      'kubehop attaches only to a Pod that goes with its command: add --rm, or create the Pod and use `kubectl exec`',
    );
  if (command.length === 0 || isOpen(command))
    throw KubectlError.plain(
      'kubehop keeps no program open to type to: write a command after `--`, or create the Pod and use `kubectl exec`',
    );
}

/**
 * The end of `kubectl run -i --rm … -- COMMAND`: the command runs in the new Pod as soon as that is ready, what it
 * prints is told, and the Pod goes (cmd/run/run.go, RunOptions.Run; cmd/attach/attach.go, AttachOptions.Run). What
 * fails is started again under a restart policy of OnFailure, and kubectl gives up waiting.
 */
export function runAttached(session: Session, args: ParsedArgs, { name, restart, command, made }: Attached): void {
  const { cluster } = session;
  const namespace = namespaceOf(args);
  const quiet = isSet(args, { name: 'quiet' });
  const limit = duration(valueOf(args, { name: 'pod-running-timeout' }), POD_RUNNING_TIMEOUT);
  const find = (): Pod | undefined => cluster.store.get<Pod>('Pod', namespace, name);
  const hasStarted = (): boolean => {
    const pod = find();
    return pod?.status.phase === 'Running' && isReady(pod);
  };
  // a Pod that has ended waits for nothing when it is deleted (registry/core/pod: CheckGracefulDelete)
  let hasEnded = false;
  try {
    if (!advanceUntil(cluster, hasStarted, limit)) throw KubectlError.plain(TIMED_OUT);
    if (!quiet) for (const line of ATTACHED) session.complain(line);
    const result = runIn(session, find() as Pod, command);
    const isTerminal = isSet(args, { name: 'tty' });
    session.stdout += isTerminal ? result.stdout + result.stderr : result.stdout;
    session.stderr += isTerminal ? '' : result.stderr;
    if (restart === 'Always' || isSet(args, { name: 'leave-stdin-open' })) return;
    hasEnded = restart === 'Never' || result.exit === 0;
    if (!hasEnded) {
      advanceUntil(cluster, () => false, limit);
      throw KubectlError.plain(TIMED_OUT);
    }
    const why = `pod ${namespace}/${name} terminated (Error)\n`;
    if (result.exit !== 0) throw new KubectlError([], result.exit, why);
  } finally {
    for (const word of made) {
      const info = resourceNamed(word);
      session.authorize(info, 'delete', namespace, name);
      const options = hasEnded && info.kind === 'Pod' ? { gracePeriodSeconds: 0 } : {};
      session.take(info, deleteObject(cluster, info.kind, namespace, name, options));
      react(cluster);
      if (!quiet) session.print(told({ info, namespace, name }, false));
    }
  }
}

const TIMED_OUT = 'timed out waiting for the condition';
const ATTACHED = [
  'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.',
  "If you don't see a command prompt, try pressing enter.",
];
