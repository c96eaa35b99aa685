import type { Pod } from '../../../model/Pod.ts';
import { deleteObject } from '../../admit/deleteObject.ts';
import { evictPod } from '../../admit/eviction.ts';
import { findKind, type KindInfo } from '../../admit/kinds.ts';
import { advance, advanceUntil } from '../../controllers/settle.ts';
import { duration, durationText } from '../../controllers/timers.ts';
import { parseLabelSelector } from './labelSelector.ts';
import { sendPatch } from './changes.ts';
import { type DryRun, dryRunOf, dryRunSuffix, type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

export const drainFlags: Flag[] = [
  flag.dryRun,
  flag.selector,
  flag.timeout,
  { name: 'force', type: 'bool' },
  { name: 'ignore-daemonsets', type: 'bool' },
  { name: 'delete-emptydir-data', type: 'bool' },
  { name: 'disable-eviction', type: 'bool' },
  { name: 'grace-period', type: 'int' },
  { name: 'pod-selector', type: 'string' },
  { name: 'chunk-size', type: 'string' },
  { name: 'skip-wait-for-delete-timeout', type: 'int' },
];

const POD = findKind('v1', 'Pod') as KindInfo;

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
    const text = `error: unable to drain node "${node.name}" due to error: ${aggregated(wrong)}, continuing command...`;
    session.complain(text);
    pending.push(node.name);
    problems.push(...wrong);
  }
  if (pending.length === 0) return;
  session.complain(`There are pending nodes to be drained:\n${pending.map((name) => ` ${name}`).join('\n')}`);
  throw new KubectlError([], 1, problems.map((problem) => `${problem}\n`).join(''));
}

function cordon(session: Session, node: Target, dryRun: DryRun): void {
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
  if (dryRun === 'client') {
    for (const pod of going) session.print(`evicting pod ${named(pod)} (dry run)`);
    return [];
  }
  if (isSet(args, { name: 'disable-eviction' })) return deletePods(session, args, going);
  const problems = evictPods(session, args, going);
  const left = going.filter(({ metadata }) => isThere(session, metadata)).map(({ metadata }) => `pod/${metadata.name}`);
  if (problems.length > 0 && left.length > 0) {
    session.complain(`There are pending pods in node "${node.name}" when an error occurred: ${aggregated(problems)}`);
    session.complain(left.join('\n'));
  }
  return problems;
}

/** utilerrors.NewAggregate. */
const aggregated = (problems: readonly string[]): string =>
  problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`;

const isThere = ({ cluster }: Session, { namespace, name, uid }: Pod['metadata']): boolean =>
  cluster.store.get('Pod', namespace, name)?.metadata.uid === uid;

const graceOf = (args: ParsedArgs): { gracePeriodSeconds?: number } => {
  const grace = Number(valueOf(args, { name: 'grace-period' }) ?? -1);
  return grace >= 0 ? { gracePeriodSeconds: grace } : {};
};

function deletePods(session: Session, args: ParsedArgs, pods: readonly Pod[]): string[] {
  for (const { metadata } of pods) {
    deleteObject(session.cluster, 'Pod', metadata.namespace, metadata.name, {
      ...graceOf(args),
      dryRun: dryRunOf(args) === 'server',
    });
    session.print(`deleting pod ${metadata.namespace}/${metadata.name}${dryRunSuffix(dryRunOf(args))}`);
  }
  if (dryRunOf(args) === 'none')
    for (const { metadata } of pods) {
      advanceUntil(session.cluster, () => !isThere(session, metadata), PATIENCE);
      session.print(`${objectName(POD, metadata.name)} deleted`);
    }
  return [];
}

/** kubectl: pkg/drain, EvictErrorRetryDelay, ms. */
const RETRY = 5000;
/** Without `--timeout` kubectl asks again for ever, and nobody would look at it longer, ms. */
const NO_MORE = 60_000;

/** All are asked to go at once, and those that their budgets hold back again every five seconds (pkg/drain, evictPods). */
function evictPods(session: Session, args: ParsedArgs, pods: readonly Pod[]): string[] {
  const { cluster } = session;
  const dryRun = dryRunOf(args) === 'server';
  const limit = duration(valueOf(args, flag.timeout), 0);
  const start = cluster.now;
  const end = limit > 0 ? start + limit : Number.POSITIVE_INFINITY;
  const problems: string[] = [];
  // of goroutines that are started one after another, the last runs first
  let asked = [...pods.slice(-1), ...pods.slice(0, -1)];
  const going: Pod[] = [];
  while (asked.length > 0) {
    asked = asked.filter((pod) => {
      const { namespace, name } = pod.metadata;
      const failed = `error when evicting pods/"${name}" -n "${namespace}"`;
      session.print(`evicting pod ${namespace}/${name}${dryRunSuffix(dryRunOf(args))}`);
      if (cluster.now >= end) {
        problems.push(`${failed}: global timeout reached: ${durationText(limit)}`);
        return false;
      }
      const answer = evictPod(cluster, pod.metadata, { ...graceOf(args), dryRun });
      if (answer.ok) going.push(pod);
      else if (answer.status.code === 429)
        session.complain(`${failed} (will retry after 5s): ${answer.status.message}`);
      else if (answer.status.code !== 404) problems.push(`${failed}: ${answer.status.message}`);
      return !answer.ok && answer.status.code === 429;
    });
    const next = asked.length > 0 ? cluster.now + RETRY : cluster.now + PATIENCE;
    if (!dryRun) tellOfEnds(session, going, Math.min(next, end));
    if (asked.length > 0) advance(cluster, next);
    if (limit === 0 && asked.length > 0 && next >= start + NO_MORE) throw new KubectlError([], 124);
  }
  for (const {
    metadata: { namespace, name },
  } of cluster.now >= end ? going : [])
    problems.push(
      `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: context deadline exceeded`,
    );
  return problems;
}

/** Waits for those that go, at most until then; who has gone is left out of the list. */
function tellOfEnds(session: Session, going: Pod[], until: number): void {
  const { cluster } = session;
  for (const pod of going.splice(0)) {
    const gone = advanceUntil(cluster, () => !isThere(session, pod.metadata), until - cluster.now);
    if (gone) session.print(`${objectName(POD, pod.metadata.name)} evicted`);
    else going.push(pod);
  }
}
