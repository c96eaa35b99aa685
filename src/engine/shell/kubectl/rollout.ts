import { timestamp } from '../../cluster/timestamp.ts';
import { sendPatch } from './changes.ts';
import { dryRunOf, type Flag, flag, parseArgs } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName, type Session } from './Session.ts';
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
];

const ROLLED_OUT = new Set(['Deployment', 'DaemonSet', 'StatefulSet']);

/** `kubectl rollout restart` and `kubectl rollout status` */
export function rollout(session: Session, argv: readonly string[]): void {
  const [sub = '', ...rest] = argv;
  if (sub !== 'restart' && sub !== 'status')
    throw KubectlError.plain(`kubehop does not simulate "kubectl rollout ${sub}"`);
  const args = parseArgs(`kubectl rollout ${sub}`, rest, flags);
  if (args.words.length === 0) throw KubectlError.plain('required resource not specified');
  const dryRun = dryRunOf(args);
  visitTargets(session, args, args.words, (target) => {
    const { info, name } = target;
    if (!ROLLED_OUT.has(info.kind))
      throw KubectlError.plain(
        sub === 'restart'
          ? `${info.plural}${info.group ? `.${info.group}` : ''} "${name}" restarting is not supported`
          : `no status viewer has been implemented for ${info.kind}`,
      );
    if (sub === 'status') {
      session.print(
        info.kind === 'Deployment'
          ? `deployment "${name}" successfully rolled out`
          : info.kind === 'DaemonSet'
            ? `daemon set "${name}" successfully rolled out`
            : statefulSetStatus(target.object['status'] as Record<string, unknown>),
      );
      return;
    }
    const annotations = { 'kubectl.kubernetes.io/restartedAt': timestamp(session.cluster.now) };
    sendPatch(session, target, 'strategic', { spec: { template: { metadata: { annotations } } } }, dryRun);
    session.print(`${objectName(info, name)} restarted`);
  });
}

const statefulSetStatus = (status: Record<string, unknown>): string =>
  `statefulset rolling update complete ${status['currentReplicas'] ?? 0} pods at revision ${status['currentRevision'] ?? ''}...`;
