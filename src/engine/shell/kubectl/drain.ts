import type { Pod } from '../../../model/Pod.ts';
import { deleteObject } from '../../admit/api.ts';
import { findKind, type KindInfo } from '../../admit/kinds.ts';
import { advanceUntil } from '../../controllers/settle.ts';
import { parseLabelSelector } from './labelSelector.ts';
import { sendPatch } from './changes.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName, type Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

export const drainFlags: Flag[] = [
  flag.dryRun,
  flag.selector,
  flag.timeout,
  { name: 'force', type: 'bool' },
  { name: 'ignore-daemonsets', type: 'bool' },
  { name: 'delete-emptydir-data', type: 'bool' },
  { name: 'disable-eviction', type: 'bool' },
  { name: 'grace-period', type: 'string' },
  { name: 'pod-selector', type: 'string' },
  { name: 'chunk-size', type: 'string' },
  { name: 'skip-wait-for-delete-timeout', type: 'string' },
];

/** As long as anybody would look at it, ms. */
const PATIENCE = 10 * 60_000;

/** `kubectl drain NODE`: no new Pods for it, and those that it has go (kubectl: cmd/drain, pkg/drain). */
export function drain(session: Session, args: ParsedArgs): void {
  if (args.words.length === 0 && !args.flags.has(flag.selector.name))
    throw KubectlError.plain("USAGE: drain NODE [flags]\nSee 'kubectl drain -h' for help and examples");
  const dryRun = dryRunOf(args);
  const nodes: Target[] = [];
  visitTargets(session, args, ['nodes', ...args.words], (target) => nodes.push(target));
  for (const node of nodes) cordon(session, node, dryRun);
  const pending: string[] = [];
  const problems: string[] = [];
  for (const node of nodes) {
    const wrong = drainNode(session, args, node);
    if (wrong.length === 0) {
      session.print(`${objectName(node.info, node.name)} drained${dryRunSuffix(dryRun)}`);
      continue;
    }
    const text = wrong.length === 1 ? (wrong[0] ?? '') : `[${wrong.join(', ')}]`;
    session.complain(`error: unable to drain node "${node.name}" due to error: ${text}, continuing command...`);
    pending.push(node.name);
    problems.push(...wrong);
  }
  if (pending.length === 0) return;
  session.complain(`There are pending nodes to be drained:\n${pending.map((name) => ` ${name}`).join('\n')}`);
  throw new KubectlError([], 1, problems.map((problem) => `${problem}\n`).join(''));
}

function cordon(session: Session, node: Target, dryRun: 'none' | 'client' | 'server'): void {
  const already = (node.object['spec'] as { unschedulable?: boolean }).unschedulable === true;
  if (!already && dryRun !== 'client') sendPatch(session, node, 'merge', { spec: { unschedulable: true } }, dryRun);
  session.print(`${objectName(node.info, node.name)} ${already ? 'already ' : ''}cordoned${dryRunSuffix(dryRun)}`);
}

const DAEMON_PODS = 'DaemonSet-managed Pods';

/** What stands against it: nothing when the Node's Pods are gone. */
function drainNode(session: Session, args: ParsedArgs, node: Target): string[] {
  const { cluster } = session;
  const dryRun = dryRunOf(args);
  const selector = valueOf(args, { name: 'pod-selector' });
  const matches = selector === undefined ? () => true : parseLabelSelector(selector);
  const named = (pod: Pod): string => `${pod.metadata.namespace}/${pod.metadata.name}`;
  const all = cluster.store
    .list<Pod>('Pod')
    .filter((pod) => pod.spec.nodeName === node.name && matches(pod.metadata.labels ?? {}))
    .sort((a, b) => (named(a) < named(b) ? -1 : 1));
  const errors = new Map<string, string[]>();
  const warnings = new Map<string, string[]>();
  const say = (to: Map<string, string[]>, text: string, pod: Pod): unknown =>
    to.set(text, [...(to.get(text) ?? []), named(pod)]);
  const going = all.filter((pod) => {
    const finished = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
    const owner = pod.metadata.ownerReferences?.find((o) => o.controller);
    if (owner?.kind === 'DaemonSet' && !finished) {
      if (isSet(args, { name: 'ignore-daemonsets' })) say(warnings, `ignoring ${DAEMON_PODS}`, pod);
      else say(errors, `${DAEMON_PODS} (use --ignore-daemonsets to ignore)`, pod);
      return false;
    }
    if (finished) return true;
    const volumes = (pod.spec['volumes'] ?? []) as { emptyDir?: unknown }[];
    if (volumes.some((volume) => volume.emptyDir)) {
      if (!isSet(args, { name: 'delete-emptydir-data' })) {
        say(errors, 'Pods with local storage (use --delete-emptydir-data to override)', pod);
        return false;
      }
      say(warnings, 'deleting Pods with local storage', pod);
    }
    if (owner) return true;
    if (!isSet(args, { name: 'force' })) {
      say(errors, 'Pods that declare no controller (use --force to override)', pod);
      return false;
    }
    say(warnings, 'deleting Pods that declare no controller', pod);
    return true;
  });
  if (errors.size > 0) return [...errors].map(([text, pods]) => `cannot delete ${text}: ${pods.join(', ')}`);
  if (warnings.size > 0) session.warn([...warnings].map(([text, pods]) => `${text}: ${pods.join(', ')}`).join('; '));
  const verb = isSet(args, { name: 'disable-eviction' }) ? ['deleting', 'deleted'] : ['evicting', 'evicted'];
  for (const pod of going) session.print(`${verb[0]} pod ${named(pod)}${dryRunSuffix(dryRun)}`);
  if (dryRun === 'none') evict(session, args, going, verb[1] ?? '');
  return [];
}

function evict(session: Session, args: ParsedArgs, pods: readonly Pod[], done: string): void {
  const { cluster } = session;
  const grace = Number(valueOf(args, { name: 'grace-period' }) ?? -1);
  const info = findKind('v1', 'Pod') as KindInfo;
  for (const { metadata } of pods)
    deleteObject(cluster, 'Pod', metadata.namespace, metadata.name, grace >= 0 ? { gracePeriodSeconds: grace } : {});
  for (const { metadata } of pods) {
    const still = (): boolean =>
      cluster.store.get('Pod', metadata.namespace, metadata.name)?.metadata.uid === metadata.uid;
    advanceUntil(cluster, () => !still(), PATIENCE);
    session.print(`${objectName(info, metadata.name)} ${done}`);
  }
}
