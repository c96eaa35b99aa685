import { createObject, patchObject } from '../../admit/api.ts';
import type { KubeObject } from '../../../model/KubeObject.ts';
import { toJson } from '../goJson.ts';
import { LAST_APPLIED } from './describeLines.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, type ParsedArgs, validationOf } from './flags.ts';
import { KubectlError, withSource } from './KubectlError.ts';
import { type Manifest, manifestOptions, readFiles, visitManifests } from './manifests.ts';
import { printerOf } from './print.ts';
import { objectName, type Session } from './Session.ts';
import { threeWayPatch } from './threeWayPatch.ts';

export const applyFlags: Flag[] = [
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
  { name: 'server-side', type: 'bool' },
  { name: 'force', type: 'bool' },
  { name: 'force-conflicts', type: 'bool' },
  { name: 'prune', type: 'bool' },
  { name: 'wait', type: 'bool' },
  { name: 'grace-period', type: 'string' },
  { name: 'cascade', type: 'optional', implied: 'background' },
];

type Plain = Record<string, unknown>;

/** The object as it will be remembered: in its Namespace, without the annotation itself. */
function remembered({ object, namespace }: Manifest): Plain {
  const metadata = (object['metadata'] ?? {}) as Plain;
  const { [LAST_APPLIED]: _, ...annotations } = (metadata['annotations'] ?? {}) as Plain;
  return { ...object, metadata: { ...metadata, annotations, ...(namespace ? { namespace } : {}) } };
}

const annotated = (object: Plain): Plain => {
  const metadata = object['metadata'] as Plain;
  const annotations = { ...(metadata['annotations'] as Plain), [LAST_APPLIED]: `${toJson(object)}\n` };
  return { ...object, metadata: { ...metadata, annotations } };
};

/** `kubectl apply -f FILE`, on the client's side: a three-way patch against the last applied configuration. */
export function apply(session: Session, args: ParsedArgs): void {
  const files = readFiles(session, args);
  const dryRun = dryRunOf(args);
  const validation = validationOf(args);
  const printer = printerOf(args);
  const suffix = dryRunSuffix(dryRun);
  const count = visitManifests(files, manifestOptions(args, validation), (manifest) => {
    const { info, namespace, name, source } = manifest;
    const modified = annotated(remembered(manifest));
    const options = { dryRun: dryRun === 'server', fieldValidation: validation };
    const current = session.cluster.store.get(info.kind, info.namespaced ? namespace : undefined, name);
    const show = (object: KubeObject, what: string) => {
      if (printer) session.stdout += printer(object, [{ info, object }]);
      else session.print(`${objectName(info, name)} ${what}${suffix}`);
    };
    if (!current) {
      const made =
        dryRun === 'client'
          ? (modified as KubeObject)
          : session.take(info, createObject(session.cluster, modified, options), (status) =>
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
    const patch = threeWayPatch(last === undefined ? {} : read(last), modified, current as unknown as Plain);
    if (Object.keys(patch).length === 0) {
      show(current, 'unchanged');
      return;
    }
    const after =
      dryRun === 'client'
        ? current
        : session.take(
            info,
            patchObject(
              session.cluster,
              info.kind,
              info.namespaced ? namespace : undefined,
              name,
              'strategic',
              patch,
              options,
            ),
            (status) => ({ ...status, message: patchMessage(manifest, patch, status.message) }),
          );
    show(after, 'configured');
  });
  if (count === 0) throw KubectlError.plain('no objects passed to apply');
}

const read = (text: string): Plain => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Plain) : {};
  } catch {
    return {};
  }
};

function patchMessage({ info, name, namespace, source }: Manifest, patch: Plain, message: string): string {
  const group = info.group === '' ? '' : info.group;
  return (
    `error when applying patch:\n${toJson(patch)}\nto:\n` +
    `Resource: "${group}/${info.version}, Resource=${info.plural}", GroupVersionKind: "${group}/${info.version}, Kind=${info.kind}"\n` +
    `Name: "${name}", Namespace: "${namespace}"\nfor: "${source}": error when patching "${source}": ${message}`
  );
}
