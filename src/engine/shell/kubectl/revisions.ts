import type { Workload } from '../../../model/Workload.ts';
import { alignColumns } from '../table.ts';
import { isSame, sendPatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName, type Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

const REVISION = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';
const HASH = 'pod-template-hash';

/** `kubectl rollout history` and `kubectl rollout undo`, of Deployments: their ReplicaSets are the history. */
export function revisions(session: Session, args: ParsedArgs, what: 'history' | 'undo'): void {
  if (args.words.length === 0) throw KubectlError.plain('required resource not specified');
  visitTargets(session, args, args.words, (target) => {
    if (target.info.kind !== 'Deployment')
      throw KubectlError.plain(`kubehop keeps no revisions of a ${target.info.kind}`);
    const sets = historyOf(session, target);
    if (what === 'undo') return undo(session, args, target, sets);
    const rows = [...sets].map(([n, set]) => [String(n), set.metadata.annotations?.[CAUSE] || '<none>']);
    const table = alignColumns([['REVISION', 'CHANGE-CAUSE'], ...rows], 2);
    session.stdout += `${objectName(target.info, target.name)} \n${table}\n`;
  });
}

/** ReplicaSets by their revision, in its order. */
function historyOf(session: Session, { namespace, object }: Target): Map<number, Workload> {
  const own = session.cluster.store
    .list<Workload>('ReplicaSet', namespace)
    .filter((set) => set.metadata.ownerReferences?.some((o) => o.controller && o.uid === object.metadata.uid));
  const numbered = own.map((set): [number, Workload] => [Number(set.metadata.annotations?.[REVISION] ?? 0), set]);
  return new Map(numbered.sort(([a], [b]) => a - b));
}

/** kubectl: rollback.go, DeploymentRollbacker. */
function undo(session: Session, args: ParsedArgs, target: Target, sets: Map<number, Workload>): void {
  const wanted = Number(valueOf(args, { name: 'to-revision' }) ?? 0);
  const deployment = target.object as Workload;
  const numbers = [...sets.keys()];
  if (wanted === 0 && numbers.length < 2)
    throw KubectlError.plain(`no rollout history found for deployment "${target.name}"`);
  const set = sets.get(wanted === 0 ? (numbers.at(-2) ?? 0) : wanted);
  if (!set) throw KubectlError.plain(`unable to find specified revision ${wanted} in history`);
  if (deployment.spec['paused'])
    throw KubectlError.plain(
      `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`,
    );
  const { [HASH]: _, ...labels } = set.spec.template.metadata?.labels ?? {};
  const template = { ...set.spec.template, metadata: { ...set.spec.template.metadata, labels } };
  const dryRun = dryRunOf(args);
  const patch = [{ op: 'replace', path: '/spec/template', value: template }];
  const after = sendPatch(session, target, 'json', patch, dryRun === 'none' ? 'none' : 'server');
  const done = isSame(deployment, after)
    ? `skipped rollback (current template already matches revision ${wanted})`
    : 'rolled back';
  session.print(`${objectName(target.info, target.name)} ${done}${dryRunSuffix(dryRun)}`);
}
