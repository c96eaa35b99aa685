import type { KubeObject } from '../../../model/KubeObject.ts';
import { findKind } from '../../admit/kinds.ts';
import { dryRunOf, dryRunSuffix, flag, isSet, type ParsedArgs, namespaceOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import { printerOf, typedPrinterOf } from './print.ts';
import { objectName } from './Printout.ts';
import type { Session } from './Session.ts';
import { type Plain, textOf } from '../../plain.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { toJson } from '../../goJson.ts';
import { inStructOrder } from '../../admit/structOrder.ts';

/** With --save-config a typed object remembers itself as Go writes it (pkg/util/apply.go, CreateOrUpdateAnnotation). */
function remembered(placed: Plain, shown: Plain): Plain {
  const metadata = placed['metadata'] as Plain;
  const annotation = { [LAST_APPLIED]: `${toJson(inStructOrder(shown), 0, true, true)}\n` };
  return {
    ...placed,
    metadata: { ...metadata, annotations: { ...(metadata['annotations'] as Plain), ...annotation } },
  };
}

/**
 * Creates an object that a command has put together from its flags, or only prints it: the last step of
 * `create service`, `create deployment`, `expose` and `run`. `shown` is what a client-side dry run prints;
 * `failure` begins the message of commands that wrap the server's one. `saves`: whether --save-config is heeded; most
 * of `create` does so before it looks whether this is a dry run, the other commands only in what they send.
 */
export function make(
  session: Session,
  args: ParsedArgs,
  shown: Record<string, unknown>,
  done: string,
  failure?: string,
  saves: 'never' | 'sent' | 'always' = 'sent',
): void {
  const remembers = (when: string) => isSet(args, flag.saveConfig) && (saves === 'always' || saves === when);
  const dryRun = dryRunOf(args);
  const info = findKind(textOf(shown['apiVersion']), textOf(shown['kind']));
  if (!info) throw KubectlError.plain(`no matches for kind "${textOf(shown['kind'])}"`);
  // What `expose` gets back from the server it has as it came.
  const printer = dryRun !== 'client' && done === 'exposed' ? printerOf(session, args) : typedPrinterOf(session, args);
  let object = shown as KubeObject;
  if (dryRun !== 'client') {
    const namespace = info.namespaced ? { namespace: namespaceOf(args) } : {};
    const placed = { ...shown, metadata: { ...(shown['metadata'] as object), ...namespace } };
    const response = session.create(info, remembers('sent') ? remembered(placed, shown) : placed, {
      dryRun: dryRun === 'server',
    });
    if (!response.ok && failure !== undefined) throw KubectlError.plain(`${failure} ${response.status.message}`);
    object = session.take(info, response);
  } else {
    if (args.flags.has('namespace') && info.namespaced)
      object = { ...object, metadata: { ...object.metadata, namespace: namespaceOf(args) } };
    if (remembers('always')) object = remembered(object, object) as KubeObject;
  }
  if (printer) session.stdout += printer(object, [{ info, object }]);
  else session.print(`${objectName(info, object.metadata.name)} ${done}${dryRunSuffix(dryRun)}`);
}
