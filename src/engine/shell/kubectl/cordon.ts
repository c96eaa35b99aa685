import type { Node } from '../../../model/Node.ts';
import { sendPatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, type ParsedArgs } from './flags.ts';
import { findKind } from '../../admit/kinds.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

export const cordonFlags: Flag[] = [flag.dryRun, flag.selector];

/** `kubectl cordon NODE` and `kubectl uncordon NODE` */
export function cordon(session: Session, args: ParsedArgs, wanted: boolean): void {
  if (args.words.length === 0 && !args.flags.has(flag.selector.name))
    throw KubectlError.plain(
      `USAGE: ${wanted ? 'cordon' : 'uncordon'} NODE [flags]\nSee 'kubectl ${wanted ? 'cordon' : 'uncordon'} -h' for help and examples`,
    );
  const info = findKind('v1', 'Node');
  if (!info) return;
  const dryRun = dryRunOf(args);
  const done = wanted ? 'cordoned' : 'uncordoned';
  // all Nodes are found before the first is written to (cmd/drain, DrainCmdOptions.Complete)
  const targets: Target[] = [];
  visitTargets(session, args, ['nodes', ...args.words], (target) => targets.push(target));
  for (const target of targets) {
    const already = Boolean((target.object as Node).spec.unschedulable) === wanted;
    if (!already && dryRun !== 'client')
      sendPatch(session, target, 'merge', { spec: { unschedulable: wanted ? true : null } }, dryRun);
    session.print(`${objectName(info, target.name)} ${already ? 'already ' : ''}${done}${dryRunSuffix(dryRun)}`);
  }
}
