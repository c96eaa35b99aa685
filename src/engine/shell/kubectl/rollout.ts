import type { Workload } from '../../../model/Workload.ts';
import { timestamp } from '../../cluster/timestamp.ts';
import { sendPatch } from './changes.ts';
import { valueAt } from '../../plain.ts';
import { type Flag, flag, namespaceOf, parseArgs, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { unknownCommand } from './unknownCommand.ts';
import { printerOf } from './print.ts';
import { objectName } from './Printout.ts';
import { resourceName, type Session } from './Session.ts';
import { rolloutStatus } from './rolloutStatus.ts';
import { revisions } from './revisions.ts';
import { type Target, visitTargets } from './targets.ts';

const COMMON: Flag[] = [flag.selector, flag.filename, flag.recursive, flag.kustomize];
const PRINTED: Flag[] = [flag.output, flag.template, flag.showManagedFields];
const CHANGING: Flag[] = [...PRINTED, flag.fieldManager];
const REVISION: Flag = { name: 'revision', type: 'string' };

/** What each command has beside the common ones. */
const FLAGS: Readonly<Record<string, Flag[]>> = {
  history: [...PRINTED, REVISION],
  pause: CHANGING,
  restart: CHANGING,
  resume: CHANGING,
  status: [flag.timeout, REVISION, { name: 'watch', short: 'w', type: 'bool' }],
  undo: [...PRINTED, flag.dryRun, { name: 'to-revision', type: 'string' }],
};

const ROLLED_OUT = new Set(['Deployment', 'DaemonSet', 'StatefulSet']);

/** `kubectl rollout history|undo|pause|resume|restart|status` */
export function rollout(session: Session, argv: readonly string[]): void {
  const [sub = '', ...rest] = argv;
  if (!['history', 'pause', 'restart', 'resume', 'status', 'undo'].includes(sub)) throw unknownCommand('rollout', argv);
  const args = parseArgs(`kubectl rollout ${sub}`, rest, [...COMMON, ...(valueAt(FLAGS, sub) ?? [])]);
  // A type without names means all of it (ResourceTypeOrNameArgs(true, …)).
  args.flags.set(flag.all.name, ['true']);
  if (sub === 'history' || sub === 'undo') return revisions(session, args, sub);
  if (sub === 'pause' || sub === 'resume') return pause(session, args, sub === 'pause');
  if (args.words.length === 0) throw KubectlError.plain('required resource not specified');
  const visited = visitTargets(session, args, args.words, (target) => {
    const { info, name, object } = target;
    if (!ROLLED_OUT.has(info.kind))
      throw KubectlError.plain(
        sub === 'restart'
          ? `${resourceName(info)} "${name}" restarting is not supported`
          : `no status viewer has been implemented for ${info.kind}${info.group && `.${info.group}`}`,
      );
    if (sub === 'status') {
      rolloutStatus(session, args, target);
      return;
    }
    if ((object as Workload).spec['paused'] === true)
      throw KubectlError.plain(
        `${resourceName(info)} "${name}" can't restart paused deployment (run rollout resume first)`,
      );
    const annotations = { 'kubectl.kubernetes.io/restartedAt': timestamp(session.cluster.now) };
    change(session, args, target, { template: { metadata: { annotations } } }, 'restarted');
  });
  if (visited === 0) session.complain(`No resources found in ${namespaceOf(args)} namespace.`);
}

/** Changes the spec, and prints what comes of it as it is asked for. */
function change(session: Session, args: ParsedArgs, target: Target, spec: object, done: string): void {
  const object = sendPatch(session, target, 'strategic', { spec }, 'none');
  const printer = printerOf(session, args);
  if (printer) session.stdout += printer(object, [{ info: target.info, object }]);
  else session.print(`${objectName(target.info, target.name)} ${done}`);
}

function pause(session: Session, args: ParsedArgs, wanted: boolean): void {
  if (args.words.length === 0) throw KubectlError.plain('required resource not specified');
  const visited = visitTargets(session, args, args.words, (target) => {
    const { info, name, object } = target;
    const resource = `${resourceName(info)} "${name}"`;
    const what = wanted ? 'pausing' : 'resuming';
    if (info.kind !== 'Deployment') throw KubectlError.plain(`${resource} ${what} is not supported`);
    const paused = (object as Workload).spec['paused'] === true;
    if (paused === wanted) throw KubectlError.plain(`${resource} ${wanted ? 'is already paused' : 'is not paused'}`);
    change(session, args, target, { paused: wanted ? true : null }, wanted ? 'paused' : 'resumed');
  });
  if (visited === 0) session.complain(`No resources found in ${namespaceOf(args)} namespace.`);
}
