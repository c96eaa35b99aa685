import { patchObject } from '../../admit/api.ts';
import { deleteObject } from '../../admit/deleteObject.ts';
import type { ApiOptions, ApiResponse } from '../../admit/ApiResponse.ts';
import type { KindInfo } from '../../admit/kinds.ts';
import { applyPatch } from '../../admit/patch.ts';
import { servedVersion } from '../../admit/versions.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import { toJson } from '../../goJson.ts';
import { react } from '../../controllers/settle.ts';
import { waitGone } from './delete.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, parseArgs, type ParsedArgs, validationOf } from './flags.ts';
import { KubectlError, withSource } from './KubectlError.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { withLastApplied } from './lastApplied.ts';
import { manifestOptions, readFiles, refuseWords } from './files.ts';
import { type Manifest, NAMELESS, visitManifests } from './manifests.ts';
import { printerOf } from './print.ts';
import { patchOrReport } from './patchOrReport.ts';
import { pruneFlags, pruner } from './prune.ts';
import { noteRecord, RECORD, withRecord } from './record.ts';
import { objectName } from './Printout.ts';
import { applyServerSide } from './applyServerSide.ts';
import type { Session } from './Session.ts';
import { setLastApplied } from './setLastApplied.ts';
import { NOTHING_GIVEN, visitTargets } from './targets.ts';
import { viewLastApplied } from './viewLastApplied.ts';

const FORCE_CONFLICTS: Flag = { name: 'force-conflicts', type: 'bool' };

const applyFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.validate,
  flag.selector,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.all,
  flag.overwrite,
  flag.timeout,
  flag.fieldManager,
  flag.showManagedFields,
  RECORD,
  { name: 'server-side', type: 'bool' },
  { name: 'force', type: 'bool' },
  FORCE_CONFLICTS,
  ...pruneFlags,
  { name: 'wait', type: 'bool' },
  { name: 'grace-period', type: 'string' },
  { name: 'cascade', type: 'optional', implied: 'background' },
];

const PRUNES_ALL =
  'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. ' +
  'If you did not mean to prune all resources, specify a label selector';

type Plain = Record<string, unknown>;

/** `kubectl apply -f FILE` and `kubectl apply view-last-applied` */
export function apply(session: Session, argv: readonly string[]): void {
  if (argv[0] === 'view-last-applied') viewLastApplied(session, argv.slice(1));
  else if (argv[0] === 'set-last-applied') setLastApplied(session, argv.slice(1));
  else if (argv[0] === 'edit-last-applied') editLastApplied(session, argv.slice(1));
  else {
    const args = parseArgs('kubectl apply', argv, applyFlags);
    refuseWords('apply', args);
    noteRecord(session, 'kubectl apply', args);
    applyFiles(session, args);
  }
}

/** `kubectl apply edit-last-applied`: there is no editor here. */
function editLastApplied(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl apply edit-last-applied', argv, [flag.output, flag.filename, flag.recursive]);
  if (args.words.length === 0 && !args.flags.has(flag.filename.name)) throw KubectlError.plain(NOTHING_GIVEN);
  visitTargets(session, args, args.words, () => undefined);
  throw KubectlError.plain('kubehop does not simulate "kubectl apply edit-last-applied"');
}

/** A three-way patch against the last applied configuration, or with --server-side the manifest for the server to merge. */
function applyFiles(session: Session, args: ParsedArgs): void {
  if (isSet(args, { name: 'prune' }) && !isSet(args, flag.all) && !args.flags.has(flag.selector.name))
    throw KubectlError.plain(PRUNES_ALL);
  const dryRun = dryRunOf(args);
  const serverSide = isSet(args, { name: 'server-side' });
  if (isSet(args, FORCE_CONFLICTS) && !serverSide)
    throw KubectlError.plain('--force-conflicts only works with --server-side');
  if (serverSide && dryRun === 'client')
    throw KubectlError.plain(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
  if (serverSide && isSet(args, { name: 'force' }))
    throw KubectlError.plain('--force cannot be used with --server-side');
  if (isSet(args, { name: 'force' }) && dryRun === 'server')
    throw KubectlError.plain('--dry-run=server cannot be used with --force');
  const prune = pruner(session, args, dryRun);
  const files = readFiles(session, args);
  const validation = validationOf(args);
  const printer = printerOf(session, args);
  const suffix = dryRunSuffix(dryRun);
  const count = visitManifests(files, { ...manifestOptions(args, validation), collected: true }, (manifest) => {
    manifest.object = withRecord(session, manifest.object) as Plain;
    const { info, namespace, name, source } = manifest;
    const { generateName } = (manifest.object['metadata'] ?? {}) as Plain;
    if (name === '' && generateName !== undefined)
      throw KubectlError.plain(`from ${String(generateName)}: cannot use generate name with apply`);
    const modified = withLastApplied(manifest.object, namespace);
    const options = {
      dryRun: dryRun === 'server',
      fieldValidation: validation,
      writer: { manager: session.manager },
    };
    const show = (object: KubeObject, what: string) => {
      prune?.keep(object, namespace);
      if (printer) session.stdout += printer(object, [{ info, object }]);
      else session.print(`${objectName(info, name)} ${what}${suffix}`);
    };
    if (serverSide) {
      show(
        applyServerSide(session, manifest, { ...options, force: isSet(args, FORCE_CONFLICTS) }),
        'serverside-applied',
      );
      return;
    }
    if (name === '') throw KubectlError.plain(namelessMessage(manifest));
    session.authorize(info, 'get', namespace, name);
    const stored = session.cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
    const current = stored && servedVersion(info, stored);
    session.asked(info);
    if (!current) {
      const fresh = pruneNulls(modified);
      const made =
        dryRun === 'client'
          ? (fresh as KubeObject)
          : session.take(info, session.create(info, fresh, options), (status) =>
              withSource('creating', source, status),
            );
      show(made, 'created');
      return;
    }
    const last = current.metadata.annotations?.[LAST_APPLIED];
    if (last === undefined)
      session.warn(
        `resource ${info.plural}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. ` +
          'kubectl apply should only be used on resources created declaratively by either kubectl create --save-config ' +
          'or kubectl apply. The missing annotation will be patched automatically.',
      );
    const report = (why: string) =>
      patchMessage(manifest, '', dryRun === 'client' ? why : `error when patching "${source}": ${why}`);
    const patch = patchOrReport(session, manifest, current, modified, report);
    if (Object.keys(patch).length === 0) {
      show(current, 'unchanged');
      return;
    }
    if (dryRun !== 'client') session.authorize(info, 'patch', namespace, name);
    const force = isSet(args, { name: 'force' }) && dryRun === 'none';
    const after =
      dryRun === 'client'
        ? patchedHere(info, current, patch)
        : session.take(info, patchOrReplace(session, manifest, current, patch, modified, options, force), (status) => ({
            ...status,
            message: patchMessage(manifest, toJson(patch), status.message),
          }));
    show(after, 'configured');
  });
  if (count === 0) throw KubectlError.plain('no objects passed to apply');
  prune?.run();
}

/** What is null is not sent to be created, as it would not be in a patch (cmd/apply/apply.go, pruneNullsFromMap). */
function pruneNulls<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(pruneNulls) as T;
  const kept = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(kept.map(([key, field]) => [key, pruneNulls(field)])) as T;
}

/** With --force, what cannot be changed is deleted and made anew (cmd/apply/patcher.go: Patch, deleteAndCreate). */
function patchOrReplace(
  session: Session,
  { info, namespace, name, source }: Manifest,
  current: KubeObject,
  patch: Plain,
  modified: Plain,
  options: ApiOptions,
  force: boolean,
): ApiResponse {
  const place = info.namespaced ? namespace : undefined;
  const patched = patchObject(session.cluster, info, place, name, 'strategic', patch, options);
  if (patched.ok) return patched;
  if (!force || !['Conflict', 'Invalid'].includes(patched.status.reason))
    return { ...patched, status: withSource('patching', source, patched.status) };
  session.take(info, deleteObject(session.cluster, info.kind, place, name));
  react(session.cluster);
  waitGone(session, { info, namespace, name, object: current, source });
  const made = session.create(info, modified, options);
  // what was there comes back
  if (!made.ok) session.create(info, { ...current, metadata: { ...current.metadata, resourceVersion: '' } }, options);
  return made;
}

/** What kubectl makes of a patch by itself, for --dry-run=client. */
function patchedHere(info: KindInfo, current: KubeObject, patch: Plain): KubeObject {
  const patched = applyPatch(info, current, 'strategic', patch);
  return 'status' in patched ? current : (patched.value as KubeObject);
}

/** cli-runtime: resource.Info.String, an object as kubectl's errors tell it. */
const toldOf = ({ info: { group, version, plural, kind }, name, namespace }: Manifest): string =>
  `Resource: "${group}/${version}, Resource=${plural}", GroupVersionKind: "${group}/${version}, Kind=${kind}"\n` +
  `Name: "${name}", Namespace: "${namespace}"`;

const patchMessage = (manifest: Manifest, patch: string, message: string): string =>
  `error when applying patch:\n${patch}\nto:\n${toldOf(manifest)}\nfor: "${manifest.source}": ${message}`;

/** Without a name there is nothing to ask the server for. */
const namelessMessage = (manifest: Manifest): string =>
  `error when retrieving current configuration of:\n${toldOf(manifest)}\n` +
  `from server for: "${manifest.source}": ${NAMELESS}`;
