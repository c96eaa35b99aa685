import { deleteObject } from '../../admit/deleteObject.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import { type KindInfo, qualifiedPlural } from '../../admit/kinds.ts';
import { orphanDependents } from '../../controllers/garbage.ts';
import { advanceUntil, react } from '../../controllers/settle.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { KubectlError, notFound, withSource } from './KubectlError.ts';
import { objectName } from './Printout.ts';
import { deleteRaw } from './rawRequest.ts';
import { refuseNames } from './resources.ts';
import type { Session } from './Session.ts';
import { NOTHING_GIVEN, type Target, visitTargets } from './targets.ts';

export const deleteFlags: Flag[] = [
  flag.output,
  flag.dryRun,
  flag.selector,
  flag.fieldSelector,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.allNamespaces,
  flag.all,
  flag.ignoreNotFound,
  flag.timeout,
  { name: 'wait', type: 'bool' },
  { name: 'force', type: 'bool' },
  { name: 'now', type: 'bool' },
  { name: 'interactive', short: 'i', type: 'bool' },
  { name: 'grace-period', type: 'int' },
  { name: 'cascade', type: 'optional', implied: 'background' },
  { name: 'raw', type: 'string' },
];

const FORCE_WARNING =
  'Immediate deletion does not wait for confirmation that the running resource has been terminated. ' +
  'The resource may continue to run on the cluster indefinitely.';

/** `kubectl delete` */
export function remove(session: Session, args: ParsedArgs): void {
  if (args.flags.has('raw')) return deleteRaw(session, args);
  const output = valueOf(args, flag.output);
  if (output !== undefined && output !== '' && output !== 'name')
    throw KubectlError.plain('unexpected -o output mode: ' + `${output}. We only support '-o name'`);
  const dryRun = dryRunOf(args);
  const force = isSet(args, { name: 'force' });
  const cascade = valueOf(args, { name: 'cascade' });
  if (cascade !== undefined && !/^(true|false|background|foreground|orphan)$/.test(cascade))
    throw KubectlError.plain(`invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`);
  const grace = gracePeriodOf(args, force);
  const selector = valueOf(args, flag.selector);
  if (args.words.length === 0 && (selector !== undefined || isSet(args, flag.all)))
    throw KubectlError.plain('at least one resource must be specified to use a selector');
  if (isSet(args, flag.all) && (selector !== undefined || args.flags.has(flag.fieldSelector.name)))
    throw KubectlError.plain("setting 'all' parameter but found a non empty selector. ");
  refuseNames(args.words, isSet(args, flag.all));
  if (args.words.length === 0 && !args.flags.has(flag.filename.name)) throw KubectlError.plain(NOTHING_GIVEN);
  if (force && grace === 0) session.warn(FORCE_WARNING);
  const outdated = cascade === 'true' ? 'background' : cascade === 'false' ? 'orphan' : undefined;
  if (outdated !== undefined)
    session.complain(
      `warning: --cascade=${cascade} is deprecated (boolean value) and can be replaced with --cascade=${outdated}.`,
    );
  const gone: Target[] = [];
  const ignore = isSet(args, flag.ignoreNotFound) || isSet(args, flag.all) || selector !== undefined;
  let problem: KubectlError | undefined;
  let found = 0;
  try {
    visitTargets(
      session,
      args,
      args.words,
      (target) => {
        found++;
        if (dryRun !== 'client') {
          const namespace = target.info.namespaced ? target.namespace : undefined;
          session.authorize(target.info, 'delete', namespace, target.name);
          if ((outdated ?? cascade) === 'orphan' && dryRun === 'none') orphanDependents(session.cluster, target.object);
          const options = {
            ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
            ...(dryRun === 'server' && { dryRun: true }),
          };
          session.take(
            target.info,
            deleteObject(session.cluster, target.info.kind, namespace, target.name, options),
            (status) => withSource('deleting', target.source, status),
          );
          if (dryRun === 'none') {
            react(session.cluster);
            gone.push(target);
          }
        }
        session.print(
          output === 'name' ? objectName(target.info, target.name) : told(target, force) + dryRunSuffix(dryRun),
        );
      },
      'deleting',
      // what is named is not looked for (delete.go: RequireObject(false)); what is not there the server tells
      dryRun === 'client' ? named : deletable(session),
    );
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    // what is left of several errors is told as several are
    const listed = error.problems.length > 1;
    const problems = error.problems
      .filter((p) => !(ignore && p.kind === 'status' && p.status.reason === 'NotFound'))
      .map((p) => (listed && p.kind === 'plain' ? { ...p, listed } : p));
    if (problems.length > 0) problem = new KubectlError(problems);
    else found++;
  }
  if (valueOf(args, { name: 'wait' }) !== 'false') for (const target of gone) waitGone(session, target);
  if (problem) throw problem;
  if (found === 0) session.print('No resources found');
}

const deletable =
  (session: Session): Session['get'] =>
  (info, namespace, name, reword) => {
    session.authorize(info, 'delete', info.namespaced ? namespace : undefined, name);
    // not looked for before, nor is its Namespace
    const plain = notFound(qualifiedPlural(info), name);
    return session.find(info, namespace, name, () => reword?.(plain) ?? plain);
  };

const named = (info: KindInfo, namespace: string, name: string): KubeObject => ({
  apiVersion: info.apiVersion,
  kind: info.kind,
  metadata: { name, ...(info.namespaced ? { namespace } : {}) },
});

/** What kubectl asks for (kubectl: delete.go, Complete and Validate); undefined: what the object says. */
function gracePeriodOf(args: ParsedArgs, force: boolean): number | undefined {
  const given = Number.parseInt(valueOf(args, { name: 'grace-period' }) ?? '-1', 10);
  if (isSet(args, { name: 'now' })) {
    if (given !== -1) throw KubectlError.plain('--now and --grace-period cannot be specified together');
    if (!force) return 1;
  }
  if (force && given > 0)
    throw KubectlError.plain('--force and --grace-period greater than 0 cannot be specified together');
  if (given < 0) return force ? 0 : undefined;
  return given === 0 && !force ? 1 : given;
}

export function told({ info, namespace, name }: Pick<Target, 'info' | 'namespace' | 'name'>, force: boolean): string {
  const what = `${shortName(info)} "${name}" ${force ? 'force deleted' : 'deleted'}`;
  return info.namespaced ? `${what} from ${namespace} namespace` : what;
}

const shortName = (info: KindInfo): string =>
  info.group === '' ? info.kind.toLowerCase() : `${info.kind.toLowerCase()}.${info.group}`;

/** As long as anybody would look at a kubectl that waits, ms. */
const PATIENCE = 60_000;

/** kubectl waits until the object is gone: the cluster's clock goes on, event by event. */
export function waitGone({ cluster }: Session, target: Target): void {
  const still = () =>
    cluster.store.get(target.info.kind, target.info.namespaced ? target.namespace : undefined, target.name)?.metadata
      .uid === target.object.metadata.uid;
  advanceUntil(cluster, () => !still(), PATIENCE);
}
