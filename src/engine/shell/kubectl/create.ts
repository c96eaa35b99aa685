import { pathSegment } from '../../admit/validators.ts';
import { createWorkload } from './createDeployment.ts';
import { createService } from './createService.ts';
import { createSimple } from './createSimple.ts';
import { createToken } from './createToken.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, parseArgs, type ParsedArgs, validationOf } from './flags.ts';
import { KubectlError, withSource } from './KubectlError.ts';
import { hasLastApplied, withLastApplied } from './lastApplied.ts';
import { manifestOptions, readFiles, refuseWords } from './files.ts';
import { visitManifests } from './manifests.ts';
import { createRaw } from './rawRequest.ts';
import { printerOf } from './print.ts';
import { noteRecord, RECORD, withRecord } from './record.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';

export const createFlags: Flag[] = [
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.output,
  flag.template,
  flag.dryRun,
  flag.validate,
  flag.selector,
  flag.saveConfig,
  flag.fieldManager,
  flag.showManagedFields,
  RECORD,
  { name: 'edit', type: 'bool' },
  { name: 'raw', type: 'string' },
  { name: 'windows-line-endings', type: 'bool' },
];

/** `kubectl create -f FILE`, `kubectl create service …`, `kubectl create deployment …` */
export function create(session: Session, argv: readonly string[]): void {
  const [sub, ...rest] = argv;
  if (sub === 'service' || sub === 'svc') return createService(session, rest);
  if (sub === 'deployment' || sub === 'deploy') return createWorkload(session, rest);
  if (sub === 'token') return createToken(session, rest);
  if (createSimple(session, argv)) return;
  const args = parseArgs('kubectl create', argv, createFlags);
  noteRecord(session, 'kubectl create', args);
  createFiles(session, args);
}

function createFiles(session: Session, args: ParsedArgs): void {
  refuseWords('create', args);
  if (args.flags.has('raw')) return createRaw(session, args);
  const files = readFiles(session, args);
  const dryRun = dryRunOf(args);
  const validation = validationOf(args);
  const printer = printerOf(session, args);
  const saves = isSet(args, flag.saveConfig);
  const count = visitManifests(files, manifestOptions(args, validation), (manifest) => {
    const { info, namespace, source } = manifest;
    const object = withRecord(session, manifest.object) as Record<string, unknown>;
    const misplaced = pathSegment(namespace);
    if (misplaced.length > 0)
      throw KubectlError.plain(
        `error when creating "${source}": invalid namespace "${namespace}": [${misplaced.join(' ')}]`,
      );
    const made =
      dryRun === 'client'
        ? withNamespace(object, namespace)
        : session.take(
            info,
            session.create(info, saves || hasLastApplied(object) ? withLastApplied(object, namespace) : object, {
              dryRun: dryRun === 'server',
              fieldValidation: validation,
            }),
            (status) => withSource('creating', source, status),
          );
    const kube = made as { metadata: { name: string } } & Parameters<NonNullable<typeof printer>>[1][number]['object'];
    if (printer) session.stdout += printer(made, [{ info, object: kube }]);
    else session.print(`${objectName(info, kube.metadata.name)} created${dryRunSuffix(dryRun)}`);
  });
  if (count === 0) throw KubectlError.plain('no objects passed to create');
}

/** What a client-side dry run prints: the object as it was given, in its Namespace. */
function withNamespace(object: Record<string, unknown>, namespace: string): Record<string, unknown> {
  if (namespace === '') return object;
  return { ...object, metadata: { ...(object['metadata'] as object | undefined), namespace } };
}
