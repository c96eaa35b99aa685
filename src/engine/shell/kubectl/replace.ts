import { createObject, updateObject } from '../../admit/api.ts';
import { deleteObject } from '../../admit/deleteObject.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import type { ApiOptions } from '../../admit/ApiResponse.ts';
import { react } from '../../controllers/settle.ts';
import { told, waitGone } from './delete.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, type ParsedArgs, validationOf, valueOf } from './flags.ts';
import { KubectlError, withSource } from './KubectlError.ts';
import { manifestOptions, readFiles } from './files.ts';
import { type Manifest, NAMELESS, visitManifests } from './manifests.ts';
import { printerOf } from './print.ts';
import { replaceRaw } from './rawRequest.ts';
import { RECORD, withRecord } from './record.ts';
import { hasLastApplied, withLastApplied } from './lastApplied.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';

export const replaceFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.validate,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.saveConfig,
  flag.timeout,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'force', type: 'bool' },
  { name: 'grace-period', type: 'int' },
  { name: 'cascade', type: 'optional', implied: 'background' },
  { name: 'subresource', type: 'string' },
  { name: 'raw', type: 'string' },
  RECORD,
];

/** With --force, what is there is deleted, and kubectl waits until it is gone (cmd/replace, forceReplace). */
function removeFirst(session: Session, { info, namespace, name }: Manifest, word: string | undefined): void {
  const object = session.cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
  if (!object) return;
  const target = { info, namespace, name, object, source: '' };
  session.take(info, deleteObject(session.cluster, info.kind, info.namespaced ? namespace : undefined, name));
  react(session.cluster);
  session.print(word === 'name' ? objectName(info, name) : told(target, false));
  waitGone(session, target);
}

/** `kubectl replace -f FILE` */
export function replace(session: Session, args: ParsedArgs): void {
  if (args.flags.has('raw')) return replaceRaw(session, args);
  const files = readFiles(session, args);
  const force = isSet(args, { name: 'force' });
  const dryRun = dryRunOf(args);
  for (const name of ['grace-period', 'timeout'])
    if (!force && Number.parseInt(valueOf(args, { name }) ?? '-1', 10) >= (name === 'timeout' ? 1 : 0))
      throw KubectlError.plain(`--${name} must have --force specified`);
  if (force && dryRun !== 'none') throw KubectlError.plain('--dry-run can not be used when --force is set');
  const status = valueOf(args, { name: 'subresource' }) === 'status';
  const validation = validationOf(args);
  const saves = isSet(args, flag.saveConfig);
  const printer = printerOf(session, args);
  if (force)
    visitManifests(files, manifestOptions(args, 'Ignore'), (manifest) =>
      removeFirst(session, manifest, valueOf(args, flag.output)),
    );
  const count = visitManifests(files, manifestOptions(args, validation), (manifest) => {
    const { info, object, namespace, name, source } = manifest;
    const options: ApiOptions = {
      dryRun: dryRun !== 'none',
      fieldValidation: validation,
      writer: { manager: session.manager },
      ...(status && { subresource: 'status' }),
    };
    if (name === '') throw KubectlError.plain(`error when replacing "${source}": ${NAMELESS}`);
    if (dryRun === 'client') {
      const given = withRecord(session, object) as unknown as KubeObject;
      const placed = info.namespaced ? { ...given, metadata: { ...given.metadata, namespace } } : given;
      if (printer) session.stdout += printer(placed, [{ info, object: placed }]);
      else session.print(`${objectName(info, name)} replaced${dryRunSuffix(dryRun)}`);
      return;
    }
    session.authorize(info, 'get', namespace, name);
    const exists = session.cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
    session.authorize(info, exists ? 'update' : 'create', namespace, exists ? name : undefined);
    const send = exists || !force ? updateObject : createObject;
    const after = session.take(
      info,
      send(
        session.cluster,
        withRecord(session, saves || hasLastApplied(object) ? withLastApplied(object, namespace) : object),
        options,
      ),
      (status) => (force ? status : withSource('replacing', source, status)),
    );
    if (printer) session.stdout += printer(after, [{ info, object: after }]);
    else session.print(`${objectName(info, name)} replaced${dryRunSuffix(dryRun)}`);
  });
  if (count === 0) throw KubectlError.plain('no objects passed to replace');
}
