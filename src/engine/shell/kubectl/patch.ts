import { POD_SUBRESOURCES } from '../../admit/podSubresources.ts';
import { UNKNOWN_RESOURCE } from '../../admit/status.ts';
import { parseText } from '../../parse/parse.ts';
import { valueAt } from '../../plain.ts';
import { isSame, type PatchType, sendOrMakePatch } from './changes.ts';
import { dryRunOf, type Flag, flag, isSet, type ParsedArgs, valueOf } from './flags.ts';
import { jsonSyntaxError } from '../../parse/jsonSyntaxError.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf } from './print.ts';
import { RECORD } from './record.ts';
import { objectName } from './Printout.ts';
import { patchScale, requireSubresource, SCALE, scaleOf } from './scaleSubresource.ts';
import type { Session } from './Session.ts';
import { type Target, visitTargets } from './targets.ts';

export const patchFlags: Flag[] = [
  flag.output,
  flag.template,
  flag.dryRun,
  flag.filename,
  flag.recursive,
  flag.kustomize,
  flag.local,
  flag.fieldManager,
  flag.showManagedFields,
  { name: 'patch', short: 'p', type: 'string' },
  { name: 'patch-file', type: 'string' },
  { name: 'type', type: 'string' },
  { name: 'subresource', type: 'string' },
  RECORD,
];

/** `kubectl patch` */
export function patch(session: Session, args: ParsedArgs): void {
  const type = (valueOf(args, { name: 'type' }) ?? 'strategic').toLowerCase();
  const text = patchText(session, args);
  if (isSet(args, flag.local) && args.words.length > 0)
    throw KubectlError.plain('cannot specify --local and server resources');
  if (type !== 'strategic' && type !== 'merge' && type !== 'json')
    throw KubectlError.plain(`--type must be one of [json merge strategic], not "${type}"`);
  const dryRun = dryRunOf(args);
  const subresource = valueOf(args, { name: 'subresource' });
  const ofPods = valueAt(POD_SUBRESOURCES, subresource ?? '') !== undefined;
  if (subresource !== undefined && subresource !== 'status' && subresource !== 'scale' && !ofPods)
    throw KubectlError.status(UNKNOWN_RESOURCE);
  const ofScale = subresource === 'scale';
  // kubectl asks for the subresource already where it looks for the object
  const find: Session['get'] = (info, ...place) => {
    requireSubresource(info, subresource);
    return session.get(info, ...place);
  };
  const change = (target: Target): void => {
    if (ofPods && target.info.kind !== 'Pod') throw KubectlError.status(UNKNOWN_RESOURCE);
    const value = decode(text, type);
    const info = ofScale ? SCALE : target.info;
    const before = ofScale ? scaleOf(target.info, target.object) : target.object;
    const after = ofScale
      ? patchScale(session, target, type, value, dryRun)
      : sendOrMakePatch(session, target, type, value, dryRun, subresource);
    // A write that changes nothing but who owns a field (`clusterIP: ""`) is a change too: it has a new version.
    const written = after.metadata.resourceVersion !== before.metadata.resourceVersion;
    const same = !written && isSame(before, after);
    const changed = same ? ' (no change)' : '';
    // a format that there is not is complained of after all else has been done
    const printer = printerOf(session, args);
    if (printer) session.stdout += printer(after, [{ info, object: after }]);
    else session.print(`${objectName(info, target.name)} patched${changed}`);
  };
  const count = visitTargets(session, args, args.words, change, '', find);
  if (count === 0) throw KubectlError.plain('no objects passed to patch');
}

function patchText(session: Session, args: ParsedArgs): string {
  const inline = valueOf(args, { name: 'patch' });
  const file = valueOf(args, { name: 'patch-file' });
  if (inline !== undefined && file !== undefined)
    throw KubectlError.plain('cannot specify --patch and --patch-file together');
  const text = file === undefined ? inline : session.context.files.get(file);
  if (text === undefined && file !== undefined)
    throw KubectlError.plain(`unable to read patch file: open ${file}: no such file or directory`);
  if (!text) throw KubectlError.plain('must specify --patch or --patch-file containing the contents of the patch');
  return text;
}

/** JSON goes to the server as it is, and the server complains; anything else is YAML, and kubectl does. */
function decode(text: string, type: PatchType): unknown {
  if (/^\s*[{[]/.test(text)) {
    const wrong = jsonSyntaxError(text);
    if (wrong === undefined) return JSON.parse(text);
    const message = type !== 'strategic' ? `error decoding patch: ${wrong}` : wrong;
    throw KubectlError.status({ code: 400, reason: 'BadRequest', message, causes: [] });
  }
  const [document] = parseText(text).documents;
  if (document?.error !== undefined)
    throw KubectlError.plain(
      `unable to parse "${text}": ${document.error.replace(/^error converting YAML to JSON: /, '')}`,
    );
  return document?.value ?? null;
}
