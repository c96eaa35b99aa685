import { toJson } from '../../goJson.ts';
import type { Plain } from '../../plain.ts';
import { sendPatch } from './changes.ts';
import { readFiles, manifestOptions } from './files.ts';
import { dryRunOf, dryRunSuffix, type Flag, flag, isSet, parseArgs, validationOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { visitManifests } from './manifests.ts';
import { printerOf } from './print.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';

const CREATE = { name: 'create-annotation', type: 'bool' } as const;
const flags: Flag[] = [flag.output, flag.template, flag.dryRun, flag.filename, flag.recursive, flag.kustomize, CREATE];

/** `kubectl apply set-last-applied -f FILE` (kubectl: cmd/apply/apply_set_last_applied.go). */
export function setLastApplied(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl apply set-last-applied', argv, flags);
  const dryRun = dryRunOf(args);
  const printer = printerOf(session, args);
  visitManifests(readFiles(session, args), manifestOptions(args, validationOf(args)), (manifest) => {
    const { info, namespace, name, object, source } = manifest;
    const live = session.get(info, namespace, name);
    const before = live.metadata.annotations?.[LAST_APPLIED];
    if (before === undefined && !isSet(args, CREATE))
      throw KubectlError.plain(
        `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
      );
    const metadata = object['metadata'] as Plain;
    // the file as it is, whatever its annotations are (cmd/util/editor, GetApplyPatch)
    const text = `${toJson(namespace === '' ? object : { ...object, metadata: { ...metadata, namespace } })}\n`;
    if (before === text) {
      session.print(`set-last-applied ${name}: no changes required.`);
      return;
    }
    const patch = { metadata: { annotations: { [LAST_APPLIED]: text } } };
    const after = sendPatch(session, { info, namespace, name, source, object: live }, 'merge', patch, dryRun);
    if (printer) session.stdout += printer(after, [{ info, object: after }]);
    else session.print(`${objectName(info, name)} configured${dryRunSuffix(dryRun)}`);
  });
}
