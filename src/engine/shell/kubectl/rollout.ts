import type { Workload } from '../../../model/Workload.ts';
import { timestamp } from '../../cluster/timestamp.ts';
import { sendPatch } from './changes.ts';
import { dryRunOf, type Flag, flag, namespaceOf, parseArgs, type ParsedArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName } from './Printout.ts';
import { resourceName, type Session } from './Session.ts';
import { rolloutStatus } from './rolloutStatus.ts';
import { revisions } from './revisions.ts';
import { visitTargets } from './targets.ts';

const flags: Flag[] = [
  flag.output,
  flag.dryRun,
  flag.selector,
  flag.filename,
  flag.recursive,
  flag.timeout,
  { name: 'watch', short: 'w', type: 'bool' },
  { name: 'revision', type: 'string' },
  { name: 'to-revision', type: 'string' },
];

const ROLLED_OUT = new Set(['Deployment', 'DaemonSet', 'StatefulSet']);

/** `kubectl rollout history|undo|pause|resume|restart|status` */
export function rollout(session: Session, argv: readonly string[]): void {
  const [sub = '', ...rest] = argv;
  const args = parseArgs(`kubectl rollout ${sub}`, rest, flags);
  // A type without names means all of it (ResourceTypeOrNameArgs(true, …)).
  args.flags.set(flag.all.name, ['true']);
  if (sub === 'history' || sub === 'undo') return revisions(session, args, sub);
  if (sub === 'pause' || sub === 'resume') return pause(session, args, sub === 'pause');
  if (sub !== 'restart' && sub !== 'status') throw KubectlError.unknownCommand('rollout', argv);
  if (args.words.length === 0) throw KubectlError.plain('required resource not specified');
  const dryRun = dryRunOf(args);
  const visited = visitTargets(session, args, args.words, (target) => {
    const { info, name, object } = target;
    if (!ROLLED_OUT.has(info.kind))
      throw KubectlError.plain(
        sub === 'restart'
          ? `${info.plural}${info.group ? `.${info.group}` : ''} "${name}" restarting is not supported`
          : `no status viewer has been implemented for ${info.kind}`,
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
    sendPatch(session, target, 'strategic', { spec: { template: { metadata: { annotations } } } }, dryRun);
    session.print(`${objectName(info, name)} restarted`);
  });
  if (visited === 0 && sub === 'restart') session.complain(`No resources found in ${namespaceOf(args)} namespace.`);
}

function pause(session: Session, args: ParsedArgs, wanted: boolean): void {
  if (args.words.length === 0) throw KubectlError.plain('required resource not specified');
  visitTargets(session, args, args.words, (target) => {
    const { info, name, object } = target;
    const resource = `${resourceName(info)} "${name}"`;
    const what = wanted ? 'pausing' : 'resuming';
    if (info.kind !== 'Deployment') throw KubectlError.plain(`${resource} ${what} is not supported`);
    const paused = (object as Workload).spec['paused'] === true;
    if (paused === wanted) throw KubectlError.plain(`${resource} ${wanted ? 'is already paused' : 'is not paused'}`);
    sendPatch(session, target, 'strategic', { spec: { paused: wanted ? true : null } }, 'none');
    session.print(`${objectName(info, name)} ${wanted ? 'paused' : 'resumed'}`);
  });
}
